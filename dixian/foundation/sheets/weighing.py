"""Which of several sheets is meant: the one that can be read is not, where a larger one lacks a header that may be
called otherwise in it.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.masking import mask_numbers
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import header_key, tidy
from dixian.foundation.sheets.joining import COUNTERS
from dixian.foundation.sheets.leftover import NAME, NUMBERS
from dixian.foundation.sheets.problems import MissingColumns
from dixian.foundation.sheets.table import Reading

# Rows by which a column is judged.
LOOKED_AT = 20


def missing_of(columns: Sequence[Column], one_of: Collection[str], mapping: Mapping[str, int]) -> list[str]:
    """Titles of what is needed and not there. one_of: codes of columns of which one is enough."""
    titles = [column.title for column in columns if column.required and column.code not in mapping]
    if one_of and mapping.keys().isdisjoint(one_of):
        titles.append("或".join(column.title for column in columns if column.code in one_of))
    return titles


def refuse_larger(
    whole: Sequence[Reading], found: Sequence[Reading], columns: Sequence[Column], one_of: Collection[str]
) -> None:
    """Raises MissingColumns where a sheet with more rows than all that can be read together names people and lacks only
    columns that its unknown ones may hold; says which, and what can be read instead.
    """
    rows = sum(len(one.rows) for one in whole)
    larger = [
        one for one in found if one not in whole and len(one.rows) > rows and _may_be_meant(one, columns)
    ]
    if not larger:
        return
    most = max(larger, key=lambda one: len(one.rows))
    lacks = "、".join(f"“{title}”" for title in missing_of(columns, one_of, most.mapping))
    read = "、".join(f"“{one.sheet}”" for one in whole)
    raise MissingColumns(
        f"文件“{most.name}”行数最多的工作表“{most.sheet}”（{len(most.rows)} 行）表头缺少{lacks}，"
        f"读得懂的只有{read}（{rows} 行），没有替您选",
        f"要报“{most.sheet}”的，选好哪一列是{lacks}；要报{read}的，选“只读”那一张",
        header=most.header,
        mapping=most.mapping,
        below=most.first_lines,
        sheets=[mask_numbers(one.sheet) for one in whole],
    )


def _may_be_meant(reading: Reading, columns: Sequence[Column]) -> bool:
    """Whether it names people by number, and each column it lacks may be one whose header is not known."""
    lacking = [one for one in columns if one.required and one.code not in reading.mapping]
    if reading.mapping.keys().isdisjoint(NUMBERS) or any(one.code in (NAME, *NUMBERS) for one in lacking):
        return False
    known = set(reading.mapping.values())
    unknown = [
        at
        for at, title in enumerate(reading.header)
        if title and at not in known and header_key(title) not in COUNTERS
    ]
    return all(any(_holds(reading, at, column) for at in unknown) for column in lacking)


def _holds(reading: Reading, at: int, column: Column) -> bool:
    """Whether most of what its first rows say there can be taken as this column."""
    cells = [row.cells[at] for row in islice(reading.rows, LOOKED_AT) if at < len(row.cells)]
    said = [cell for cell in cells if tidy(cell)]
    return 2 * sum(_taken(column, cell) for cell in said) > len(said)


def _taken(column: Column, cell: object) -> bool:
    try:
        column.clean(cell)
    except CellProblem:
        return False
    return True
