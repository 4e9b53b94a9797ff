// The browser's own words on a file field are in its own language; ours stand in front, the field itself stays:
// it takes the focus, the keys and what is dropped on it.
const NOTHING = "没有选择文件";

function dress(field: HTMLInputElement): void {
  if (field.closest(".file-field")) return;
  const around = document.createElement("span");
  around.className = "file-field";
  const button = document.createElement("span");
  button.className = "btn";
  button.textContent = "选择文件";
  const name = document.createElement("span");
  name.className = "file-name";
  for (const shown of [button, name]) shown.setAttribute("aria-hidden", "true");
  field.replaceWith(around);
  around.append(field, button, name);
  const say = (): void => {
    name.textContent = Array.from(field.files ?? [], (one) => one.name).join("、") || NOTHING;
  };
  field.addEventListener("change", say);
  field.form?.addEventListener("reset", () => window.setTimeout(say));
  window.addEventListener("pageshow", say);
  say();
}

// A file dropped anywhere on a card goes into its field; beside the cards it is nobody's, and does not replace the page.
function bindDrops(): void {
  const zoneOf = (event: Event) => (event.target as Element).closest<HTMLElement>("[data-drop]");
  const light = (zone: HTMLElement | null): void =>
    document.querySelectorAll("[data-drop]").forEach((one) => one.classList.toggle("dropping", one === zone));
  document.addEventListener("dragover", (event) => {
    if (!document.querySelector("[data-drop]") || !event.dataTransfer?.types.includes("Files")) return;
    light(zoneOf(event));
    if (!(event.target as Element).closest("input[type=file]")) event.preventDefault();
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) light(null);
  });
  document.addEventListener("drop", (event) => {
    light(null);
    if (!document.querySelector("[data-drop]") || (event.target as Element).closest("input[type=file]")) return;
    event.preventDefault();
    const field = zoneOf(event)?.querySelector<HTMLInputElement>("input[type=file]");
    const files = event.dataTransfer?.files;
    if (!field || !files || files.length !== 1) return;
    field.files = files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.form?.querySelector<HTMLButtonElement>("button[type=submit]")?.focus();
  });
}

export function bindFiles(): void {
  const all = (part: ParentNode) => part.querySelectorAll<HTMLInputElement>("input[type=file]").forEach(dress);
  all(document);
  bindDrops();
  document.addEventListener("htmx:load", (event) => all(event.target as Element));
}
