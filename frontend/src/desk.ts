// The desk: what is opened on the right is marked on the left, and on a phone stands in the list's place.
function mark(): void {
  const asked = new URLSearchParams(window.location.search).get("lead");
  document.querySelectorAll<HTMLElement>(".desk [data-row]").forEach((row) => {
    const link = row.querySelector("a");
    const here = link !== null && new URL(link.href).searchParams.get("lead") === asked;
    row.classList.toggle("row-here", here);
    if (here) link.setAttribute("aria-current", "true");
    else link?.removeAttribute("aria-current");
  });
  document.querySelector(".desk")?.classList.add("opened");
}

export function bindDesk(): void {
  document.querySelector(".desk .row-here")?.scrollIntoView({ block: "nearest" });
  document.addEventListener("htmx:pushedIntoHistory", () => {
    if (!document.querySelector(".desk")) return;
    mark();
    window.scrollTo(0, 0);
  });
}
