"""What a grid may be before anybody works on it: as wide as a list, and no cell a book."""

from dixian.foundation.sheets.guards import MOST_CELLS, too_far

# The widest export we know has 160.
MOST_COLUMNS = 2_000
# Longer than any column takes, so that the cell is still refused for its length.
LONGEST_CELL = 2_000


def bounded(grid: list[list[object]], *, name: str) -> list[list[object]]:
    """The grid without empty cells at the ends of rows and without the ends of endless cells, changed in place.

    Raises NotASheet where it is wider or larger than can be worked on.
    """
    cells = 0
    for number, row in enumerate(grid, start=1):
        while row and row[-1] in (None, ""):
            row.pop()
        cells += len(row)
        if len(row) > MOST_COLUMNS or cells > MOST_CELLS:
            raise too_far(name, number, len(row))
        for index, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                row[index] = cell[: LONGEST_CELL + 1]
    return grid
