"""A sheet that was understood, and its rows as they stand there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from dixian.foundation.kernel.masking import mask_numbers
from dixian.foundation.sheets.hiding import Hidden, Kept, sentence
from dixian.foundation.sheets.leftover import Unread
from dixian.foundation.sheets.lines import RawRow
from dixian.foundation.sheets.places import at_row, place_of

# Rows that show what a column holds.
FIRST = 30


@dataclass(frozen=True)
class Reading:
    """A sheet that was understood, or several with the same columns (`joining`).

    header_row: number as the spreadsheet shows it, the lower one of two, 0 where there is none; header_rows: how many
    it has; header: what each column is called; mapping: column code -> index; twice: all places of a column that stands there several times;
    rows: data rows; around: the lines that are none, titles and header above, 合计 and 制表人 among and below them;
    hidden: which of these rows and columns, all of them read, the file keeps out of sight, and which sheets, not read.
    unread: further sheets people see that hold something and were not read.
    above: what the line over the header says over each column, titles held for the columns after them.
    parts: where several sheets are read as one, each as it stands; places: their names and the lines counted before.
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
    above: tuple[str, ...] = ()
    header_rows: int = 1
    parts: tuple["Reading", ...] = ()
    places: tuple[tuple[str, int], ...] = ()

    @property
    def each(self) -> tuple["Reading", ...]:
        """The sheets that were read, one by one."""
        return self.parts or (self,)

    @property
    def first_lines(self) -> list[Sequence[object]]:
        """The cells of its first rows, by which people see what a column holds."""
        return [row.cells for row in islice(self.rows, FIRST)]

    @property
    def below(self) -> list[RawRow]:
        """The lines below the header that are no data, such as 合计 and 制表人."""
        if self.parts:
            befores = (before for _, before in self.places)
            return [
                RawRow(before + line.number, line.cells)
                for part, before in zip(self.parts, befores, strict=True)
                for line in part.below
            ]
        return [line for line in self.around if line.number > self.header_row]

    @property
    def passed_over(self) -> list[int]:
        """Their numbers."""
        return [line.number for line in self.below]

    @property
    def about_hidden(self) -> str:
        """A sentence on what is hidden, "" where nothing is."""
        return sentence([Kept(one.hidden, one.header, one.sheet if self.parts else "") for one in self.each])

    def place(self, number: int) -> tuple[str, int]:
        """The sheet a row stands in, and its number there."""
        return place_of(number, self.places) if self.parts else (self.sheet, number)

    @property
    def sheets(self) -> list[tuple[str, int, int]]:
        """Where several are read: name without numbers, lines counted before, rows; to be kept beside the rows."""
        return [
            (mask_numbers(sheet), before, len(part.rows))
            for (sheet, before), part in zip(self.places, self.parts, strict=True)
        ]

    def at(self, number: int) -> str:
        """`第 5 行`, with its sheet where several are read."""
        return at_row(number, self.places)

    def cell(self, row: RawRow, code: str) -> object:
        """The raw cell of a column; None where the column or the cell is absent."""
        return row.at(self.mapping.get(code, -1))
