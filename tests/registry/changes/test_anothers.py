"""A row whose number is somebody else's: nobody gets another's name or household by it."""

from typing import Any

import pytest

from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.changes.content import open_content
from dixian.registry.households.models import Change, Person
from tests.support.changes import HEADER, applied, book, compared, kinds
from tests.support.register import id_number


def row(home: str, name: str, id_: str, relation: str, place: Any, number: str = "") -> tuple[Any, ...]:
    return (number, home, name, id_, relation, place.parent.name, place.name, "")


def said(batch: Any, kind: str) -> list[str]:
    held = [
        open_content(one.content) for one in Change.objects.filter(batch=batch, kind=kind).order_by("row")
    ]
    return ["；".join(one["problems"]) for one in held]


def test_a_number_of_somebody_elsewhere_under_another_name_holds_up_the_household(town):
    rows = [
        row("Z1", "李志强", id_number(103), "户主", town.village),
        row("Z1", "王小花", id_number(902), "配偶", town.village),
    ]
    batch = compared(book(HEADER, rows), town["bureau"])
    assert kinds(batch) == {"rejected": 2}
    assert "证件号码在户档案里是张三丰（张三丰户）的，姓名不同" in said(batch, "rejected")[0]


def test_without_household_numbers_nobody_is_entered_in_the_household_of_a_wrong_number(town):
    rows = [
        row("", "李志强", id_number(103), "户主", town.village),
        row("", "王小花", id_number(902), "配偶", town.village),
    ]
    assert kinds(compared(book(HEADER, rows), town["bureau"])) == {"rejected": 2}


def test_the_number_of_another_of_the_household_is_said(town):
    rows = [row("H00103", "李四", id_number(904), "之子", town.second)]
    applied(compared(book(HEADER, rows), town["bureau"]), by=town["bureau"], approver=town["reviewer"])
    batch = compared(
        book(HEADER, [row("H00103", "李四", id_number(103), "之子", town.second)], title="再来"),
        town["bureau"],
    )
    assert kinds(batch) == {"rejected": 1}
    assert "是同户张三丰的，姓名是同户另一人的" in said(batch, "rejected")[0]


def test_a_wholly_new_name_in_the_same_household_is_written_only_where_somebody_ticks_it(town):
    rows = [row("H00103", "李志强", id_number(103), "户主", town.second)]
    batch = compared(book(HEADER, rows), town["bureau"])
    one = Change.objects.get(batch=batch)
    assert (one.kind, one.held) == ("correct_person", ["name"])
    assert "证件号码在户档案里是张三丰的，姓名完全不同" in one.reason
    with pytest.raises(Refusal, match="没有要办理的"):
        applied(batch, by=town["bureau"], approver=town["reviewer"])
    assert Person.objects.get(number="P103").name == "张三丰"


@pytest.mark.parametrize("written", ["章叁丰", "zhangsanfeng", "张三风", "张小丰"])
def test_a_name_that_sounds_alike_or_shares_a_character_is_a_correction(town, written):
    rows = [row("H00103", written, id_number(103), "户主", town.second)]
    one = Change.objects.get(batch=compared(book(HEADER, rows), town["bureau"]))
    assert (one.kind, one.held) == ("correct_person", [])


def test_whoever_is_named_by_their_own_code_may_be_called_otherwise(town):
    rows = [row("H00101", "李志强", id_number(103), "之父", town.village, number="P103")]
    assert kinds(compared(book(HEADER, rows), town["bureau"])) == {"move_person": 1}
