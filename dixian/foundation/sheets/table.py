"""A sheet that was understood, and its rows as they stand there."""

from collections.abc import Sequence
from dataclasses import dataclass

from dixian.foundation.sheets.hiding import Hidden, sentence
from dixian.foundation.sheets.leftover import Unread
from dixian.foundation.sheets.lines import RawRow


@dataclass(frozen=True)
class Reading:
    """A sheet that was understood.

    header_row: number as the spreadsheet shows it, the lower one of two, 0 where there is none; header: what each column is called; mapping: column code -> index; twice:
    all places of a column that stands there several times;
    rows: data rows; around: the lines that are none, titles and header above, 合计 and 制表人 among and below them;
    hidden: which of these rows and columns, all of them read, the file keeps out of sight, and which sheets, not read.
    unread: further sheets people see that hold something and were not read.
    """

    name: str
    sheet: str
    header_row: int
    header: tuple[str, ...]
    mapping: dict[str, int]
    twice: dict[str, list[int]]
    rows: Sequence[RawRow]
    around: list[RawRow]
    hidden: Hidden
    unread: tuple[Unread, ...] = ()

    @property
    def below(self) -> list[RawRow]:
        """The lines below the header that are no data, such as 合计 and 制表人."""
        return [line for line in self.around if line.number > self.header_row]

    @property
    def passed_over(self) -> list[int]:
        """Their numbers."""
        return [line.number for line in self.below]

    @property
    def about_hidden(self) -> str:
        """A sentence on what is hidden, "" where nothing is."""
        return sentence(self.hidden, self.header)

    def cell(self, row: RawRow, code: str) -> object:
        """The raw cell of a column; None where the column or the cell is absent."""
        index = self.mapping.get(code)
        return None if index is None or index >= len(row.cells) else row.cells[index]
