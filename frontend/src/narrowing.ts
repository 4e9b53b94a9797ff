// A long list to choose from gets a box above it: what is typed leaves only the choices that contain it.
const LONG = 20;

function narrow(select: HTMLSelectElement, all: HTMLOptionElement[], typed: string): void {
  const chosen = select.value;
  const wanted = typed.trim().toLowerCase();
  // Old browsers show hidden choices all the same: they are taken out. What says "nothing chosen" and what is chosen stay.
  const left = all.filter((one) => !one.value || one.value === chosen || one.text.toLowerCase().includes(wanted));
  select.replaceChildren(...left);
  select.value = chosen;
  const found = left.filter((one) => one.value && one.text.toLowerCase().includes(wanted));
  if (wanted && found.length === 1 && select.value !== found[0].value) {
    select.value = found[0].value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function equip(select: HTMLSelectElement): void {
  // In a table there would be a box in each line.
  if (select.multiple || select.closest("table") || select.options.length < LONG || select.querySelector("optgroup") || select.dataset.narrowed) return;
  select.dataset.narrowed = "1";
  const all = Array.from(select.options);
  const box = document.createElement("input");
  box.type = "search";
  box.className = "form-control narrow";
  box.placeholder = `打字筛选，共 ${all.filter((one) => one.value).length} 项`;
  // Not the name of the field: two controls of one name are hard to tell apart, also for who only hears them.
  box.setAttribute("aria-label", "筛选下面的选项");
  box.autocomplete = "off";
  box.dataset.noDraft = "";
  box.addEventListener("input", () => narrow(select, all, box.value));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  select.before(box);
}

export function bindNarrowing(): void {
  const all = () => document.querySelectorAll<HTMLSelectElement>("select.form-select").forEach(equip);
  all();
  document.addEventListener("htmx:load", all);
}
