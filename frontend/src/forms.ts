// A button with data-confirm asks first. A form that is being sent can't be sent again; a radio marked data-send sends its form by the tap itself.
export function bindForms(): void {
  // A field that is wrong inside something folded could neither be seen nor focused.
  document.addEventListener(
    "invalid",
    (event) => {
      for (let one = (event.target as Element).closest("details"); one; one = one.parentElement!.closest("details")) one.open = true;
    },
    true,
  );
  document.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-confirm]");
    if (button && !window.confirm(button.dataset.confirm)) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    // A workbook leaves the page as it is.
    if (form.matches("[data-download]")) return;
    window.setTimeout(() => {
      form.querySelectorAll<HTMLButtonElement>("button[type=submit]").forEach((button) => {
        button.disabled = true;
      });
    });
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll<HTMLButtonElement>("button[type=submit][disabled]").forEach((button) => {
      if (!button.hasAttribute("data-needs-choice")) button.disabled = false;
    });
  });
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLElement;
    if (field.matches("[data-send]")) field.closest("form")?.requestSubmit();
    // What has to come along once another field says something.
    const { form, name, value } = field as HTMLSelectElement;
    form?.querySelectorAll<HTMLInputElement>(`[data-needed-with="${name}"]`).forEach((needed) => (needed.required = value !== ""));
  });
}
