"""What a grid may be before anybody works on it: as wide as a list, and no cell a book."""

from collections.abc import Iterable, Iterator

from dixian.foundation.sheets.guards import MOST_CELLS, too_far
from dixian.foundation.sheets.lines import Line, Lines

# The widest export we know has 160.
MOST_COLUMNS = 2_000
# Longer than any column takes, so that the cell is still refused for its length.
LONGEST_CELL = 2_000


def packed(lines: Iterable[Line], *, name: str) -> Lines:
    """The lines, without empty cells at their ends and without the ends of endless cells, ready to be handed on.

    Raises NotASheet where the sheet is wider or larger than can be worked on.
    """
    return Lines(_bounded(lines, name))


def _bounded(lines: Iterable[Line], name: str) -> Iterator[Line]:
    cells = 0
    for number, line in enumerate(lines, start=1):
        while line and line[-1] in (None, ""):
            line.pop()
        cells += len(line)
        if len(line) > MOST_COLUMNS or cells > MOST_CELLS:
            raise too_far(name, number, len(line))
        for index, cell in enumerate(line):
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                line[index] = cell[: LONGEST_CELL + 1]
        yield line
