"""Who bears one name. Of a common name there are thousands, and a row must not look at each of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from sys import intern
from typing import Any

from dixian.foundation.kernel.idnumber import LENGTH
from dixian.registry.matching.edits import checks, slip
from dixian.registry.matching.listed import Listed
from dixian.registry.matching.masked import COVER, fits
from dixian.registry.matching.numbers import KEPT, before, fits_kept

# Of more than so many not each is weighed.
FEW = 40
# So many are looked through sooner than they are put in order.
LOOKED_THROUGH = 200
# Where the year of birth, its month and day, and what follows them stand in a number: four characters each.
YEAR, DAY, TAIL = 6, 10, 14
PART = 4
# In the place of such a part where there is no number.
NONE = " " * PART

Trait = Callable[[Listed], Any]
PERSON: Trait = attrgetter("person")
HOUSEHOLD: Trait = attrgetter("household")
VILLAGE: Trait = attrgetter("village")
TOWNSHIP: Trait = attrgetter("township")


class Namesakes(list[Listed]):
    """Bearers of one name, put in order by a trait when it is first asked for and they are many."""

    __slots__ = ("_numbers", "_orders")

    def __init__(self, people: Iterable[Listed] = ()) -> None:
        super().__init__(people)
        self._numbers = ""
        self._orders: dict[Trait, tuple[list[Any], list[Listed]]] = {}

    @property
    def many(self) -> bool:
        """Whether to look at each of them costs more than an order of them."""
        return len(self) > FEW

    def where(self, trait: Trait, value: Any) -> list[Listed]:
        """Those with this trait."""
        if len(self) <= LOOKED_THROUGH:
            return [one for one in self if trait(one) == value]
        values, order = self._order(trait)
        first = bisect_left(values, value)
        return order[first : bisect_right(values, value, first)]

    def having(self, part: str, at: int) -> list[Listed]:
        """Those in whose number this part stands at its place: YEAR, DAY or TAIL."""
        if len(self) > LOOKED_THROUGH:
            return self.where(TRAITS[at], part)
        # One text: most of the time would go to fetching numbers that lie all over the memory.
        if not self._numbers:
            self._numbers = "".join(map(_padded, self))
        find = self._numbers.find
        found, place = [], find(part, at)
        while place >= 0:
            which, over = divmod(place - at, LENGTH)
            if not over:
                found.append(self[which])
            place = find(part, place + 1)
        return found

    def first(self, most: int) -> list[Listed]:
        """The first of them by 人编号."""
        return self._order(PERSON)[1][:most]

    def _order(self, trait: Trait) -> tuple[list[Any], list[Listed]]:
        """The values of a trait in their order, and whose they are; equals in the order of 人编号."""
        if trait not in self._orders:
            order = sorted(self if trait is PERSON else self._order(PERSON)[1], key=trait)
            self._orders[trait] = [trait(one) for one in order], order
        return self._orders[trait]


def together(found: Sequence[Namesakes]) -> Namesakes:
    """The bearers of any of several names, each once."""
    if len(found) == 1:
        return found[0]
    return Namesakes(dict.fromkeys(person for bearers in found for person in bearers))


def _padded(one: Listed) -> str:
    return f"{one.number:{LENGTH}.{LENGTH}}"


def _trait(at: int) -> Trait:
    return lambda one: intern(_padded(one)[at : at + PART])


TRAITS = {at: _trait(at) for at in (YEAR, DAY, TAIL)}


def renamed(one: Listed) -> bool:
    """Whether a former name is listed."""
    return bool(one.former)


def slipped(written: str, namesakes: Namesakes) -> list[Listed]:
    """Those whose number is right and one slip away."""
    if abs(len(written) - LENGTH) > 1:
        return []
    # One slip touches two places at most, and moves only what stands on one side of it.
    found = namesakes.having(written[YEAR:DAY], YEAR)
    found += namesakes.having(written[DAY:TAIL], DAY)
    found += namesakes.having(written[-PART:], TAIL)
    return [one for one in found if slip(written, one.number) and checks(one.number)]


def fitting(seen: str, namesakes: Namesakes) -> list[Listed]:
    """Those whose number it may be, of which so much is seen; by a part that is seen whole, if there is one."""
    parts = [(seen[at : at + PART], at) for at in (TAIL, DAY, YEAR)] if len(seen) == LENGTH else []
    part, at = next((one for one in parts if COVER not in one[0]), ("", 0))
    some = namesakes.having(part, at) if part else namesakes
    return [one for one in some if fits(one.number, seen)]


def kept_of(kept: str, namesakes: Namesakes) -> list[Listed]:
    """Those whose number is right and of whose number a spreadsheet leaves these fifteen digits."""
    if len(kept) != KEPT:
        return []
    days = {text[DAY:TAIL] for text in (kept, before(kept))}
    found = [one for some in days for one in namesakes.having(some, DAY)]
    return [one for one in found if fits_kept(one.number, kept) and checks(one.number)]
