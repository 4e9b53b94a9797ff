"""The departments' files, month by month: who stands in them, what went wrong with each row, and how they are made."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dixian.foundation.kernel.calendar import Month
from dixian.simulation.world.dirt import MIXTURE, STRANGERS, dirtied
from dixian.simulation.world.formats import Format, dealt, fitting
from dixian.simulation.world.kinds import KINDS, Kind, Subject
from dixian.simulation.world.layouts import ROUNDED, TRAITS, WHOLE, Listed, lay_out
from dixian.simulation.world.people import Home, Villager
from dixian.simulation.world.slips import Cells

# So many persons are looked at for one who can have an error.
TRIES = 400


class Member(NamedTuple):
    """Who stands in a department's lists, and from which month of the year on; on: the day of what befell them, if anything."""

    home: Home
    person: Villager
    since: int
    on: date | None = None


@dataclass(frozen=True)
class Made:
    """A file; answers: (row from 1, line as the spreadsheet shows it, 人编号, error).

    told: what the department knows of each row, by the column of the county's kind; cause: why they stand in it.
    """

    name: str
    kind: str
    month: str
    format: str
    traits: tuple[str, ...]
    sheet: str
    content: bytes
    answers: list[tuple[int, int, str, str]]
    told: list[dict[str, object]]
    cause: str = ""


def department_files(homes: Sequence[Home], *, months: int, seed: int, year: int) -> Iterator[Made]:
    """Every kind's file of every month, from January of `year` on. Deterministic by `seed`."""
    used = {person.id_number for home in homes for person in home.persons}
    members = {kind.code: _members(kind, homes, seed) for kind in KINDS}
    formats = dealt(random.Random(f"{seed}:formats"))
    for index in range(months):
        this_year, month = year + index // 12, index % 12 + 1
        for kind in KINDS:
            chance = random.Random(f"{seed}:{kind.code}:{index}")
            listed = [one for one in members[kind.code] if _stands(kind, one, month)]
            yield file_of(
                kind, listed, Month(this_year, month), seed, chance=chance, used=used, formats=formats
            )


def file_of(
    kind: Listed,
    listed: Sequence[Member],
    month: Month,
    seed: int,
    *,
    chance: random.Random,
    used: set[str],
    formats: Iterator[Format],
) -> Made:
    """The file of a month with these people in it, dirty as such files are. used: the county's numbers."""
    rows = dirty(listed, chance, used)
    subjects = [
        (Subject(one.home, one.person, *cells, month.year, month.number, seed, one.on), error)
        for one, cells, error in rows
    ]
    body = [[field.draw(subject, chance) for field in kind.fields] for subject, _ in subjects]
    traits = {name for name, share in TRAITS.items() if chance.random() < share}
    chosen = fitting(next(formats), len(body))
    if not chosen.by_program:
        traits -= {WHOLE, ROUNDED}
    sheets, name, lines = lay_out(kind, body, month=month.code, traits=traits, chance=chance)
    return Made(
        name=f"{kind.code}-{month.code}{chosen.suffix}",
        kind=kind.code,
        month=month.code,
        format=chosen.code,
        traits=tuple(sorted(traits)),
        sheet=name if chosen.named else "",
        content=chosen.write(sheets),
        answers=[
            (number, line + 1, "" if error in STRANGERS else subject.person.number, error)
            for number, (line, (subject, error)) in enumerate(zip(lines, subjects, strict=True), start=1)
        ],
        told=[
            {field.column: cell for field, cell in zip(kind.fields, cells, strict=True) if field.column}
            for cells in body
        ],
    )


def dirty(
    members: Sequence[Member], chance: random.Random, used: set[str]
) -> list[tuple[Member, Cells, str]]:
    """Each member with name and number as written and what is wrong with them, at the shares of MIXTURE.

    An error goes to somebody who can have it; where among so many none is found, it is left out.
    """
    written: dict[int, tuple[Cells, str]] = {}
    for error in chance.choices(list(MIXTURE), list(MIXTURE.values()), k=len(members)):
        for _ in range(0 if error == "clean" else TRIES):
            at = chance.randrange(len(members))
            if at in written:
                continue
            one = members[at]
            made = dirtied(error, one.home, one.person, chance, used)
            if made is not None:
                written[at] = made, error
                break
    return [
        (one, *written.get(at, ((one.person.name, one.person.id_number), "clean")))
        for at, one in enumerate(members)
    ]


def _members(kind: Kind, homes: Sequence[Home], seed: int) -> list[Member]:
    """In the order of villages, as departments keep them."""
    chance = random.Random(f"{seed}:{kind.code}")
    found = []
    for home in homes:
        for person in home.persons:
            since = kind.since(person, home, chance, seed)
            if since is not None:
                found.append(Member(home, person, since))
    return sorted(found, key=lambda one: one.home.village)


def _stands(kind: Kind, one: Member, month: int) -> bool:
    return one.since == month if kind.flow else one.since <= month
