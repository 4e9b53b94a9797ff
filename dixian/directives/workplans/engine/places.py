"""Where in a paper its tasks and its other passages stand, so that those of tables come between those of the text."""

import re
from collections.abc import Iterator, Sequence

from dixian.directives.workplans.engine.outline import Task
from dixian.directives.workplans.engine.paper import Passage

NO_WORDS = re.compile(r"[\W_]+")


def places_of(tasks: Sequence[Task], paragraphs: Sequence[str]) -> Iterator[int]:
    """For each task the place of its paragraph; that of the one before where it isn't found."""
    at = 0
    for task in tasks:
        marker = task.node.marker
        length = marker.length if marker else 0
        at = next(
            (
                place
                for place in range(at, len(paragraphs))
                if "\t" not in paragraphs[place] and paragraphs[place][length:].strip() == task.node.heading
            ),
            at,
        )
        yield at


def placed(
    rest: Sequence[Passage], tasks: Sequence[int], rows: Sequence[int], paragraphs: Sequence[str]
) -> list[Passage]:
    """The passages between tasks of the text, told by how many tasks of text and tables stand before them."""
    found = []
    at = 0
    for one in rest:
        bare = NO_WORDS.sub("", one.text)
        start = tasks[one.after - 1] if one.after else 0
        at = next(
            (place for place in range(start, len(paragraphs)) if NO_WORDS.sub("", paragraphs[place]) == bare),
            start,
        )
        found.append(Passage(one.after + sum(row < at for row in rows), one.text))
    return found
