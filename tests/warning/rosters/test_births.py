"""Births: the infant comes into the household of whoever the roster names and the register knows."""

from datetime import date

from dixian.registry.households.models import Person
from tests.support.register import id_number, mistyped
from tests.support.rosters import BIRTHS, MAY, agreed, outcomes, proposed, reasons, sent

BORN = "2024-04-02"


def row(name="张宝", number="", head=None, mother=None, father=None):
    named = [(one.name, one.number) if one else ("", "") for one in (head, mother, father)]
    return (name, number, "男", BORN, *[cell for pair in named for cell in pair])


def test_an_infant_without_a_number_comes_into_the_mothers_household(town):
    batch = sent("ga_chusheng", BIRTHS, [row(mother=town.li)], town["police"])
    assert outcomes(batch) == ["proposed"]
    agreed(*proposed(batch), town["head"])
    infant = Person.objects.select_related("household").get(name="张宝")
    assert (infant.household.number, infant.relation) == ("H00101", "之子")
    assert (infant.birth, infant.valid_from, infant.id_number) == (date(2024, 4, 2), date(2024, 4, 2), None)


def test_the_number_says_day_of_birth_and_sex_and_the_child_of_a_son_is_a_grandchild(town):
    number = id_number(12, born="20240401")
    batch = sent("ga_chusheng", BIRTHS, [row(number=number, father=town.son)], town["police"])
    agreed(*proposed(batch), town["head"])
    infant = Person.objects.get(name="张宝")
    assert (infant.id_number.open(), infant.birth, infant.sex) == (number, date(2024, 4, 1), "女")
    assert infant.relation == "之孙子"


def test_a_mother_from_elsewhere_is_no_obstacle_where_the_father_is_known(town):
    batch = sent(
        "ga_chusheng",
        BIRTHS,
        [(*row()[:6], "外来", id_number(900), "张三", town.zhang.number)],
        town["police"],
    )
    assert outcomes(batch) == ["proposed"]
    (linked,) = batch.rows.all()
    assert linked.person == town.zhang.person


def test_the_head_says_the_household_before_the_mother(town):
    batch = sent("ga_chusheng", BIRTHS, [row(head=town.wu, mother=town.li)], town["police"])
    agreed(*proposed(batch), town["head"])
    assert Person.objects.select_related("household").get(name="张宝").household.number == "H00104"


def test_a_mothers_number_with_a_slip_finds_her(town):
    cells = list(row(mother=town.li))
    cells[7] = mistyped(cells[7])
    batch = sent("ga_chusheng", BIRTHS, [cells], town["police"])
    assert outcomes(batch) == ["proposed"]


def test_an_infant_the_household_has_already_is_needless(town):
    batch = sent("ga_chusheng", BIRTHS, [row(mother=town.li)], town["police"])
    agreed(*proposed(batch), town["head"])
    again = sent("ga_chusheng", BIRTHS, [row(head=town.zhang)], town["police"], MAY)
    assert outcomes(again) == ["needless"]


def test_twins_of_one_mother_are_two_and_nobody_known_is_a_stranger(town):
    rows = [row("张大宝", mother=town.li), row("张二宝", mother=town.li)]
    rows.append((*row()[:6], "外来", id_number(900), "", ""))
    batch = sent("ga_chusheng", BIRTHS, rows, town["police"])
    assert outcomes(batch) == ["proposed", "proposed", "stranger"]


def test_a_row_that_names_no_parent_and_no_head_is_rejected(town):
    batch = sent("ga_chusheng", BIRTHS, [row(), row(mother=town.li)], town["police"])
    assert outcomes(batch) == ["rejected", "proposed"]
    assert "没有填" in reasons(batch)[0]
