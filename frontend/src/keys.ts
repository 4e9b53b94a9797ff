// / search, j k move, Enter open, ? help.
const rows = (): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>("[data-row]"));

function move(step: number): void {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.classList.contains("row-here"));
  const next = Math.min(all.length - 1, Math.max(0, at + step));
  all.forEach((row, index) => row.classList.toggle("row-here", index === next));
  all[next].scrollIntoView({ block: "nearest" });
}

function open(): void {
  const here = document.querySelector<HTMLElement>("[data-row].row-here a");
  if (here) here.click();
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

export function bindKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const acts: Record<string, () => void> = {
      "/": () => document.querySelector<HTMLElement>("#search")?.focus(),
      j: () => move(1),
      k: () => move(-1),
      "?": () => document.querySelector<HTMLDialogElement>("#help")?.showModal(),
    };
    if (event.key === "Enter" && !(event.target as HTMLElement).closest("a, button")) return open();
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
  document.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    if (target.closest("[data-open-help]")) document.querySelector<HTMLDialogElement>("#help")?.showModal();
    if (target.closest("[data-print]")) window.print();
  });
}
