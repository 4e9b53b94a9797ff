// The groups of the menu stay folded as somebody left them on this machine; the one with the page in it is open.
const FOLDED = "folded";

export function bindMenu(): void {
  const groups = [...document.querySelectorAll<HTMLDetailsElement>("details[data-fold]")];
  const folded = new Set((localStorage.getItem(FOLDED) ?? "").split("|"));
  for (const group of groups) {
    const name = group.dataset.fold ?? "";
    group.open = !folded.has(name) || group.querySelector("[aria-current]") !== null;
    group.querySelector("summary")?.addEventListener("click", () => {
      // The click folds or opens only after it has been heard.
      if (group.open) folded.add(name);
      else folded.delete(name);
      localStorage.setItem(FOLDED, [...folded].join("|"));
    });
  }
}
