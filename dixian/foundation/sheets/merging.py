"""Cells that were merged: what stands in the first one is meant for all."""

from collections.abc import Iterable, Iterator

from dixian.foundation.kernel import money
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.lines import Line

# Top, left, bottom, right; counted from 0, the last ones included.
Range = tuple[int, int, int, int]
# So many digits without a point are the number of a person or a household, meant for each row.
NUMBER_FROM = 15


def spread(lines: Iterable[Line], ranges: Iterable[Range]) -> Iterator[Line]:
    """The lines, with what the first cell of a range says in every cell of it; changed in place.

    An amount stays in the first one: merged over a family it is the family's, and would be summed
    once for each member.
    """
    begins: dict[int, list[Range]] = {}
    for one in ranges:
        begins.setdefault(one[0], []).append(one)
    hanging: list[tuple[int, int, int, object]] = []
    for at, line in enumerate(lines):
        for _, left, bottom, right in begins.get(at, ()):
            value = line[left] if left < len(line) else None
            if tidy(value) and not _is_amount(value):
                hanging.append((bottom, left, right, value))
        for _, left, right, value in hanging:
            for column in range(left, min(right + 1, len(line))):
                line[column] = value
        hanging = [one for one in hanging if one[0] > at]
        yield line


def _is_amount(value: object) -> bool:
    text = tidy(value)
    if len(text) >= NUMBER_FROM and text.isdecimal():
        return False
    try:
        money.parse(text)
    except CellProblem:
        return isinstance(value, int | float)
    return True
