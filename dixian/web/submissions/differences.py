"""Two writings of a name or a number side by side: what differs is marked, what nobody asked to see stays masked."""

from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from dixian.foundation.kernel import idnumber
from dixian.foundation.kernel.masking import mask_birth
from dixian.foundation.kernel.problems import CellProblem

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
    """The same of ID numbers, masked but for what differs; of many digits that differ only where they stand.

    may_see: whether the post may know that much: with the number as it was written, the place of a wrong digit is as good
    as the right one.
    """
    ours, theirs = _by_place(one, other) if len(one) == len(other) else compared(one, other)
    wrong = max(sum(len(part.text) for part in side if part.differs) for side in (ours, theirs))
    near = wrong <= MOST
    if not may_see or 2 * wrong > len(one):
        ours, theirs = [Part(one, False)], [Part(other, False)]
    return _masked(ours, near=near), _masked(theirs, near=near)


def birth_and_sex(number: str) -> str:
    """`1948年 女`, as an ID number says it; "" where it is none."""
    try:
        known = idnumber.parse(number)
    except CellProblem:
        return ""
    return f"{mask_birth(known.birth.isoformat())} {known.sex}"


def _by_place(one: str, other: str) -> tuple[list[Part], list[Part]]:
    """Two numbers of one length, digit by digit."""
    ours, theirs = [], []
    for differs, some in groupby(zip(one, other, strict=True), key=lambda pair: pair[0] != pair[1]):
        mine, others = zip(*some, strict=True)
        ours.append(Part("".join(mine), differs))
        theirs.append(Part("".join(others), differs))
    return ours, theirs


def _masked(parts: list[Part], *, near: bool) -> list[Part]:
    """Without empty pieces: no number has none, and the page says so. near: what differs may be shown."""
    parts = [part for part in parts if part.text]
    length, at, masked = sum(len(part.text) for part in parts), 0, []
    for part in parts:
        text = "".join(
            char if (part.differs and near) or place < HEAD or place >= length - TAIL else "*"
            for place, char in enumerate(part.text, start=at)
        )
        at += len(part.text)
        masked.append(Part(text, part.differs))
    return masked if length > HEAD + TAIL else [part._replace(text="*" * len(part.text)) for part in masked]
