"""Marriages and divorces change a household only where the roster says that somebody moved."""

from dixian.registry.households.models import Person
from tests.support.register import id_number
from tests.support.rosters import MARRIAGES, agreed, outcomes, proposed, reasons, sent

ON = "2024-04-03"


def row(man, woman, moves, what="结婚", to=None):
    return (what, ON, *man, *woman, moves, *(to or ("", "")))


def of(one):
    return one.name, one.number


def test_a_bride_from_elsewhere_comes_into_the_household_as_the_sons_wife(town):
    batch = sent(
        "mz_hunyin", MARRIAGES, [row(of(town.son), ("外来", id_number(900)), "女方迁入男方户")], town["civil"]
    )
    agreed(*proposed(batch), town["head"])
    bride = Person.objects.select_related("household").get(name="外来")
    assert (bride.household.number, bride.relation, bride.sex) == ("H00101", "之儿媳", "女")


def test_a_bride_of_the_county_moves_and_the_county_approves_between_townships(town):
    batch = sent(
        "mz_hunyin", MARRIAGES, [row(of(town.wu), of(town.daughter), "女方迁入男方户")], town["civil"]
    )
    (changes,) = proposed(batch)
    assert changes.area.level == "county"
    agreed(changes, town["reviewer"])
    assert (town.daughter.person.household.number, town.daughter.person.relation) == ("H00104", "配偶")


def test_without_a_move_nothing_changes_and_the_row_says_so(town):
    batch = sent(
        "mz_hunyin",
        MARRIAGES,
        [row(of(town.son), of(town.daughter), moves) for moves in ("不迁", "")],
        town["civil"],
    )
    assert outcomes(batch) == ["needless"] * 2
    assert "户档案不登记婚姻状况" in reasons(batch)[0]


def test_who_moves_to_a_household_nobody_knows_is_named(town):
    batch = sent(
        "mz_hunyin",
        MARRIAGES,
        [row(("外来", id_number(901)), of(town.daughter), "女方迁入男方户")],
        town["civil"],
    )
    assert outcomes(batch) == ["unclear"]


def test_after_a_divorce_somebody_goes_where_the_roster_says(town):
    rows = [row(of(town.zhang), of(town.li), "女方迁出", "离婚", of(town.wu))]
    batch = sent("mz_hunyin", MARRIAGES, rows, town["civil"])
    assert outcomes(batch) == ["proposed"]
    agreed(*proposed(batch), town["head"])
    assert town.li.person.household.number == "H00104"
