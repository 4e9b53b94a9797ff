"""Who falls ill in a month and what it costs the household; year to date, as the insurer counts."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from dixian.foundation.kernel.idnumber import check_digit
from dixian.simulation.world.names import given, surname
from dixian.simulation.world.people import Home, Villager

SHARE_TREATED = 0.08
# Most of what ruins a household is one stay in hospital; the rest comes month by month.
SHARE_STAYS = 0.4
MOST = 300_000
SHARE_STRANGERS = 0.01
SHARE_MISTYPED = 0.01
SHARE_MISNAMED = 0.005


@dataclass(frozen=True, slots=True)
class Cost:
    """A row of the insurer's file; `error` names the planted kind of dirt, `true_person` whose it is."""

    name: str
    id_number: str
    township: str
    village: str
    amount: Decimal
    true_person: str
    error: str


def own_costs(homes: Iterable[Home], *, seed: int, month: int, dirt: bool) -> Iterator[Cost]:
    """The file's rows in a month of the year: everybody treated so far, with the sum so far."""
    for home in homes:
        for person in home.persons:
            cost = _cost(person, home, seed, month, dirt)
            if cost:
                yield cost


def treated_since(person: Villager, seed: int) -> int | None:
    """The month of the year in which this person's costs begin, if any do."""
    fate = _fate(person, seed)
    return fate[0] if fate else None


def spent(person: Villager, seed: int, month: int) -> Decimal | None:
    """What this person has paid from the beginning of the year to the end of `month`; None for nothing."""
    fate = _fate(person, seed)
    return _sum(fate[0], fate[1], month) if fate and fate[0] <= month else None


def _fate(person: Villager, seed: int) -> tuple[int, random.Random] | None:
    # A person's fate depends on the person alone, so that the months of a year agree.
    chance = random.Random(f"{seed}:{person.number}")
    begins = chance.randint(1, 12)
    return None if chance.random() > SHARE_TREATED else (begins, chance)


def _sum(begins: int, chance: random.Random, month: int) -> Decimal:
    stay = chance.lognormvariate(9.3, 0.9) if chance.random() < SHARE_STAYS else 0.0
    monthly = chance.lognormvariate(5.6, 1.0)
    return Decimal(f"{min(stay + monthly * (month - begins + 1), MOST):.2f}")


def _cost(person: Villager, home: Home, seed: int, month: int, dirt: bool) -> Cost | None:
    fate = _fate(person, seed)
    if fate is None or fate[0] > month:
        return None
    begins, chance = fate
    amount = _sum(begins, chance, month)
    error, name, number = "", person.name, person.id_number
    roll = chance.random() if dirt else 1.0
    if roll < SHARE_STRANGERS:
        error, number = "stranger", _another(number, chance)
        # Under a resident's own name it would be a number written wrong, not a stranger.
        name = surname(chance) + given(chance, person.sex)
    elif roll < SHARE_STRANGERS + SHARE_MISTYPED:
        error, number = "check_digit", number[:16] + str((int(number[16]) + 5) % 10) + number[17]
    elif roll < SHARE_STRANGERS + SHARE_MISTYPED + SHARE_MISNAMED:
        error, name = "name", name + given(chance, person.sex)
    true_person = "" if error == "stranger" else person.number
    return Cost(name, number, home.township_name, home.village_name, amount, true_person, error)


def _another(number: str, chance: random.Random) -> str:
    first17 = "110105" + number[6:14] + f"{chance.randrange(1000):03}"
    return first17 + check_digit(first17)
