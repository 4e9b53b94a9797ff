// A list that fits lets the page scroll, so that its head can stay at the top of the window; a wider one scrolls sideways
// in a frame of its own, which would hold the head back.
function measure(): void {
  document.querySelectorAll<HTMLElement>(".scroll").forEach((frame) => {
    frame.classList.remove("fits");
    frame.classList.toggle("fits", frame.scrollWidth <= frame.clientWidth);
  });
}

export function bindLists(): void {
  measure();
  window.addEventListener("resize", measure);
  document.addEventListener("htmx:load", measure);
  document.addEventListener("toggle", measure, true);
}
