"""What a value may be: its kind, its range, its order with others, and the paper it names."""

from datetime import date, timedelta

import pytest

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import (
    Parameter,
    Proposal,
    approve,
    bounds,
    parameter,
    parameters,
    withdraw,
)
from dixian.foundation.policy.rules import check_value

pytestmark = pytest.mark.django_db
DAY = date(2025, 1, 1)


def rows(code: str = "limit.answer") -> list[tuple[str, date, date | None]]:
    """Every value a parameter ever had: text, from, to."""
    return list(
        Parameter.objects.filter(code=code)
        .order_by("valid_from")
        .values_list("text", "valid_from", "valid_to")
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"code": "limit.nothing"}, "没有参数“limit.nothing”"),
        ({"text": "五天"}, "时限“五天”看不懂"),
        ({"text": "1000天"}, "看不懂"),
        ({"text": "0天"}, "“0天”不在允许的范围内"),
        ({"text": "31天"}, "“31天”不在允许的范围内"),
        ({"code": "warn.days", "text": "-5"}, "“-5”不在允许的范围内"),
        ({"code": "warn.days", "text": "1.5"}, "“1.5”不在允许的范围内"),
        ({"code": "escalate.deputy.days", "text": "-5"}, "不在允许的范围内"),
        ({"code": "escalate.first.days", "text": "2.5"}, "不在允许的范围内"),
        ({"code": "window.push.first", "text": "15"}, "“部门报送窗口首日”须小于“部门报送窗口末日”.*是 15"),
        ({"code": "window.push.last", "text": "5"}, "“部门报送窗口末日”须大于“部门报送窗口首日”.*是 5"),
        ({"code": "escalate.deputy.days", "text": "3"}, "须小于“超期报第一责任人的天数”"),
        ({"text": ""}, "须有内容"),
        ({"text": "5" * 201}, "不超过 200 个字"),
        ({"code": "warn.days", "text": "十五"}, "“十五”不是数字"),
        ({"code": "warn.days", "text": "NaN"}, "“NaN”不是数字"),
        ({"code": "warn.days", "text": "Infinity"}, "不是数字"),
        ({"code": "window.push.last", "text": "31"}, "填 1 到 28|不是每月都有的日子"),
        ({"text": "0天（当天起算）"}, "没有当天起算"),
        ({"valid_from": date(2024, 1, 1)}, "须晚于现值的起始日期 2024-01-01"),
        ({"valid_from": date(2023, 1, 1)}, "须晚于"),
        ({"source": "   "}, "没有写明依据"),
        ({"source": "文"}, "看不出是哪份文件"),
        ({"source": "文" * 201}, "依据超过 200 个字"),
    ],
)
def test_a_proposal_that_cannot_be_meant_is_refused(proposed, changes, says):
    with pytest.raises(Refusal, match=says):
        proposed(**changes)
    assert not Proposal.objects.exists()


def test_a_refused_value_names_the_allowed_range(proposed):
    with pytest.raises(Refusal) as refusal:
        proposed(code="warn.days", text="-5")
    assert refusal.value.remedy == "填 0 到 30 之间的整数"


def test_two_proposals_that_fit_alone_and_not_together_are_not_both_approved(county, proposed):
    first = proposed(code="window.push.first", text="12")
    last = proposed(code="window.push.last", text="10")
    approve(proposal=first, post=county["reviewer"])
    with pytest.raises(Refusal, match="须大于"):
        approve(proposal=last, post=county["reviewer"])
    assert rows("window.push.last") == [("15", date(2024, 1, 1), None)]


def test_every_packaged_value_lies_within_its_own_bounds(county):
    for row in parameters():
        check_value(row.kind, row.text, bounds(row.code))
        assert bounds(row.code).words, row.code


def test_the_longest_value_and_source_fit_into_their_columns(county, proposed):
    Parameter.objects.create(
        code="text.long",
        title="标" * 80,
        kind="text",
        text="旧" * 200,
        valid_from=date(2024, 1, 1),
        mark="local",
    )
    made = proposed(code="text.long", text="新" * 200, source="文" * 200)
    with pytest.raises(Refusal, match="审批意见超过 200 个字"):
        approve(proposal=made, post=county["reviewer"], reason="好" * 201)
    approve(proposal=made, post=county["reviewer"], reason="好" * 200)
    assert parameter("text.long", DAY).text == "新" * 200


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("９天", "9天"), ("5 天", "5天"), ("０5个工作日", "5个工作日"), ("5天(当天起算)", "5天（当天起算）")],
)
def test_figures_of_full_width_and_blanks_are_stored_plain(county, proposed, typed, kept):
    made = proposed(text=typed)
    assert made.arguments["text"] == kept
    assert f"改为 {kept}，" in made.label
    approve(proposal=made, post=county["reviewer"])
    assert parameter("limit.answer", DAY).text == kept


@pytest.mark.parametrize("typed", ["10天", "１０天", "010天", " 10 天 "])
def test_a_value_that_is_what_holds_already_by_a_paper_is_refused(proposed, typed):
    with pytest.raises(Refusal, match="本来就是 10天") as refusal:
        proposed(code="limit.plan", text=typed)
    assert "不必提请" in refusal.value.remedy
    assert not Proposal.objects.exists()


def test_the_value_that_holds_until_another_to_come_is_refused_and_the_later_day_decides(county, proposed):
    today = clock.today()
    coming = proposed(code="limit.plan", valid_from=today + timedelta(days=40))
    approve(proposal=coming, post=county["reviewer"])
    with pytest.raises(Refusal, match="本来就是 10天"):
        proposed(code="limit.plan", text="10天", valid_from=today + timedelta(days=20))
    with pytest.raises(Refusal, match="本来就是 5天"):
        proposed(code="limit.plan", text="5天", valid_from=today + timedelta(days=60))


def test_a_second_proposal_for_the_same_value_and_day_is_refused_while_the_first_waits(county, proposed):
    first = proposed()
    with pytest.raises(
        Refusal, match=r"已有一件等着审批的提请：“村级核实反馈的时限：7天 改为 5天.*某bureau"
    ) as said:
        proposed(text="6天")
    assert "撤回" in said.value.remedy
    assert proposed(text="6天", valid_from=date(2025, 2, 1)).state == "waiting", (
        "another day is another change"
    )
    withdraw(proposal=first, post=county["bureau"])
    assert proposed(text="6天").state == "waiting"


def test_a_value_that_begins_more_than_two_years_ahead_is_refused(proposed):
    today = clock.today()
    with pytest.raises(Refusal, match="在 2 年以后") as refusal:
        proposed(valid_from=date(today.year + 3, 1, 1))
    assert f"填 {today.year + 2}-" in refusal.value.remedy
    assert proposed(valid_from=date(today.year + 2, today.month, 1)).state == "waiting"


def test_a_value_that_waits_to_be_confirmed_is_confirmed_by_a_paper(county, proposed):
    held = parameter("limit.receipt", DAY)
    made = proposed(code="limit.receipt", text=held.text)
    assert f"确认为 {held.text}" in made.label
    approve(proposal=made, post=county["reviewer"])
    assert (parameter("limit.receipt", DAY).text, parameter("limit.receipt", DAY).mark) == (
        held.text,
        "local",
    )
