"""Each row of a sheet ends as clean or as rejected; the numbers add up."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.lines import RawRow
from dixian.foundation.sheets.problems import Problem
from dixian.foundation.sheets.table import Reading
from dixian.foundation.sheets.units import in_their_unit


class Clean(NamedTuple):
    """A row whose every cell could be taken: column code -> value (None where empty)."""

    row: RawRow
    values: dict[str, Any]


class Rejected(NamedTuple):
    """A row with at least one problem; values: those cells that could be taken."""

    row: RawRow
    problems: tuple[Problem, ...]
    values: dict[str, Any]


def clean_rows(reading: Reading, columns: Sequence[Column]) -> Iterator[Clean | Rejected]:
    """One result for each row of `reading.rows`, in order."""
    of_sheet = {
        part.sheet: [
            (column, reading.mapping.get(column.code, -1)) for column in in_their_unit(part, columns)
        ]
        for part in reading.each
    }
    for row in reading.rows:
        sheet = reading.place(row.number)[0] if reading.parts else reading.sheet
        yield _clean_row(reading, row, of_sheet[sheet])


def _clean_row(reading: Reading, row: RawRow, places: Sequence[tuple[Column, int]]) -> Clean | Rejected:
    values: dict[str, Any] = {}
    problems = []
    for column, at in places:
        raw = row.at(at)
        try:
            values[column.code] = column.clean(raw)
        except CellProblem as problem:
            sheet, line = reading.place(row.number)
            problems.append(
                Problem(
                    file=reading.name,
                    sheet=sheet,
                    row=line,
                    column=column.title,
                    value=column.shown(tidy(raw)[:40]),
                    message=problem.message,
                    remedy=problem.remedy,
                )
            )
    return Rejected(row, tuple(problems), values) if problems else Clean(row, values)
