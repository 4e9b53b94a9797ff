"""What a person decides at the desk holds for the same number and name of later files."""

from typing import Any

import pytest

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.vault.blind import blind
from dixian.foundation.worklist.models import Obligation
from dixian.registry.households.models import Person
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import Bin
from dixian.warning.submissions.models import Comparison
from tests.support.register import Someone, id_number, settle

pytestmark = pytest.mark.django_db
APRIL, MAY = Month.parse("2024-04"), Month.parse("2024-05")


def choose(row: Any, county: Any, someone: Someone, reason: str = "电话核对") -> None:
    with clock.at(clock.noon(APRIL.day(20))):
        submissions.settle_row(row=row, post=county["bureau"], reason=reason, person_uid=someone.person.uid)


def test_what_a_person_chose_links_the_same_number_and_name_next_month(county, people, month):
    (row,) = month(APRIL, people["张三"].costs("100", name="钱八"))
    assert (row.bin, row.candidates) == (Bin.AMBIGUOUS, [people["张三"].person.pk])
    choose(row, county, people["张三"])
    (next_one,) = month(MAY, people["张三"].costs("200", name="钱八"))
    assert (next_one.bin, next_one.person) == (Bin.REPAIRED, people["张三"].person)
    for said in ("上月经人工比对", "2024-04-20", "县农业农村局", "某bureau", "电话核对"):
        assert said in next_one.reason
    assert next_one.outcome


def test_another_name_or_number_is_not_taught(county, people, month):
    (row,) = month(APRIL, people["张三"].costs("100", name="钱八"))
    choose(row, county, people["张三"])
    rows = month(MAY, people["张三"].costs("1", name="孙十"), people["李四"].costs("2", name="钱八"))
    assert [one.bin for one in rows] == [Bin.AMBIGUOUS] * 2


def test_a_person_whose_name_changed_since_is_compared_again(county, people, month):
    (row,) = month(APRIL, people["张三"].costs("100", name="钱八"))
    choose(row, county, people["张三"])
    Person.objects.filter(number="P101").update(name="张三丰", name_key="张三丰")
    (next_one,) = month(MAY, people["张三"].costs("200", name="钱八"))
    assert (next_one.bin, next_one.candidates) == (Bin.AMBIGUOUS, [people["张三"].person.pk])
    assert "已变，请重新比对" in next_one.reason


def test_a_choice_the_rules_contradict_later_is_compared_again(county, people, month):
    stranger = Someone("外八", 801, county.village)
    (row,) = month(APRIL, stranger.costs("100"))
    choose(row, county, people["张三"])
    assert [one.person for one in month(MAY, stranger.costs("200"))] == [people["张三"].person]
    settle([stranger])
    (third,) = month(MAY.next(), stranger.costs("300"))
    assert (third.bin, third.candidates) == (
        Bin.AMBIGUOUS,
        [people["张三"].person.pk, stranger.person.pk],
    )


def test_the_last_choice_holds(county, people, month):
    stranger = Someone("外八", 801, county.village)
    first, again = month(APRIL, stranger.costs("100"), stranger.costs("150"))
    choose(first, county, people["张三"])
    choose(again, county, people["李四"])
    assert [one.person for one in month(MAY, stranger.costs("200"))] == [people["李四"].person]
    assert sorted(Comparison.objects.values_list("person__name", "same")) == [("张三", False), ("李四", True)]


def test_a_dismissed_pair_stays_dismissed(county, people, month):
    settle([Someone("张三", 105, county.second)])
    (row,) = month(APRIL, people["张三"].costs("100", number=""))
    assert len(row.candidates) == 2
    submissions.dismiss(row=row, post=county["bureau"], person_uid=people["张三"].person.uid)
    row.refresh_from_db()
    left = [Person.objects.get(number="P105").pk]
    assert (row.bin, row.settled_on, row.candidates) == (Bin.AMBIGUOUS, None, left)
    (next_one,) = month(MAY, people["张三"].costs("200", number=""))
    assert (next_one.bin, next_one.candidates) == (Bin.AMBIGUOUS, left)


def test_a_name_without_a_number_teaches_nobody(county, people, month):
    (row,) = month(APRIL, people["张三"].costs("100", number=""))
    choose(row, county, people["张三"])
    assert not Comparison.objects.exists()
    assert [one.bin for one in month(MAY, people["张三"].costs("200", number=""))] == [Bin.AMBIGUOUS]


def test_a_row_that_is_nobody_of_its_candidates_is_a_stranger_next_month(county, people, month):
    namesake = people["张三"].costs("100", number=id_number(333))
    (row,) = month(APRIL, namesake)
    assert (row.bin, row.candidates) == (Bin.AMBIGUOUS, [people["张三"].person.pk])
    submissions.settle_row(row=row, post=county["bureau"], reason="外县同名的人")
    (next_one,) = month(MAY, people["张三"].costs("200", number=id_number(333)))
    assert (next_one.bin, next_one.candidates) == (Bin.STRANGER, [])


def test_a_dismissed_person_is_not_linked_by_itself_later(county, people, month):
    (row,) = month(APRIL, people["张三"].costs("100", name="钱八"))
    submissions.dismiss(row=row, post=county["bureau"], person_uid=people["张三"].person.uid)
    Person.objects.filter(number="P101").update(name="钱八", name_key="钱八")
    (next_one,) = month(MAY, people["张三"].costs("200", name="钱八"))
    assert (next_one.bin, next_one.person) == (Bin.AMBIGUOUS, None)


def test_what_another_unit_writes_is_not_taught(county, people, month):
    (row,) = month(APRIL, people["张三"].costs("100", name="钱八"))
    choose(row, county, people["张三"])
    Comparison.objects.update(unit=county.bureau)
    assert [one.bin for one in month(MAY, people["张三"].costs("200", name="钱八"))] == [Bin.AMBIGUOUS]


def test_a_settled_row_dismisses_nobody(county, people, month):
    (row,) = month(APRIL, people["张三"].costs("100", name="钱八"))
    choose(row, county, people["张三"])
    row.refresh_from_db()
    with pytest.raises(Refusal, match="不用人工处理"):
        submissions.dismiss(row=row, post=county["bureau"], person_uid=people["李四"].person.uid)


def test_a_number_is_kept_by_its_blind_index_only(county, people, month):
    (row,) = month(APRIL, people["张三"].costs("100", name="钱八"))
    choose(row, county, people["张三"])
    (kept,) = Comparison.objects.all()
    assert bytes(kept.id_index) == blind(people["张三"].id_number, "id")
    assert "钱八" not in f"{kept.how}{kept.decided_by}"


def test_the_duty_says_how_many_rows_are_left(county, people, month):
    first, _ = month(APRIL, people["张三"].costs("1", name="钱八"), people["李四"].costs("2", name="孙十"))
    duty = Obligation.objects.get(kind="submissions.compare")
    assert duty.title == "人工比对待定的行（2 行）" and duty.about.endswith("2 行待人工比对")
    choose(first, county, people["张三"])
    duty.refresh_from_db()
    assert duty.title == "人工比对待定的行（1 行）" and duty.about.endswith("1 行待人工比对")
