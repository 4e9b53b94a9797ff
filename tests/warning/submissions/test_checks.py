"""A stranger with an address in the county is looked into by the township there."""

from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.models import Obligation
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import Bin, CheckResult, CheckState
from dixian.warning.submissions.models import RegisterCheck
from tests.support.register import Someone, pushed, received, rows_of
from tests.warning.submissions.test_bad_input import sheet

pytestmark = pytest.mark.django_db
APRIL, MAY, JUNE = (Month.parse(f"2024-0{number}") for number in (4, 5, 6))


def checks() -> list[RegisterCheck]:
    found = RegisterCheck.objects.select_related("township", "area", "person", "changes")
    return list(found.order_by("id"))


def duties(state: str = "open") -> list[Obligation]:
    return list(Obligation.objects.filter(kind="submissions.check", state=state).order_by("id"))


def not_local(of: RegisterCheck, county: Any, reason: str = "moved_out") -> None:
    submissions.nobody_here(of=of, result=CheckResult.NOT_LOCAL, reason=reason, note="", post=county["clerk"])


def held_sums() -> bool:
    return [one.name for one in run_checks() if one.difference] == []


def test_a_stranger_of_a_village_is_a_duty_of_its_township_with_a_limit(county, month, stranger):
    (row,) = month(APRIL, stranger.costs("9000"))
    (of,), (duty,) = checks(), duties()
    assert (row.bin, row.area) == (Bin.STRANGER, county.village)
    assert (of.state, of.area, of.township) == (CheckState.OPEN, county.village, county.township)
    assert (of.name.open(), of.number.open()) == ("周九", stranger.id_number)
    assert (duty.area, duty.subject_uid, duty.due_on) == (county.township, of.uid, of.due_on)
    assert (of.due_on - of.opened_on).days == 10
    assert not Obligation.objects.filter(kind="submissions.register_check").exists()
    assert held_sums()


def test_who_gives_no_address_or_one_elsewhere_stays_with_the_desk(county, people, stranger):
    lines = [
        ("周九", stranger.id_number, 9000, "吉林省某县某乡"),
        ("吴十", Someone("", 778, county.village).id_number, 9, ""),
    ]
    batch = pushed(sheet(("姓名", "身份证号", "自付医疗费用", "户籍地址"), *lines), county["insurer"])
    assert [(row.bin, row.area) for row in rows_of(batch)] == [(Bin.STRANGER, None)] * 2
    assert checks() == []
    assert Obligation.objects.get(kind="submissions.register_check").title.endswith("（2 行）")
    assert held_sums()


def test_a_free_address_names_the_township(county, people, stranger):
    line = ("周九", stranger.id_number, 9000, f"绥棱县{county.township.name}")
    pushed(sheet(("姓名", "身份证号", "自付医疗费用", "户籍地址"), line), county["insurer"])
    (of,) = checks()
    assert (of.area, of.township) == (county.township, county.township)
    (source,) = submissions.sources_of([of], county["clerk"])
    assert (source.address.open(), source.unit) == (f"绥棱县{county.township.name}", county.insurance)


def test_nothing_is_asked_of_a_township_before_the_file_is_committed(county, people, file, stranger):
    batch = received(file([stranger.costs("1")]), county["insurer"])
    assert [row.area for row in rows_of(batch)] == [county.village]
    submissions.withdraw(batch=batch, post=county["insurer"])
    drain()
    assert checks() == []


def test_the_same_person_joins_the_open_check_in_one_file_and_in_the_next(county, month, stranger):
    month(APRIL, stranger.costs("1", name="周 九"), stranger.costs("1"))
    month(MAY, stranger.costs("2"))
    (of,) = checks()
    assert [one.month for one in submissions.sources_of([of], county["clerk"])] == [
        "2024-05",
        *["2024-04"] * 2,
    ]
    assert len(duties()) == 1
    assert held_sums()


def test_who_is_not_local_ends_with_a_reason_and_is_not_asked_for_again(county, month, stranger):
    month(APRIL, stranger.costs("1"))
    (of,) = checks()
    not_local(of, county)
    (row,) = submissions.Row.objects.all()
    assert "不在本地（户口已迁出本县）" in row.settled_how
    assert (of.state, of.result, of.closed_by) == (CheckState.CLOSED, "not_local", county.posts["clerk"].user)
    assert (duties(), len(duties("done"))) == ([], 1)
    (later,) = month(MAY, stranger.costs("2"))
    later.refresh_from_db()
    assert "乡镇已核对：不在本地" in later.settled_how
    assert len(checks()) == 1
    assert held_sums()


def test_who_is_not_local_is_asked_for_again_at_another_address(county, month, stranger):
    month(APRIL, stranger.costs("1"))
    not_local(checks()[0], county)
    month(MAY, Someone("周九", 777, county.second).costs("2"))
    assert [(one.state, one.area) for one in checks()] == [
        ("closed", county.village),
        ("open", county.second),
    ]
    assert held_sums()


def test_who_was_not_found_is_looked_for_again_next_month(county, month, stranger):
    month(APRIL, stranger.costs("1"))
    (of,) = checks()
    submissions.nobody_here(
        of=of, result=CheckResult.NOT_FOUND, reason="no_answer", note="打了三次", post=county["clerk"]
    )
    assert of.why == "多次联系不上。打了三次"
    month(MAY, stranger.costs("2"))
    assert [one.state for one in checks()] == ["closed", "open"]


def test_a_villager_written_otherwise_gets_the_row_and_later_ones(county, people, month, stranger):
    month(APRIL, stranger.costs("90000"))
    (of,) = checks()
    person = people["李四"].person
    submissions.known_as(of=of, person_uid=person.uid, reason="", post=county["clerk"])
    drain()
    (row,) = submissions.Row.objects.all()
    assert (row.bin, row.person, row.outcome) == (Bin.REPAIRED, person, "raised")
    assert [one.person for one in month(MAY, stranger.costs("90001"))] == [person]
    assert held_sums()


def test_somebody_of_another_township_is_not_chosen(county, people, month, stranger):
    month(APRIL, stranger.costs("1"))
    (of,) = checks()
    with pytest.raises(Refusal, match="在您的范围内找不到"):
        submissions.known_as(of=of, person_uid=people["赵六"].person.uid, reason="", post=county["clerk"])


def test_a_row_settled_at_the_desk_ends_the_check_with_its_last(county, people, month, stranger):
    first, second = month(APRIL, stranger.costs("1"), stranger.costs("1", name="周 九"))
    submissions.settle_row(row=first, post=county["bureau"], reason="外县人员")
    assert [one.state for one in checks()] == ["open"]
    submissions.settle_row(
        row=second, post=county["bureau"], reason="电话核对", person_uid=people["张三"].person.uid
    )
    (of,) = checks()
    assert (of.state, of.result, of.why, of.person) == (
        "closed",
        "settled",
        "电话核对",
        people["张三"].person,
    )
    assert duties() == []
    assert held_sums()


def test_a_batch_that_is_withdrawn_takes_its_checks_along_but_for_those_others_wait_for(
    county, month, stranger
):
    other = Someone("吴十", 778, county.village)
    (mine, _) = month(APRIL, stranger.costs("1"), other.costs("1"))
    month(MAY, other.costs("2"))
    batch = submissions.batch(uid=mine.batch.uid, post=county["insurer"])
    type(batch).objects.filter(pk=batch.pk).update(state="unlinked")
    batch.refresh_from_db()
    submissions.withdraw(batch=batch, post=county["insurer"])
    first, second = checks()
    assert (first.state, first.result, first.why) == (
        "closed",
        "withdrawn",
        "个人自付医疗费用 2024-04 的报送已撤回",
    )
    assert second.state == "open"
    assert [duty.subject_uid for duty in duties()] == [second.uid]


def test_a_check_is_answered_once_with_a_reason_of_the_list_and_by_the_township(county, month, stranger):
    month(APRIL, stranger.costs("1"))
    (of,) = checks()
    with pytest.raises(Refusal, match="没有选择理由"):
        not_local(of, county, reason="no_answer")
    with pytest.raises(NotAllowed):
        submissions.nobody_here(
            of=of, result=CheckResult.NOT_LOCAL, reason="dead", note="", post=county["cadre"]
        )
    not_local(of, county)
    with pytest.raises(Refusal, match="不能"):
        not_local(of, county)


def test_another_township_and_the_department_see_no_check(county, month, stranger):
    from dixian.foundation.accounts.enums import Role
    from dixian.foundation.areas.api import unit_of_area

    month(APRIL, stranger.costs("1"))
    county.post("far", Role.TOWNSHIP_CLERK, unit_of_area(county.other), county.other)
    seen = {name: submissions.checks(county[name]).count() for name in ("clerk", "bureau", "far", "insurer")}
    assert seen == {"clerk": 1, "bureau": 1, "far": 0, "insurer": 0}
