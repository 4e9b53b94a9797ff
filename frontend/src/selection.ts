// Select many, act on many: the button says how many are chosen.
function refresh(form: HTMLFormElement): void {
  const boxes = form.querySelectorAll<HTMLInputElement>("[data-choose]");
  const chosen = Array.from(boxes).filter((box) => box.checked).length;
  form.querySelectorAll<HTMLElement>("[data-chosen]").forEach((place) => {
    place.textContent = String(chosen);
  });
  form.querySelectorAll<HTMLButtonElement>("[data-needs-choice]").forEach((button) => {
    button.disabled = chosen === 0;
  });
}

export function bindSelection(): void {
  document.querySelectorAll<HTMLFormElement>("form[data-select-many]").forEach(refresh);
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
