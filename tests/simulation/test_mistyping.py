"""What one village mistyped of its own households."""

from dixian.foundation.areas.api import packaged_villages
from dixian.simulation.world.mistyping import SLIPS, mistyped
from dixian.simulation.world.people import make_county

HOMES = list(make_county(people=3000, seed=7, villages=packaged_villages()))
VILLAGE = next(one.village for one in HOMES if "村" in one.village_name)


def differing(spared=()):
    after = mistyped(HOMES, village=VILLAGE, spared=spared)
    return [(one, other) for one, other in zip(HOMES, after, strict=True) if one != other]


def test_a_few_households_of_one_village_differ_each_by_another_slip():
    couples = differing()
    assert len(couples) == len(SLIPS)
    assert {after.village for _, after in couples} == {VILLAGE}
    (_, one_sex), (_, numberless), (_, headless) = couples
    assert one_sex.persons[0].sex == one_sex.persons[1].sex
    assert [bool(one.id_number) for one in numberless.persons[:2]] == [True, False]
    assert "户主" not in {one.relation for one in headless.persons}


def test_whoever_is_spared_stays_as_they_are():
    spared = {one.persons[0].number for one, _ in differing()}
    assert not spared & {one.persons[0].number for one, _ in differing(spared)}
