"""What a village once wrote down wrongly of its own households: the register holds it, the truth and the departments don't."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from dixian.simulation.world.people import Home, Villager

HEAD, SPOUSE = "户主", "配偶"
Slip = Callable[[Home], Home]


def mistyped(homes: Sequence[Home], *, village: str, spared: Collection[str]) -> list[Home]:
    """The homes as the register has them: the first couples of `village` each with another of SLIPS.

    spared: numbers of persons whose households stay as they are. Monitored households do, too.
    """
    slips = iter(SLIPS)
    return [
        slip(home) if _may(home, village, spared) and (slip := next(slips, None)) else home for home in homes
    ]


def _may(home: Home, village: str, spared: Collection[str]) -> bool:
    couple = [one.relation for one in home.persons[:2]] == [HEAD, SPOUSE]
    quiet = not home.monitored and not any(one.number in spared for one in home.persons)
    return home.village == village and couple and quiet


def _of_one_sex(home: Home) -> Home:
    return _with(home, 1, sex=home.persons[0].sex)


def _without_a_number(home: Home) -> Home:
    return _with(home, 1, id_number="")


def _without_a_head(home: Home) -> Home:
    return _with(home, 0, relation="其他")


SLIPS: tuple[Slip, ...] = (_of_one_sex, _without_a_number, _without_a_head)


def _with(home: Home, place: int, **values: str) -> Home:
    """The home with other values of the person at `place`."""
    persons: list[Villager] = list(home.persons)
    persons[place] = replace(persons[place], **values)  # type: ignore[arg-type]
    return replace(home, persons=tuple(persons))
