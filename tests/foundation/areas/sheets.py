"""Rows of areas, units and contacts as the import takes them."""

from collections.abc import Callable, Sequence
from typing import Any

from dixian.foundation.kernel.columns import Column
from dixian.foundation.sheets.api import Clean, Rejected, clean_rows, read_table, write_table

Rows = list[tuple[int, dict[str, Any]]]


def read(content: bytes, columns: Sequence[Column]) -> tuple[Rows, list[str]]:
    """What can be applied, and the sentences about the other rows."""
    results = list(clean_rows(read_table(content, name="导入.xlsx", columns=columns), columns))
    said = [problem.sentence() for one in results if isinstance(one, Rejected) for problem in one.problems]
    return [(one.row.number, one.values) for one in results if isinstance(one, Clean)], said


def sent(
    apply: Callable[..., Any], columns: Sequence[Column], *lines: Sequence[object], preview: bool = False
) -> Any:
    """Write the lines to a workbook, read it back, apply it."""
    rows, said = read(write_table(title="导入", columns=columns, rows=lines), columns)
    assert said == []
    return apply(rows=rows, preview=preview)
