"""Two writings of a name or a number side by side: what differs is marked, what nobody asked to see stays masked."""

from difflib import SequenceMatcher
from typing import NamedTuple

HEAD, TAIL = 6, 4
# More than this is another number, and not shown beyond its ends.
MOST = 2


class Part(NamedTuple):
    """A piece of a text, and whether it differs from the other."""

    text: str
    differs: bool


def compared(one: str, other: str) -> tuple[list[Part], list[Part]]:
    """Both texts in pieces; where they have nothing in common there is nothing to point at."""
    ours, theirs = [], []
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    if not any(kind == "equal" for kind, *_ in steps):
        return [Part(one, False)], [Part(other, False)]
    for kind, a, b, c, d in steps:
        if a < b:
            ours.append(Part(one[a:b], kind != "equal"))
        if c < d:
            theirs.append(Part(other[c:d], kind != "equal"))
    return ours, theirs


def compared_numbers(one: str, other: str, *, may_see: bool) -> tuple[list[Part], list[Part]]:
    """The same of ID numbers, masked but for what differs; may_see: whether the post may know that much."""
    ours, theirs = compared(one, other)
    near = all(sum(len(part.text) for part in side if part.differs) <= MOST for side in (ours, theirs))
    if not (near and may_see):
        ours, theirs = [Part(one, False)], [Part(other, False)]
    return _masked(ours), _masked(theirs)


def _masked(parts: list[Part]) -> list[Part]:
    """Without empty pieces: no number has none, and the page says so."""
    parts = [part for part in parts if part.text]
    length, at, masked = sum(len(part.text) for part in parts), 0, []
    for part in parts:
        text = "".join(
            char if part.differs or place < HEAD or place >= length - TAIL else "*"
            for place, char in enumerate(part.text, start=at)
        )
        at += len(part.text)
        masked.append(Part(text, part.differs))
    return masked if length > HEAD + TAIL else [part._replace(text="*" * len(part.text)) for part in masked]
