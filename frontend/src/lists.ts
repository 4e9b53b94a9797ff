// A list that fits lets the page scroll, so that its head can stay at the top of the window; a wider one scrolls sideways
// in a frame of its own, which would hold the head back.
function measure(): void {
  document.querySelectorAll<HTMLElement>(".scroll").forEach((frame) => {
    frame.classList.remove("fits");
    frame.classList.toggle("fits", frame.scrollWidth <= frame.clientWidth);
  });
}

// Of the small forms above a list one is open at a time; a click beside it or Escape shuts it.
function shut(except: Element | null): void {
  document.querySelectorAll<HTMLDetailsElement>("details.tool[open]").forEach((tool) => {
    if (tool !== except) tool.open = false;
  });
}

export function bindLists(): void {
  document.addEventListener("click", (event) => shut((event.target as HTMLElement).closest("details.tool")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut(null);
  });
  measure();
  window.addEventListener("resize", measure);
  document.addEventListener("htmx:load", measure);
  document.addEventListener("toggle", measure, true);
}
