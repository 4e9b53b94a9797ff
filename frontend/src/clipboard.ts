// Rows as a spreadsheet puts them on the clipboard: cells between tabs; a cell with a line break, a tab or a quote
// inside stands in quotes, and a quote in it is doubled.
const CELL = /(?:"((?:[^"]|"")*)"(?=\t|\r|\n|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/g;

export function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(CELL)) {
    // A break inside a cell is layout; the names and numbers of the grid have none.
    rows[rows.length - 1].push(quoted === undefined ? plain.trim() : quoted.replace(/""/g, '"').replace(/[\r\n]+/g, "").trim());
    if (end === "") break;
    if (end !== "\t") rows.push([]);
  }
  while (rows.length > 0 && rows[rows.length - 1].every((cell) => cell === "")) rows.pop();
  return rows;
}

// A header for comparing, as `header_key` on the server does it; what stands in brackets is a unit or a hint.
export function headerKey(text: string): string {
  return text.normalize("NFKC").replace(/[(\[【][^)\]】]*[)\]】]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
