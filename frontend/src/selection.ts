// Select many, act on many: the button says how many are chosen, or that nothing is.
const NOTHING = "请先勾选";

function refresh(form: HTMLFormElement): void {
  const boxes = form.querySelectorAll<HTMLInputElement>("[data-choose]");
  const chosen = Array.from(boxes).filter((box) => box.checked).length;
  form.querySelectorAll<HTMLButtonElement>("[data-needs-choice]").forEach((button) => {
    button.disabled = chosen === 0;
    button.textContent = chosen === 0 ? NOTHING : (button.dataset.needsChoice ?? "").replace("%", String(chosen));
  });
}

export function bindSelection(): void {
  const all = () => document.querySelectorAll<HTMLFormElement>("form[data-select-many]").forEach(refresh);
  all();
  // Coming back, the browser ticks again what was ticked.
  window.addEventListener("pageshow", all);
  document.addEventListener("htmx:historyRestore", all);
  document.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    const form = box.closest<HTMLFormElement>("form[data-select-many]");
    if (!form) return;
    if (box.matches("[data-choose-all]")) {
      form.querySelectorAll<HTMLInputElement>("[data-choose]").forEach((one) => (one.checked = box.checked));
    }
    refresh(form);
  });
}
