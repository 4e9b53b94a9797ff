"""Next year's paper beside this year's: carried over, changed, new, gone."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from typing import Any

from dixian.directives.workplans.engine.matters import other_matter
from dixian.directives.workplans.engine.paper import Item, Named, Paper

# From how much alike two items are taken for the same task.
SAME_TASK = 0.5
# Titles weigh more than texts: they are rewritten less.
OF_TITLE = 0.6
SAME_TEXT = 0.98
LONGEST = 600


@dataclass(frozen=True)
class Change:
    """What became of one task. differences: field -> (before, after), as far as it is changed."""

    before: Item | None
    after: Item | None
    differences: dict[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """Every item of both papers stands in exactly one list."""

    carried: list[Change]
    changed: list[Change]
    new: list[Change]
    gone: list[Change]

    def told(self) -> dict[str, Any]:
        """The same as plain dictionaries and lists."""
        return asdict(self)


def compare(old: Paper, new: Paper) -> Comparison:
    """Pair the items that are most alike, and say what differs between the two of each pair."""
    pairs = _pairs(old.items, new.items)
    both = [
        Change(old.items[before], new.items[after], _differences(old.items[before], new.items[after]))
        for before, after in sorted(pairs, key=lambda pair: pair[1])
    ]
    befores, afters = {before for before, _ in pairs}, {after for _, after in pairs}
    return Comparison(
        [one for one in both if not one.differences],
        [one for one in both if one.differences],
        [Change(None, item) for at, item in enumerate(new.items) if at not in afters],
        [Change(item, None) for at, item in enumerate(old.items) if at not in befores],
    )


def _pairs(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
    """Best first, each item once."""
    scored = sorted(
        (
            (score, -abs(before - after), before, after)
            for before, first in enumerate(old)
            for after, second in enumerate(new)
            if (score := _alike(first, second)) >= SAME_TASK
            # In short tasks the words of the frame alone would make them the same.
            and not other_matter((first.title, second.title), (first.text, second.text))
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    for _, _, before, after in scored:
        if before not in found and after not in found.values():
            found[before] = after
    return list(found.items())


def _alike(first: Item, second: Item) -> float:
    titles = SequenceMatcher(None, first.title, second.title, autojunk=False).ratio()
    if titles < 0.2:
        return titles * OF_TITLE
    return titles * OF_TITLE + _pieces_shared(first.text, second.text) * (1 - OF_TITLE)


def _pieces_shared(first: str, second: str) -> float:
    """How many pairs of neighbouring signs two texts share."""
    one, other = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (first, second))
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def _differences(before: Item, after: Item) -> dict[str, tuple[Any, Any]]:
    return dict(_each_difference(before, after))


def _each_difference(before: Item, after: Item) -> Iterator[tuple[str, tuple[Any, Any]]]:
    if before.title != after.title:
        yield "title", (before.title, after.title)
    if SequenceMatcher(
        None, before.text[:LONGEST], after.text[:LONGEST], autojunk=False
    ).ratio() < SAME_TEXT or (before.text[LONGEST:] != after.text[LONGEST:]):
        yield "text", (before.text, after.text)
    for name in ("lead", "responsible"):
        first, second = _units(getattr(before, name)), _units(getattr(after, name))
        if set(first) != set(second):
            yield name, (first, second)
    for name in ("limits", "figures"):
        first, second = ([one.written for one in getattr(item, name)] for item in (before, after))
        if first != second:
            yield name, (first, second)


def _units(named: Sequence[Named]) -> list[str]:
    return list(dict.fromkeys(one.unit or one.written for one in named))
