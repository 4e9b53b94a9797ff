"""What a paper says that became no task: shown beside the tasks, so that a person sees what was missed."""

import re
from collections.abc import Iterator, Sequence

from dixian.directives.workplans.engine.endings import DAY_ALONE
from dixian.directives.workplans.engine.heading import Heading
from dixian.directives.workplans.engine.outline import Node, Task
from dixian.directives.workplans.engine.paper import Passage

NO_WORDS = re.compile(r"[\W_]+")


def rest_of(root: Node, tasks: Sequence[Task], kept: Sequence[str], heading: Heading) -> list[Passage]:
    """The paragraphs of the outline that no task holds, each with how many tasks stand before it.

    kept: the paper's paragraphs, of which the outline has left out the signature and what follows. Section headings,
    and what the paper says of itself, are told elsewhere and left out.
    """
    taken = {id(task.node) for task in tasks}
    seen = 0
    found: list[Passage] = []
    for node in _outside(root, taken):
        if id(node) in taken:
            seen += 1
            continue
        found += [Passage(seen, text) for text in _own(node, taken)]
    outlined = {_bare(text) for node in _all(root) for text in (*node.paragraphs, node.closing)}
    found += [Passage(len(tasks), text) for text in kept if not _in(outlined, _bare(text))]
    told = [_bare(one) for one in (heading.title, heading.issuer, heading.document_number) if one]
    said = [one for one in found if _bare(one.text) and not DAY_ALONE.match(one.text)]
    return [one for one in said if not any(_bare(one.text) in head for head in told)]


def _outside(node: Node, taken: set[int]) -> Iterator[Node]:
    """In the paper's order; a task is given without what stands below it."""
    yield node
    if id(node) not in taken:
        for child in node.children:
            yield from _outside(child, taken)


def _own(node: Node, taken: set[int]) -> list[str]:
    """What a node says itself; its heading only where no task carries it as its section."""
    if node.marker is None:
        return node.paragraphs
    if any(id(below) in taken for below in _all(node)):
        return [*node.paragraphs[1:], node.closing]
    first, *others = node.paragraphs or [""]
    return [f"{node.marker.written}{first}", *others, node.closing]


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def _in(outlined: set[str], text: str) -> bool:
    """Whether a paragraph stands in the outline, which cuts its marker off."""
    return any(text[at:] in outlined for at in range(min(len(text), 8)))


def _bare(text: str) -> str:
    return NO_WORDS.sub("", text)
