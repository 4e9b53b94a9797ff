"""Who bears one name. Of a common name there are thousands, and a row must not look at each of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from sys import intern
from typing import Any

from dixian.registry.matching.edits import checks, slip
from dixian.registry.matching.listed import Listed
from dixian.registry.matching.numbers import KEPT, before, fits_kept

# So many are looked through sooner than they are put in order.
FEW = 40
NUMBER = Listed._fields.index("number")

Trait = Callable[[Listed], Any]
PERSON: Trait = attrgetter("person")
HOUSEHOLD: Trait = attrgetter("household")
VILLAGE: Trait = attrgetter("village")
TOWNSHIP: Trait = attrgetter("township")


class Namesakes(list[Listed]):
    """Bearers of one name, put in order by a trait when it is first asked for and they are many."""

    __slots__ = ("_orders",)

    def __init__(self, people: Iterable[Listed] = ()) -> None:
        super().__init__(people)
        self._orders: dict[Trait, tuple[list[Any], list[Listed]]] = {}

    @property
    def many(self) -> bool:
        """Whether to look at each of them costs more than an order of them."""
        return len(self) > FEW

    def where(self, trait: Trait, value: Any) -> list[Listed]:
        """Those with this trait; of many, in the order of 人编号."""
        if not self.many:
            return [one for one in self if trait(one) == value]
        values, order = self._order(trait)
        first = bisect_left(values, value)
        return order[first : bisect_right(values, value, first)]

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


def year(one: Listed) -> str:
    """The year of birth as the number has it."""
    return intern(one.number[6:10])


def day(one: Listed) -> str:
    """Month and day of birth as the number has them."""
    return intern(one.number[10:14])


def tail(one: Listed) -> str:
    """What stands in the number behind the date of birth."""
    return intern(one.number[14:])


def renamed(one: Listed) -> bool:
    """Whether a former name is listed."""
    return bool(one.former)


def slipped(written: str, namesakes: Namesakes) -> list[Listed]:
    """Those whose number is right and one slip away."""
    if not written:
        return []
    # One slip touches two places at most, and moves only what stands on one side of it.
    parts = written[6:10], written[10:14], written[-4:]
    found: Iterable[Listed]
    if namesakes.many:
        traits = zip((year, day, tail), parts, strict=True)
        found = [one for trait, part in traits for one in namesakes.where(trait, part)]
    else:
        born, on, end = parts
        found = [
            one
            for one in namesakes
            # By place: by name it takes three times as long, and this is asked more often than anything else.
            if (number := one[NUMBER])[10:14] == on or number[14:] == end or number[6:10] == born
        ]
    return [one for one in found if slip(written, one.number) and checks(one.number)]


def kept_of(kept: str, namesakes: Namesakes) -> list[Listed]:
    """Those whose number is right and of whose number a spreadsheet leaves these fifteen digits."""
    if len(kept) != KEPT:
        return []
    found: Sequence[Listed] = namesakes
    begun = kept, before(kept)
    if namesakes.many:
        days = {text[10:14] for text in begun}
        found = [one for some in days for one in namesakes.where(day, some)]
    return [
        one
        for one in found
        if one[NUMBER].startswith(begun) and fits_kept(one.number, kept) and checks(one.number)
    ]
