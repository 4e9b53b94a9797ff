"""Rows of one file that contradict each other are set apart, and each names the other."""

import pytest

from dixian.foundation.jobs.api import drain
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import Mode
from tests.support.register import medical_kind, pushed, received, rows_of

pytestmark = pytest.mark.django_db


def bins(batch):
    return [row.bin for row in rows_of(batch)]


def test_one_person_with_two_amounts_is_rejected_and_both_rows_are_named(county, people, file):
    zhang, li = people["张三"], people["李四"]
    batch = received(file([zhang.costs("100"), li.costs("50"), zhang.costs("9000")]), county["insurer"])
    first, _, third = rows_of(batch)
    assert bins(batch) == ["rejected", "linked", "rejected"]
    said = f"第 {first.number} 行 100.00 元、第 {third.number} 行 9,000.00 元"
    assert said in first.reason
    assert said in third.reason
    assert (first.person_id, third.household_id) == (None, None)


def test_they_are_a_duty_after_the_commit_and_raise_nothing(county, people, file):
    zhang, li = people["张三"], people["李四"]
    batch = pushed(file([zhang.costs("9000"), zhang.costs("90000"), li.costs("1")]), county["insurer"])
    assert bins(batch) == ["rejected", "rejected", "linked"]
    assert submissions.waits_for_mending(batch)
    assert [row.outcome for row in rows_of(batch)] == ["", "", "no_rule"]
    assert [one for one in submissions.sums() if one.difference] == []


def test_a_flawed_row_stays_set_apart_when_the_register_is_asked_again(county, people, file):
    zhang = people["张三"]
    lower = zhang.id_number.replace("X", "x")
    rows = [zhang.costs("9000"), zhang.costs("90000", number=f" {lower[:6]} {lower[6:]}")]
    rows.append(people["李四"].costs("1"))
    assert bins(pushed(file(rows), county["insurer"])) == ["rejected", "rejected", "linked"]


def test_the_same_amount_twice_is_no_contradiction(county, people, file):
    zhang = people["张三"]
    assert bins(received(file([zhang.costs("1"), zhang.costs("1")]), county["insurer"])) == ["linked"] * 2


def test_a_file_of_new_events_may_name_a_person_as_often_as_it_likes(county, people, file):
    kind, zhang = medical_kind(), people["张三"]
    type(kind).objects.filter(pk=kind.pk).update(mode=Mode.INCREMENT, version=kind.version + 1)
    assert bins(received(file([zhang.costs("1"), zhang.costs("2")]), county["insurer"])) == ["linked"] * 2


def test_of_one_number_with_two_names_the_row_that_agrees_stays(county, people, file):
    zhang = people["张三"]
    batch = received(file([zhang.costs("1"), zhang.costs("1", name="钱八")]), county["insurer"])
    one, other = rows_of(batch)
    assert (one.bin, other.bin) == ("linked", "ambiguous")
    assert other.reason.startswith(f"与第 {one.number} 行是同一个身份证号，姓名不同")


def test_two_names_alike_for_one_number_are_both_unsure(county, people, file):
    li = people["李四"]
    batch = received(file([li.costs("1", name="李肆"), li.costs("1", name="李泗")]), county["insurer"])
    one, other = rows_of(batch)
    assert (one.bin, other.bin) == ("ambiguous", "ambiguous")
    assert f"与第 {other.number} 行" in one.reason
    assert f"与第 {one.number} 行" in other.reason
    assert (one.candidates, one.person_id) == ([li.person.pk], None)


def test_only_the_rows_that_contradict_are_marked_before_and_after_the_commit(county, people, file):
    zhang, li = people["张三"], people["李四"]
    lines = [zhang.costs("1"), zhang.costs("2"), li.costs("3", name="李肆"), li.costs("3", name="李泗")]
    batch = received(file([*lines, people["王五"].costs("4")]), county["insurer"])
    marked = [True, True, True, True, False]
    assert [row.contradicts for row in rows_of(batch)] == marked
    submissions.commit(batch=batch, post=county["insurer"])
    drain()
    assert [row.contradicts for row in rows_of(batch)] == marked
