import { headerKey, rowsOf } from "./clipboard";

type Grid = HTMLTableElement;

// Rows copied from a spreadsheet and pasted into a cell spread over the cells to the right of it and below. The grid grows
// as far as the server takes rows (data-most); its header is known by data-heads of each column. What found no place is said.
export function bindGrid(): void {
  document.addEventListener("paste", (event) => {
    const cell = (event.target as HTMLElement).closest<HTMLTableCellElement>("table[data-grid] td");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell || !/[\t\r\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const grid = cell.closest<Grid>("table")!;
    say(grid, paste(grid, cell, rowsOf(text)));
  });
}

// What is to be said of it, nothing where all went in as it came.
function paste(grid: Grid, cell: HTMLTableCellElement, rows: string[][]): string[] {
  const said: string[] = [];
  const { places, header } = placesOf(grid, cell.cellIndex, rows);
  if (header) said.push(`第一行是表头，没有填入：${rows[0].filter(Boolean).join("、")}`);
  const data = header ? rows.slice(1) : rows;
  const body = grid.tBodies[0];
  const first = (cell.parentElement as HTMLTableRowElement).sectionRowIndex;
  grow(grid, Math.min(first + data.length, Number(grid.dataset.most)));
  const fitting = data.slice(0, body.rows.length - first);
  const lost = new Map<number, number>();
  fitting.forEach((line, step) =>
    line.forEach((value, at) => {
      const field = body.rows[first + step].cells[places[at] ?? -1]?.querySelector("input");
      if (field) field.value = value.slice(0, field.maxLength);
      if (value && (!field || value.length > field.maxLength)) lost.set(at, (lost.get(at) ?? 0) + 1);
    }),
  );
  if (lost.size > 0) {
    const cells = [...lost.values()].reduce((sum, one) => sum + one, 0);
    const named = header ? `（${[...lost.keys()].map((at) => rows[0][at] || `第 ${at + 1} 列`).join("、")}）` : "";
    said.push(`有 ${lost.size} 列${named}共 ${cells} 格放不下，请核对`);
  }
  const beyond = data.length - fitting.length;
  if (beyond > 0) said.push(`有 ${beyond} 行放不下，请改用文件上传`);
  return said;
}

// Where each pasted column goes, and whether the first row is a header: half of what it says are names of columns. It
// then says itself where its columns belong, unless they stand in order from this cell on.
function placesOf(grid: Grid, from: number, rows: string[][]): { places: number[]; header: boolean } {
  const heads = [...grid.tHead!.rows[0].cells].map((head) => (head.dataset.heads ?? "").split(" "));
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const inOrder = Array.from({ length: width }, (_, at) => from + at);
  const first = rows[0] ?? [];
  const keys = first.map(headerKey);
  const named = keys.map((key) => (key ? heads.findIndex((names) => names.includes(key)) : -1));
  const known = named.filter((place) => place >= 0).length;
  const header = known > 0 && 2 * known >= first.filter(Boolean).length;
  const asItStands = named.every((place, at) => place < 0 || place === from + at);
  return { places: header && !asItStands ? named : inOrder, header };
}

// Further rows like the last one, empty and numbered on.
function grow(grid: Grid, rows: number): void {
  const body = grid.tBodies[0];
  while (body.rows.length < rows) {
    const number = body.rows.length + 1;
    const row = body.rows[number - 2].cloneNode(true) as HTMLTableRowElement;
    row.cells[0].textContent = `第 ${number} 行`;
    row.querySelectorAll("input").forEach((field) => {
      field.name = field.name.replace(/^cell-\d+/, `cell-${number - 1}`);
      field.setAttribute("aria-label", (field.getAttribute("aria-label") ?? "").replace(/^第\d+行/, `第${number}行`));
      field.value = "";
      field.removeAttribute("value");
    });
    body.append(row);
  }
}

function say(grid: Grid, said: string[]): void {
  const note = grid.closest("form")!.querySelector<HTMLElement>("[data-pasted]")!;
  note.textContent = said.map((one) => `${one}。`).join("");
  note.hidden = said.length === 0;
}
