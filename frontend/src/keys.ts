// / search, j k move, Enter open, ? help; a button or field with data-key is pressed or gone to by its key.
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

// Where the list has moved on from what is opened, the key opens first: nothing is done to what nobody looks at.
function act(at: HTMLElement): void {
  const here = document.querySelector<HTMLElement>("[data-row].row-here a");
  if (at.closest("#opened") && here && !here.hasAttribute("aria-current")) return open();
  if (at instanceof HTMLButtonElement) at.click();
  else at.focus();
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
    const keyed = /^[a-z]$/.test(event.key) ? document.querySelector<HTMLElement>(`[data-key=${event.key}]`) : null;
    if (!acts[event.key] && !keyed) return;
    event.preventDefault();
    if (keyed) act(keyed);
    else acts[event.key]();
  });
  document.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    if (target.closest("[data-open-help]")) document.querySelector<HTMLDialogElement>("#help")?.showModal();
    if (target.closest("[data-print]")) window.print();
  });
}
