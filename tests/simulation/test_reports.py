"""What the synthetic county's departments push fits the county's kinds: columns, headers, values; the same for the same seed."""

import random
from collections import Counter
from typing import Any

import pytest

from dixian.foundation.areas.api import packaged_villages
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.columns import KINDS as COLUMNS
from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.text import header_key
from dixian.simulation.world.dirt import MIXTURE, STRANGERS
from dixian.simulation.world.files import YEAR
from dixian.simulation.world.kinds import Subject
from dixian.simulation.world.months import World
from dixian.simulation.world.people import Home, make_county
from dixian.simulation.world.reports import COSTS, REPORTS, ROSTER, Report
from dixian.simulation.world.rosters import Roster, rosters
from dixian.simulation.world.shocks import SHOCKS
from dixian.warning.submissions.kinds import DEPARTMENTS, FILE, packaged_kinds

ROSTERS = ("ga_chusheng", "ga_siwang", "ga_qianyi", "mz_huohua", "mz_hunyin")
# Rosters of who receives what: they raise nobody by being in them, so no trouble is played for them.
OF_RECEIVERS = ("mz_tekun", "mz_gaoling", "mz_canbu", "rs_yanglao")
PEOPLE, SEED = 300, 7


@pytest.fixture(scope="module")
def homes() -> list[Home]:
    return list(make_county(people=PEOPLE, seed=SEED, villages=packaged_villages()))


def columns(kind: dict[str, Any]) -> dict[str, Column]:
    made = (
        COLUMNS[one["type"]](**{name: _plain(value) for name, value in one.items() if name != "type"})
        for one in kind["column"]
    )
    return {one.code: one for one in made}


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


KINDS = {one["code"]: columns(one) for path in (FILE, DEPARTMENTS) for one in packaged_kinds(path)}


def test_every_kind_of_the_county_is_pushed() -> None:
    assert {*(one.code for one in REPORTS), *ROSTERS, *OF_RECEIVERS} == set(KINDS)
    assert {one.shock for one in REPORTS} - {""} == {one.code for one in SHOCKS}


@pytest.mark.parametrize("report", REPORTS, ids=lambda one: one.code)
def test_a_report_has_the_columns_of_its_kind(report: Report, homes: list[Home]) -> None:
    known, chance = KINDS[report.code], random.Random(SEED)
    assert {code for code, one in known.items() if one.required} <= {one.column for one in report.fields}
    person = homes[0].persons[0]
    subject = Subject(homes[0], person, person.name, person.id_number, YEAR, 3, SEED, Month(YEAR, 2).first)
    for field in (one for one in report.fields if one.column):
        column = known[field.column]
        names = {header_key(one) for one in (column.title, *column.aliases, *column.instead)}
        assert {header_key(one) for one in field.headers} <= names, field.column
        for _ in range(30):
            column.clean(field.draw(subject, chance))


def test_a_roster_has_the_columns_of_its_kind(homes: list[Home]) -> None:
    made = rosters(homes, month=Month(YEAR, 4), seed=SEED)
    assert sorted(one.code for one in made) == sorted(ROSTERS)
    for roster in made:
        _fits(roster)


def _fits(roster: Roster) -> None:
    known = KINDS[roster.code].values()
    at = {
        header: next(one for one in known if header in (one.title, *one.aliases)) for header in roster.header
    }
    assert {one.code for one in known if one.required} <= {one.code for one in at.values()}
    for line in roster.lines:
        for header, cell in zip(roster.header, line.cells, strict=True):
            at[header].clean(cell)


def test_the_same_seed_pushes_the_same_files_and_their_errors_come_at_the_stated_rates(
    homes: list[Home],
) -> None:
    one, again = (World(homes, SEED, YEAR) for _ in range(2))
    months = [one.month() for _ in range(3)]
    assert months == [again.month() for _ in range(3)]
    people = {person.number for home in homes for person in home.persons}
    errors = Counter[str]()
    for made in (pushed.made for month in months for pushed in month if pushed.made and not pushed.changes):
        assert made.cause and len(made.told) == len(made.answers)
        for _, _, person, error in made.answers:
            errors[error] += 1
            assert (person == "") == (error in STRANGERS) and person in {"", *people}
    assert errors["clean"] / errors.total() == pytest.approx(MIXTURE["clean"], abs=0.08)


def test_whoever_has_died_or_left_stands_in_no_later_file(homes: list[Home]) -> None:
    world = World(homes, SEED, YEAR)
    gone: set[str] = set()
    for _ in range(4):
        pushed = world.month()
        assert {one.code for one in pushed if one.made} >= {COSTS, ROSTER, "ga_siwang", "ga_qianyi"}
        gone |= {row[2] for one in pushed if one.made and one.code == "ga_siwang" for row in one.made.answers}
        listed = {row[2] for one in pushed if one.made and not one.changes for row in one.made.answers}
        assert not listed & gone
    assert len(gone) > 5
