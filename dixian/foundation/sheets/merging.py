"""Cells that were merged: what stands in the first one is meant for all."""

from collections.abc import Iterable, Sequence

from dixian.foundation.kernel import money
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import tidy

# Top, left, bottom, right; counted from 0, the last ones included.
Range = tuple[int, int, int, int]
# So many digits without a point are the number of a person or a household, meant for each row.
NUMBER_FROM = 15


def spread(grid: list[list[object]], ranges: Iterable[Range]) -> None:
    """Write into every cell of a range what its first cell says.

    An amount stays in the first one: merged over a family it is the family's, and would be summed
    once for each member.
    """
    for top, left, bottom, right in ranges:
        value = _at(grid, top, left)
        if not tidy(value) or _is_amount(value):
            continue
        for row in grid[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value


def _at(grid: Sequence[Sequence[object]], row: int, column: int) -> object:
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else None


def _is_amount(value: object) -> bool:
    text = tidy(value)
    if len(text) >= NUMBER_FROM and text.isdecimal():
        return False
    try:
        money.parse(text)
    except CellProblem:
        return isinstance(value, int | float)
    return True
