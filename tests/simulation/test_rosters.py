"""The rosters of the synthetic county are the same for the same seed, and of nobody twice."""

from collections import Counter
from pathlib import Path

from dixian.foundation.areas.api import packaged_villages
from dixian.foundation.kernel.calendar import Month
from dixian.simulation.world.people import make_county
from dixian.simulation.world.rosters import rosters, write_rosters

PEOPLE, FEW, SEED = 3000, 2000, 7
APRIL, NOVEMBER = Month.parse("2024-04"), Month.parse("2026-11")


def test_the_same_seed_tells_the_same_and_nobody_twice() -> None:
    made = list(make_county(people=PEOPLE, seed=SEED, villages=packaged_villages()))
    one, again = (rosters(made, month=APRIL, seed=SEED) for _ in range(2))
    assert one == again
    people = Counter(line.person for roster in one if roster.title != "殡葬火化名册" for line in roster.lines)
    assert max(people.values()) == 1


def test_a_list_of_nobody_is_not_written(tmp_path: Path) -> None:
    made = list(make_county(people=FEW, seed=SEED, villages=packaged_villages()))
    holds = {one.title: bool(one.lines) for one in rosters(made, month=NOVEMBER, seed=SEED)}
    written = write_rosters(tmp_path, made, month=NOVEMBER, seed=SEED)
    assert set(holds.values()) == {True, False}
    assert {one for one, lines in holds.items() if lines} == written.keys()
    assert sorted(written.values()) == sorted(tmp_path.glob("*.xlsx"))
