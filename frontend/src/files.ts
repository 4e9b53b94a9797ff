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

export function bindFiles(): void {
  const all = (part: ParentNode) => part.querySelectorAll<HTMLInputElement>("input[type=file]").forEach(dress);
  all(document);
  document.addEventListener("htmx:load", (event) => all(event.target as Element));
}
