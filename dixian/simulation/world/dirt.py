"""Rows of a department's file as they come, each with the person it is about and what went wrong with it."""

import random
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dixian.simulation.world import slips
from dixian.simulation.world.people import Home, Villager

# Share of each kind of row. Of rows about residents 1 in 100 can't be told by any rule: no number, six digits
# of it, a nickname, two errors at once.
MIXTURE = {
    "clean": 0.837, "lower_x": 0.01, "blanks": 0.01, "full_width": 0.005, "letters": 0.005, "fifteen": 0.01,
    "card": 0.01, "wrong_digit": 0.01, "missing_digit": 0.005, "extra_digit": 0.005, "swapped": 0.005,
    "noughts": 0.005, "eights": 0.005, "as_float": 0.005, "scientific": 0.002, "spelled": 0.003, "sound": 0.01,
    "shape": 0.003, "family": 0.01, "no_number": 0.003, "nickname": 0.001, "twice": 0.001,
    "stranger": 0.02, "namesake": 0.01, "sibling": 0.005, "mistyped_stranger": 0.005,
}  # fmt: skip
SHARE_WITH_VILLAGE, SHARE_WITH_TOWNSHIP = 0.7, 0.9
DIRT: dict[str, slips.Dirt] = {
    name: getattr(slips, name) for name in MIXTURE if name not in ("family", "namesake", "mistyped_stranger")
}
STRANGERS = ("stranger", "namesake", "sibling", "mistyped_stranger")


@dataclass(frozen=True, slots=True)
class Dirty:
    """A row as a department wrote it; `true_person` is empty for those who are not of the county."""

    name: str
    number: object
    township: str
    village: str
    true_person: str
    error: str


def dirty_rows(
    homes: Sequence[Home], *, rows: int, seed: int, mixture: Mapping[str, float] = MIXTURE
) -> Iterator[Dirty]:
    """So many rows about persons drawn from `homes`. Deterministic by `seed`.

    A kind that a person can't have is tried on others; where nobody can have it the row is left out.
    """
    chance = random.Random(seed)
    used = {person.id_number for home in homes for person in home.persons}
    kinds, weights = list(mixture), list(mixture.values())
    for error in chance.choices(kinds, weights, k=rows):
        for _ in range(5000):
            home = chance.choice(homes)
            person = chance.choice(home.persons)
            made = dirtied(error, home, person, chance, used)
            if made is not None:
                name, number = made
                true_person = "" if error in STRANGERS else person.number
                places = _places(home, chance)
                yield Dirty(name, number, *places, true_person, error)
                break


def _places(home: Home, chance: random.Random) -> tuple[str, str]:
    """Township and village, as far as the department wrote them."""
    roll = chance.random()
    township = home.township_name if roll < SHARE_WITH_TOWNSHIP else ""
    return township, home.village_name if roll < SHARE_WITH_VILLAGE else ""


def dirtied(
    error: str, home: Home, person: Villager, chance: random.Random, used: Container[str]
) -> slips.Cells | None:
    """Name and number with this error, or None where this person can't have it; used: the county's numbers."""
    if error == "family":
        return _family(home, person, chance)
    if error not in STRANGERS:
        return DIRT[error](person, chance)
    name, number = slips.sibling(person, chance) if error == "sibling" else slips.stranger(person, chance)
    if number in used:
        return None
    if error == "mistyped_stranger":
        return name, slips.wrong_number(str(number), chance)
    return (name if error != "stranger" else f"{name[0]}{chance.choice('寅辰巳酉亥')}{name[-1]}"), number


def _family(home: Home, person: Villager, chance: random.Random) -> slips.Cells | None:
    """The own name with the number of another of the household."""
    others = [one for one in home.persons if one.name != person.name]
    return (person.name, chance.choice(others).id_number) if others else None
