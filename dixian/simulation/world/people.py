"""Households and persons over the villages."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dixian.foundation.kernel.idnumber import check_digit
from dixian.simulation.world.names import given, surname

TODAY = date(2024, 4, 1)
SHARE_RELIEVED, SHARE_MONITORED = 0.12, 0.012
ADDRESS_CODES = ("231226", "232332", "231202", "231226", "231226", "230123", "231224")
GROUPS = ("前屯", "后屯", "东屯", "西屯", "腰屯", "大屯", "小屯", "南屯", "北屯")


@dataclass(frozen=True, slots=True)
class Villager:
    """A person of the synthetic county."""

    number: str
    name: str
    id_number: str
    sex: str
    birth: date
    relation: str
    phone: str


@dataclass(frozen=True, slots=True)
class Home:
    """A household: head first; `kind` poverty_relieved|general, `monitored` a type or empty."""

    number: str
    village: str
    village_name: str
    township_name: str
    group_name: str
    kind: str
    monitored: str
    persons: tuple[Villager, ...]


Village = tuple[str, str, str, str]
# Told how far something is: what, how many are done, of how many.
Tell = Callable[[str, int, int], None]


def make_county(*, people: int, seed: int, villages: Sequence[Village]) -> Iterator[Home]:
    """Households until `people` persons are reached; the last one is cut to the number.

    villages: (code, name, township code, township name). Deterministic by `seed`.
    """
    chance = random.Random(seed)
    # Villages are of unequal size; streets and farms hold fewer register households.
    weights = [chance.uniform(0.5, 2.0) * (1.0 if "村" in name else 0.3) for _, name, _, _ in villages]
    made, number = 0, 0
    used: set[str] = set()
    while made < people:
        number += 1
        village = chance.choices(villages, weights)[0]
        home = _home(chance, number, made, village, people - made, used)
        made += len(home.persons)
        yield home


def told(homes: Iterable[Home], people: int, tell: Tell) -> Iterator[Home]:
    """The same homes, with `tell` hearing how many of the `people` there are so far."""
    made = 0
    for home in homes:
        made += len(home.persons)
        tell("造户和人", made, people)
        yield home


def _home(chance: random.Random, number: int, made: int, village: Village, most: int, used: set[str]) -> Home:
    code, name, _, township = village
    members = _members(chance, most)
    persons = tuple(
        _villager(chance, made + position, relation, sex, age, family, used)
        for position, (relation, sex, age, family) in enumerate(members, start=1)
    )
    relieved = chance.random() < SHARE_RELIEVED
    monitored = ""
    if chance.random() < SHARE_MONITORED * (3 if relieved else 0.75):
        monitored = chance.choice(("unstable" if relieved else "marginal", "sudden"))
    return Home(
        number=f"H{number:09}",
        village=code,
        village_name=name,
        township_name=township,
        group_name=chance.choice(GROUPS),
        kind="poverty_relieved" if relieved else "general",
        monitored=monitored,
        persons=persons,
    )


def _members(chance: random.Random, most: int) -> list[tuple[str, str, int, str]]:
    """(relation, sex, age, surname) of a household, head first."""
    family = surname(chance)
    age = min(92, max(22, int(chance.gauss(54, 15))))
    head = "男" if chance.random() < 0.82 else "女"
    members = [("户主", head, age, family)]
    if chance.random() < 0.72:
        other = "女" if head == "男" else "男"
        members.append(("配偶", other, max(20, age + chance.randint(-6, 5)), surname(chance)))
    for _ in range(chance.choices((0, 1, 2, 3), (0.45, 0.35, 0.16, 0.04))[0]):
        child = age - chance.randint(22, 34)
        if child >= 0:
            sex = chance.choice("男女")
            members.append(("之子" if sex == "男" else "之女", sex, child, family))
    if age < 62 and chance.random() < 0.16:
        sex = chance.choice("男女")
        members.append(
            ("之父" if sex == "男" else "之母", sex, min(97, age + chance.randint(20, 30)), family)
        )
    return members[:most]


def _villager(
    chance: random.Random,
    serial: int,
    relation: str,
    sex: str,
    age: int,
    family: str,
    used: set[str],
) -> Villager:
    birth = TODAY - timedelta(days=age * 365 + chance.randrange(365))
    first17 = _unused(chance, birth, sex, used)
    phone = (
        f"1{chance.choice('3578')}{chance.randrange(10**9):09}" if age > 15 and chance.random() < 0.8 else ""
    )
    return Villager(
        number=f"P{serial:09}",
        name=family + given(chance, sex),
        id_number=first17 + check_digit(first17),
        sex=sex,
        birth=birth,
        relation=relation,
        phone=phone,
    )


def _unused(chance: random.Random, birth: date, sex: str, used: set[str]) -> str:
    """Seventeen digits nobody of the county has yet."""
    while True:
        sequence = chance.randrange(500) * 2 + (1 if sex == "男" else 0)
        first17 = f"{chance.choice(ADDRESS_CODES)}{birth:%Y%m%d}{sequence:03}"
        if first17 not in used:
            used.add(first17)
            return first17
