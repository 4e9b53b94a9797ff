// What was typed and not yet sent survives a reload, a lost session and a refusal: kept in this tab alone, per person.
// A form counts as sent when the server names its key in the cookie `done` (web/shell/forms.py), not before.
// Never kept: passwords, files, telephone numbers, fields or forms marked data-no-draft, and any run of eleven digits.
type Values = Record<string, string[]>;
interface Draft {
  key: string;
  values: Values;
}
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const PREFIX = "draft:";
const FORMS = "main form:not([data-no-draft]):not([data-select-many])";
const NEVER = ["hidden", "password", "file", "tel", "search", "submit", "button"];
const NUMBER = /\d{11}/;
const UID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

const who = (): string => document.querySelector<HTMLElement>("main")?.dataset.who ?? "";
const keyOf = (form: HTMLFormElement): string =>
  form.querySelector<HTMLInputElement>("input[name=form_key]")?.value ?? "";

function forms(): HTMLFormElement[] {
  return Array.from(document.querySelectorAll<HTMLFormElement>(FORMS)).filter((form) => keyOf(form) !== "");
}

// The address a form goes to and the verb it sends say which form it is; beside others of the same, its place among them.
function nameOf(form: HTMLFormElement): string {
  const address = (one: HTMLFormElement) =>
    new URL(one.getAttribute("action") || location.href, location.href).pathname +
    (one.querySelector<HTMLInputElement>("input[type=hidden][name=verb]")?.value ?? "");
  const same = forms().filter((one) => address(one) === address(form));
  return `${PREFIX}${who()}:${address(form)}:${same.indexOf(form)}`;
}

function fields(form: HTMLFormElement): Field[] {
  return (Array.from(form.elements) as Field[]).filter(
    (field) =>
      field.matches("input, textarea, select") &&
      field.name !== "" &&
      !NEVER.includes(field.type) &&
      field.inputMode !== "tel" &&
      !/password|one-time-code/.test(field.getAttribute("autocomplete") ?? "") &&
      !field.closest("[data-no-draft]"),
  );
}

function state(field: Field, asLoaded: boolean): string[] {
  if (field instanceof HTMLSelectElement) {
    const options = Array.from(field.options);
    if (!asLoaded) return [field.value];
    return [(options.find((one) => one.defaultSelected) ?? options[0])?.value ?? ""];
  }
  if (field.type !== "radio" && field.type !== "checkbox") return [asLoaded ? field.defaultValue : field.value];
  const box = field as HTMLInputElement;
  return (asLoaded ? box.defaultChecked : box.checked) ? [box.value] : [];
}

function valuesOf(form: HTMLFormElement, asLoaded: boolean): Values {
  const found: Values = {};
  for (const field of fields(form)) found[field.name] = [...(found[field.name] ?? []), ...state(field, asLoaded)];
  return found;
}

function read(name: string): Draft | null {
  const text = sessionStorage.getItem(name);
  return text === null ? null : (JSON.parse(text) as Draft);
}

// As people write numbers: in full width, in groups, with dots or dashes.
const holdsNumber = (text: string): boolean => NUMBER.test(text.normalize("NFKC").replace(/[\s\p{P}\p{S}]/gu, ""));

function keep(form: HTMLFormElement): void {
  const name = nameOf(form);
  const before = read(name);
  const first = valuesOf(form, true);
  const values = Object.entries(valuesOf(form, false)).filter(
    ([field, now]) =>
      !now.some((value) => holdsNumber(value) && !UID.test(value)) &&
      (before?.values[field] !== undefined || now.join("\n") !== first[field].join("\n")),
  );
  if (values.length === 0) sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, JSON.stringify({ key: keyOf(form), values: Object.fromEntries(values) }));
}

function put(field: Field, values: string[]): boolean {
  const before = state(field, false).join();
  if (field.type === "radio" || field.type === "checkbox") {
    (field as HTMLInputElement).checked = values.includes(field.value);
  } else if (values.length > 0) field.value = values[0];
  const changed = state(field, false).join() !== before;
  for (let around = changed ? field.closest("details") : null; around; around = around.parentElement!.closest("details")) {
    around.open = true;
  }
  return changed;
}

function tell(form: HTMLFormElement): void {
  const note = document.createElement("p");
  note.className = "note draft-note";
  note.setAttribute("role", "status");
  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "btn btn-sm";
  clear.textContent = "清除";
  clear.addEventListener("click", () => {
    form.reset();
    sessionStorage.removeItem(nameOf(form));
    note.remove();
  });
  note.append("已恢复未提交的内容 · ", clear);
  (form.querySelector(".body") ?? form).prepend(note);
}

function restore(form: HTMLFormElement): void {
  const draft = read(nameOf(form));
  if (draft === null) return;
  const filled = fields(form).filter((field) => draft.values[field.name] && put(field, draft.values[field.name]));
  if (filled.length > 0) tell(form);
}

function forget(unwanted: (name: string) => boolean): void {
  Object.keys(sessionStorage)
    .filter((name) => name.startsWith(PREFIX) && unwanted(name))
    .forEach((name) => sessionStorage.removeItem(name));
}

export function bindDrafts(): void {
  const done = (/(?:^|; )done=([\w.-]+)/.exec(document.cookie)?.[1] ?? "").split(".");
  forget((name) => done.includes(read(name)!.key));
  if (who() === "") return;
  forget((name) => !name.startsWith(`${PREFIX}${who()}:`));
  forms().forEach(restore);
  document.addEventListener("htmx:afterSettle", () => {
    forms()
      .filter((form) => !form.querySelector(".draft-note"))
      .forEach(restore);
  });
  const note = (event: Event) => {
    const form = (event.target as Element).closest("form");
    if (form && forms().includes(form)) keep(form);
  };
  document.addEventListener("input", note);
  document.addEventListener("change", note);
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.getAttribute("action") === "/sign-out/") forget(() => true);
    const draft = forms().includes(form) ? read(nameOf(form)) : null;
    if (draft) sessionStorage.setItem(nameOf(form), JSON.stringify({ ...draft, key: keyOf(form) }));
  });
}
