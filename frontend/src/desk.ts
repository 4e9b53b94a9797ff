// The desk: what is opened on the right is marked on the left, and on a phone stands in the list's place.
function markRow(here: Element): void {
  document.querySelectorAll<HTMLElement>(".desk [data-row]").forEach((row) => {
    row.classList.toggle("row-here", row === here);
    row.querySelector("a")?.toggleAttribute("aria-current", row === here);
  });
}

function mark(): void {
  const asked = new URLSearchParams(window.location.search).get("lead");
  document.querySelectorAll<HTMLElement>(".desk [data-row]").forEach((row) => {
    const link = row.querySelector("a");
    if (link !== null && new URL(link.href).searchParams.get("lead") === asked) markRow(row);
  });
  document.querySelector(".desk")?.classList.add("opened");
}

// What is being opened is marked at once, and the step of the one before can't be pressed meanwhile.
function opening(event: Event, busy: boolean): void {
  const pane = document.querySelector<HTMLElement>(".desk #opened");
  if (!pane || (event as CustomEvent).detail.target !== pane) return;
  pane.inert = busy;
  pane.classList.toggle("opening", busy);
  const row = (event as CustomEvent).detail.elt.closest("[data-row]");
  if (busy && row) markRow(row);
}

export function bindDesk(): void {
  document.querySelector(".desk .row-here")?.scrollIntoView({ block: "nearest" });
  document.addEventListener("htmx:beforeRequest", (event) => opening(event, true));
  document.addEventListener("htmx:afterRequest", (event) => opening(event, false));
  document.addEventListener("htmx:pushedIntoHistory", () => {
    if (!document.querySelector(".desk")) return;
    mark();
    window.scrollTo(0, 0);
  });
}
