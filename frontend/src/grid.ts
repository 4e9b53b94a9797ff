// Rows copied from a spreadsheet and pasted into a cell spread over the cells to the right of it and below.
export function bindGrid(): void {
  document.addEventListener("paste", (event) => {
    const cell = (event.target as HTMLElement).closest<HTMLTableCellElement>("table[data-grid] td");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    let row = cell.parentElement as HTMLTableRowElement | null;
    for (const line of text.trimEnd().split(/\r?\n/)) {
      if (!row) break;
      line.split("\t").forEach((value, step) => {
        const field = row?.cells[cell.cellIndex + step]?.querySelector<HTMLInputElement>("input");
        if (field) field.value = value.trim();
      });
      row = row.nextElementSibling as HTMLTableRowElement | null;
    }
  });
}
