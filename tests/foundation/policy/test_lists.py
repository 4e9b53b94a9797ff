"""Code tables and holidays change by proposals; what was in force stays as it was."""

from datetime import date, timedelta

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy import api as policy
from dixian.foundation.policy.api import CodeItem, Holiday, approve, items
from dixian.foundation.policy.subjects import subject

pytestmark = pytest.mark.django_db
DAY = date(2025, 1, 1)
BEFORE = DAY - timedelta(days=1)
SOURCE = "县领导小组〔2024〕3号"
TABLE = "at_risk_reason"


@pytest.fixture
def asked(county):
    """Propose a change of an entry, with what a test changes."""

    def make(by: str = "bureau", **changes):
        values = {"table": TABLE, "code": "illness", "label": "因大病", "valid_from": DAY, "source": SOURCE}
        return policy.propose_item(**{**values, **changes}, post=county[by])

    return make


@pytest.fixture
def day(county):
    """Propose a day, with what a test changes."""

    def make(**changes):
        values = {
            "day": date(2025, 6, 17),
            "kind": "放假",
            "name": "县庆",
            "valid_from": DAY,
            "source": SOURCE,
        }
        return policy.propose_day(**{**values, **changes}, post=county["bureau"])

    return make


def labels(on: date) -> list[str]:
    return [one.label for one in items(TABLE, on)]


def test_another_wording_is_a_new_dated_row_and_the_old_one_ends(county, asked):
    made = asked()
    assert made.label == "有风险的原因：“因病”改为“因大病”，自 2025-01-01 起"
    assert labels(DAY)[0] == "因病", "a proposal alone changes nothing"
    approve(proposal=made, post=county["reviewer"])
    assert (labels(BEFORE)[0], labels(DAY)[0]) == ("因病", "因大病")
    old, new = CodeItem.objects.filter(table=TABLE, code="illness").order_by("valid_from")
    assert (old.valid_to, new.valid_to, new.source, new.position) == (DAY, None, SOURCE, old.position)


def test_a_new_entry_stands_last_and_an_ended_one_is_no_longer_offered(county, asked):
    approve(proposal=asked(code="", label="因婚丧"), post=county["reviewer"])
    approve(proposal=asked(code="schooling", ended=True), post=county["reviewer"])
    assert "因婚丧" not in labels(BEFORE) and "因学" in labels(BEFORE)
    assert labels(DAY)[-1] == "因婚丧" and "因学" not in labels(DAY)


def test_an_entry_can_move_to_another_place(county, asked):
    approve(proposal=asked(label="因病", position=99), post=county["reviewer"])
    assert labels(DAY)[-1] == "因病"


def test_a_change_asked_for_before_another_was_approved_is_stale(county, asked):
    older, newer = asked(label="因重病", valid_from=date(2025, 2, 1)), asked()
    approve(proposal=newer, post=county["reviewer"])
    with pytest.raises(Refusal, match="提请之后原值又改过"):
        approve(proposal=older, post=county["reviewer"])


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"table": "nothing"}, "没有代码表"),
        ({"code": "nothing"}, "已经停用，或者不在表里"),
        ({"label": "  "}, "名称须有内容"),
        ({"label": "长" * 81}, "不超过 80 个字"),
        ({"label": "因学"}, "表里已经有“因学”"),
        ({"code": "", "label": "因病"}, "表里已经有“因病”"),
        ({"valid_from": date(2024, 1, 1)}, "须晚于现值的起始日期 2024-01-01"),
        ({"source": "文"}, "看不出是哪份文件"),
    ],
)
def test_a_change_of_an_entry_that_cannot_be_meant_is_refused(asked, changes, says):
    with pytest.raises(Refusal, match=says):
        asked(**changes)


def test_who_lacks_the_right_changes_no_list(county, asked):
    with pytest.raises(NotAllowed):
        asked(by="clerk")


def test_an_ended_entry_stays_ended_at_the_next_load(county, asked):
    approve(proposal=asked(code="schooling", ended=True), post=county["reviewer"])
    again = policy.load_reference()
    assert (again.new, again.different) == (0, [])
    assert "因学" not in labels(DAY)


def test_a_day_off_counts_for_what_begins_once_it_is_in_force(county, day):
    made = day(valid_from=date(2025, 6, 13))
    approve(proposal=made, post=county["reviewer"])
    assert policy.due("limit.release", date(2025, 6, 12)) == date(2025, 6, 16)
    assert policy.due("limit.release", date(2025, 6, 13)) == date(2025, 6, 18)
    assert subject("days").lines(made.arguments) == ["2025-06-17（周二）放假，县庆"]


def test_a_day_that_is_taken_back_leaves_what_was_computed_with_it(county, day):
    approve(proposal=day(), post=county["reviewer"])
    approve(proposal=day(kind="", valid_from=date(2025, 6, 16)), post=county["reviewer"])
    assert policy.due("limit.release", date(2025, 6, 13)) == date(2025, 6, 18)
    assert policy.due("limit.release", date(2025, 6, 16)) == date(2025, 6, 18)
    assert policy.load_reference().new == 0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": ""}, "没有登记，本来就按平常算"),
        ({"name": " "}, "没有写名称"),
        ({"day": date(1999, 1, 1)}, "不在可登记的年份里"),
        ({"day": date(2024, 10, 1), "name": "国庆节"}, "已经登记为放假"),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused(day, changes, says):
    with pytest.raises(Refusal, match=says):
        day(**changes)


def test_a_year_from_a_list_becomes_known_and_days_of_the_weekend_rule_need_no_entry(county):
    listed = [(date(2060, 10, number), "放假", "国庆节") for number in range(1, 8)]
    listed.append((date(2060, 10, 9), "上班", ""))
    change = policy.change_of_year(year=2060, days=listed)
    assert [row["day"] for row in change.rows] == [
        "2060-10-01",
        "2060-10-04",
        "2060-10-05",
        "2060-10-06",
        "2060-10-07",
        "2060-10-09",
    ]
    made = policy.propose_year(
        year=2060, rows=change.rows, valid_from=DAY, source=SOURCE, post=county["bureau"]
    )
    assert not policy.holidays_known(2060, DAY)
    approve(proposal=made, post=county["reviewer"])
    assert policy.holidays_known(2060, DAY)
    assert [one.name for one in policy.days_of(2060, DAY)][-2:] == ["国庆节", "调休上班"]


def test_a_second_list_changes_only_what_differs_and_ends_what_is_not_in_it(county):
    known = policy.known_days(2025)
    assert policy.change_of_year(year=2025, days=known).rows == []
    with pytest.raises(Refusal, match="完全一致"):
        policy.propose_year(year=2025, rows=[], valid_from=DAY, source=SOURCE, post=county["bureau"])
    renamed = [(day, kind, "改名" if day == known[0][0] else name) for day, kind, name in known[:-1]]
    change = policy.change_of_year(year=2025, days=renamed)
    assert change.rows == [
        {"day": known[0][0].isoformat(), "is_working": False, "name": "改名"},
        {"day": known[-1][0].isoformat(), "ended": True},
    ]
    assert change.same == len(known) - 2


def test_a_list_with_a_day_of_another_year_is_refused_and_an_unknown_year_can_only_be_typed(county):
    with pytest.raises(Refusal, match="不在 2060 年"):
        policy.change_of_year(year=2060, days=[(date(2061, 10, 1), "放假", "国庆节")])
    with pytest.raises(Refusal, match="日历里还没有 2060 年"):
        policy.known_days(2060)


def test_a_list_proposed_before_a_day_of_it_changed_is_stale(county, day):
    listed = [(date(2025, 6, 17), "放假", "某日"), *policy.known_days(2025)]
    change = policy.change_of_year(year=2025, days=listed)
    made = policy.propose_year(
        year=2025, rows=change.rows, valid_from=DAY, source=SOURCE, post=county["bureau"]
    )
    approve(proposal=day(valid_from=date(2025, 1, 2)), post=county["reviewer"])
    with pytest.raises(Refusal, match="提请之后原值又改过"):
        approve(proposal=made, post=county["chief"])
    assert Holiday.objects.get(day=date(2025, 6, 17)).name == "县庆"


def test_what_holds_already_and_what_waits_already_is_refused(county, asked, day):
    with pytest.raises(Refusal, match="什么也没有改"):
        asked(label="因病")
    asked(code="", label="因婚丧")
    with pytest.raises(Refusal, match=r"已有一件等着审批的提请：.*增加“因婚丧”"):
        asked(code="", label="因婚丧", valid_from=date(2025, 2, 1))
    day()
    with pytest.raises(Refusal, match="已有一件等着审批的"):
        day(name="建县纪念日")
