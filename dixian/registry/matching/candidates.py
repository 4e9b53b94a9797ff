"""Who a row that can't be placed by itself may be, best first."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from dixian.foundation.kernel.idnumber import CHECK_CHARACTERS, LENGTH, WEIGHTS
from dixian.registry.matching.bins import MOST_CANDIDATES
from dixian.registry.matching.edits import apart, neighbours, slip
from dixian.registry.matching.listed import Listed
from dixian.registry.matching.masked import fits
from dixian.registry.matching.names import key_of, likeness
from dixian.registry.matching.namesakes import (
    DAY,
    HOUSEHOLD,
    TAIL,
    TOWNSHIP,
    VILLAGE,
    Namesakes,
    fitting,
    kept_of,
    renamed,
    slipped,
)
from dixian.registry.matching.numbers import KEPT, ROUNDED_UP, Number, before, fits_kept
from dixian.registry.matching.register import LookUp

# What is rounded up to the next fifteen digits lies so near to them.
LEAST_ROUNDED = f"{1000 - ROUNDED_UP}"


class Asked(NamedTuple):
    """What a row says of a person, read: names first the one in use, the number, where they live.

    of_another: the name may be that of somebody else of the household. sex: 男 or 女 where the row says it, else empty.
    """

    names: tuple[str, ...]
    number: Number
    township: str = ""
    village: str = ""
    household: str = ""
    of_another: bool = False
    sex: str = ""


def near(asked: Asked, register: LookUp) -> list[Listed]:
    """Persons whose number it is or is one slip away, or of whose number a spreadsheet leaves this."""
    number = asked.number
    numbers = (number.text, *neighbours(number.text), *_continued(number.kept))
    return register.owners_of([one for one in numbers if one])


def best(asked: Asked, found: Iterable[Listed], namesakes: Namesakes, register: LookUp) -> tuple[str, ...]:
    """The 人编号 of at most five of them all, the likeliest first; equals in the order of 人编号."""
    likely = [*found, *_likeliest(asked, namesakes, register)]
    ranked = sorted([(-_weight(asked, one), one.person) for one in likely])
    return tuple(dict.fromkeys(person for _, person in ranked))[:MOST_CANDIDATES]


def _likeliest(asked: Asked, namesakes: Namesakes, register: LookUp) -> Iterable[Listed]:
    """Those of the namesakes among whom are the best five.

    All of whom the number says something, all whose name once was another, and of those of each place the first.
    """
    number = asked.number
    if not namesakes.many or 0 < len(number.kept) < KEPT:
        return namesakes
    found = namesakes.where(renamed, True)
    first = MOST_CANDIDATES + len(found)
    found += namesakes.first(first)
    for trait, place in ((TOWNSHIP, asked.township), (VILLAGE, asked.village), (HOUSEHOLD, asked.household)):
        if place:
            found += namesakes.where(trait, place)[:first]
    if number.text:
        found += namesakes.having(number.text[DAY:TAIL], DAY) + slipped(number.text, namesakes)
    if number.seen:
        found += fitting(number.seen, namesakes)
    return found + kept_of(number.kept, namesakes) + register.flawed(asked.names)


def _weight(asked: Asked, person: Listed) -> int:
    """Evidence adds up: number before name before place."""
    return _by_number(asked.number, person.number) + _by_name(asked, person) + _by_place(asked, person)


def _by_number(asked: Number, number: str) -> int:
    if asked.text == number:
        return 60 if number else 0
    if asked.kept and fits_kept(number, asked.kept):
        return 50 if len(asked.kept) >= KEPT else 2 * len(asked.kept)
    if asked.seen and fits(number, asked.seen):
        return 40
    if not asked.text or apart(asked.text, number):
        return 0
    if slip(asked.text, number):
        return 45
    return 25 if _same_birth(asked.text, number) else 0


def _same_birth(one: str, other: str) -> bool:
    return len(one) == len(other) == LENGTH and one[6:14] == other[6:14]


def _by_name(asked: Asked, person: Listed) -> int:
    if person.name in asked.names:
        return 50
    true = key_of(person.name)
    if true in asked.names:
        return 50
    return 35 if any(likeness(name, true) for name in asked.names) else 0


def _by_place(asked: Asked, person: Listed) -> int:
    if asked.household and asked.household == person.household:
        return 40
    if asked.village and asked.village == person.village:
        return 20
    return 8 if asked.township and asked.township == person.township else 0


def _continued(kept: str) -> list[str]:
    """Every number of which a spreadsheet can have left these fifteen digits: cut, or rounded up."""
    if len(kept) != KEPT:
        return []
    rounded = before(kept)
    return [kept + end for end in _ends(_rest(kept))] + [
        rounded + end for end in _ends(_rest(rounded)) if end >= LEAST_ROUNDED
    ]


def _rest(begun: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(begun, WEIGHTS, strict=False)) % 11


@cache
def _ends(rest: int) -> tuple[str, ...]:
    """The last three characters of every number whose first fifteen digits leave this rest; none that ends in X."""
    ends = []
    for last in range(100):
        check = CHECK_CHARACTERS[(rest + last // 10 * WEIGHTS[KEPT] + last % 10 * WEIGHTS[KEPT + 1]) % 11]
        if check != "X":
            ends.append(f"{last:02}{check}")
    return tuple(ends)
