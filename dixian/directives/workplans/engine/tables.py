"""The tables of a paper: their rows as items, and their words that ended in no item."""

import re
from collections.abc import Iterator, Sequence

from dixian.directives.workplans.engine.assigning import BETWEEN_NAMES, Reader
from dixian.directives.workplans.engine.grid import Row, read_grid
from dixian.directives.workplans.engine.paper import Item
from dixian.directives.workplans.engine.words import LABEL, VERB

NO_WORDS = re.compile(r"[\W_]+")
# Between the names and days of a cell; nothing is lost with them.
BESIDE = re.compile(r"完成|以前|之前|前|单位|部门|等|由|会同|和|及|与")


def read_tables(lines: Sequence[str], reader: Reader) -> tuple[list[tuple[int, Item]], list[tuple[int, str]]]:
    """(items, words in none), each with the place of its line among `lines`."""
    items: list[tuple[int, Item]] = []
    left: list[tuple[int, str]] = []
    for one in read_grid(lines):
        if not isinstance(one, Row):
            left.append((one.at, one.text))
            continue
        item = reader.of_row(one.cells, len(items) + 1, set(one.columns.values()))
        items.append((one.at, item))
        left += [(one.at, text) for text in _left_of(one, item)]
    return items, left


def _left_of(row: Row, item: Item) -> Iterator[str]:
    """The cells with words the item doesn't hold, each with what stands over its column."""
    named = [one.written for one in (*item.lead, *item.responsible)] + [one.about for one in item.marks]
    told = [_bare(one) for one in (*named, *item.people, *(limit.written for limit in item.limits))]
    whole = [_bare(one) for one in (item.marker, item.section, item.title, item.text, *item.people)]
    for column, cell in row.written.items():
        kind = row.columns.get(column, "")
        if kind and _held(cell, whole, sorted(told, key=len, reverse=True)):
            continue
        head = row.headers.get(column, "").strip()
        yield f"{head}：{cell}" if head else cell


def _held(cell: str, whole: Sequence[str], told: Sequence[str]) -> bool:
    if any(_bare(cell) in one for one in whole):
        return True
    for piece in BETWEEN_NAMES.split(VERB.sub("、", LABEL.sub("、", cell))):
        rest = _bare(piece)
        if any(rest in one for one in (*whole, *told)):
            continue
        for one in filter(None, told):
            rest = rest.replace(one, "")
        if BESIDE.sub("", rest):
            return False
    return True


def _bare(text: str) -> str:
    return NO_WORDS.sub("", text)
