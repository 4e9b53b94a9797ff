"""What a sheet asks for beside the insurer's line: windows, values of a choice, being on the list; and when again."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.cli.checks import run_checks
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.enums import Group
from dixian.warning.alerts import api as alerts
from dixian.warning.alerts.rules import Earlier, Line, judge, later, sentence, without_source
from dixian.warning.alerts.windows import total
from tests.support.kinds import filed, kind_of, sheet_of
from tests.support.register import rows_of

pytestmark = pytest.mark.django_db
MONTHS = st.builds(Month, st.integers(2022, 2024), st.integers(1, 12))
AMOUNTS = st.lists(st.tuples(MONTHS, st.decimals(min_value=0, max_value=9999, places=2)), max_size=20)
GRADES = Line(
    1, "脱贫户", None, Decimal(), "第1条", "试验", values=("C级", "D级"), title="危房等级", interval="6个月"
)
ONCE = Earlier(0, "2024-01", None, "no_risk", date(2024, 1, 31))


@pytest.fixture
def relief(county: Any) -> Any:
    """Somebody of 县应急局."""
    return county.post("relief", Role.DEPARTMENT_CLERK, unit("yjj"))


@pytest.mark.parametrize(
    ("window", "sums"),
    [("single", "3"), ("month", "3"), ("year", "7"), ("months12", "7")],
)
def test_a_window_adds_up_whole_months_with_what_came_later(window, sums):
    amounts = [(Month(2023, 3), 16), (Month(2024, 3), 3), (Month(2024, 12), 4)]
    found = [(month, Decimal(amount)) for month, amount in amounts]
    assert total(window, Month(2024, 3), found) == Decimal(sums)


@given(AMOUNTS, MONTHS)
def test_twelve_months_hold_no_less_than_the_month_and_no_more_than_all_of_it(amounts, month):
    month_alone, twelve = total("month", month, amounts), total("months12", month, amounts)
    assert month_alone <= twelve <= sum((amount for _, amount in amounts), Decimal())


@pytest.mark.parametrize(
    ("value", "before", "on", "outcome"),
    [
        ("B级", None, date(2024, 3, 1), "no_rule"),
        ("", None, date(2024, 3, 1), "no_rule"),
        ("C级", None, date(2024, 3, 1), "raised"),
        ("C级", Earlier(0, "2024-01", None), date(2025, 3, 1), "repeat"),
        ("C级", ONCE, date(2024, 7, 30), "suppressed"),
        ("C级", ONCE, date(2024, 7, 31), "raised"),
        ("D级", ONCE, date(2024, 3, 1), "raised"),
        ("C级", Earlier(0, "2024-01", None, "at_risk", date(2024, 1, 31)), date(2025, 3, 1), "repeat"),
    ],
)
def test_a_value_raises_and_again_only_when_worse_or_long_after_no_risk(value, before, on, outcome):
    judged = judge(value=value, line=GRADES, before=before, on=on)
    assert judged.outcome == outcome
    assert (judged.why == "同一情形已核实为无风险，未到再次预警的条件") == (outcome == "suppressed")


def test_an_interval_counts_days_or_months_to_the_end_of_a_short_one():
    assert [later(date(2024, 1, 31), text) for text in ("1个月", "30天")] == [
        date(2024, 2, 29),
        date(2024, 3, 1),
    ]
    with pytest.raises(Refusal, match="看不懂"):
        later(date(2024, 1, 31), "半年")


def test_sentences_of_values_and_of_lists_say_what_was_met_and_end_there_in_lists():
    listed = Line(1, "一般农户", None, Decimal(), "第2条", "试验（一）")
    told = [
        sentence(name="张三", month_label="2024年4月", kind_name="疑似危房", value="D级", line=GRADES),
        sentence(name="张三", month_label="2024年4月", kind_name="断保人员", line=listed),
    ]
    assert told == [
        "张三2024年4月疑似危房“危房等级”为D级，符合脱贫户预警条件“C级、D级”（第1条，试验）",
        "张三列入2024年4月“断保人员”名单，一般农户列入即预警（第2条，试验（一））",
    ]
    assert [without_source(one).endswith(("D级”", "列入即预警")) for one in told] == [True, True]


def test_losses_of_twelve_months_are_added_up_and_the_step_raises_again(county, people, relief):
    kind = kind_of(
        unit("yjj"), columns=[{"type": "Money", "code": "loss", "title": "损失"}], amount_column="loss"
    )
    sheet_of(kind, amount=Decimal(3000), step=Decimal(2000), window="months12")
    outcomes, sentences = [], []
    for month, amount in ((Month(2024, 3), "2000"), (Month(2024, 4), "1500"), (Month(2024, 5), "1600")):
        with clock.at(clock.noon(month.day(12))):
            batch = filed(kind, [(people["李四"], amount)], relief, month)
        outcomes += [row.outcome for row in rows_of(batch)]
        sentences += alerts.Alert.objects.filter(batch=batch).values_list("sentence", flat=True)
    assert outcomes == ["no_rule", "raised", "raised"]
    assert sentences[0].startswith(
        "李四截至2024年4月近12个月某种情况合计 3,500.00 元，达到一般农户预警线 3,000.00 元"
    )
    assert sentences[1].startswith("李四截至2024年5月近12个月某种情况合计 5,100.00 元")


def test_who_stands_on_a_list_is_raised_once_and_the_same_row_is_kept_with_the_alert(county, people, relief):
    kind = kind_of(unit("yjj"))
    sheet_of(kind)
    made = []
    for month in (Month(2024, 4), Month(2024, 5)):
        with clock.at(clock.noon(month.day(12))):
            made.append(filed(kind, [(people["李四"],), (people["张三"],)], relief, month))
    assert [[row.outcome for row in rows_of(batch)] for batch in made] == [
        ["raised", "no_rule"],
        ["repeat", "no_rule"],
    ]
    (repeat,) = alerts.Repeat.objects.all()
    assert (repeat.row.batch, repeat.alert.batch, repeat.alert.amount) == (made[1], made[0], None)
    assert [one.name for one in run_checks() if one.difference] == []


def test_a_new_cause_is_a_new_matter(county, people, relief):
    cause = {"type": "Column", "code": "what", "title": "灾害种类"}
    kind = kind_of(unit("yjj"), columns=[cause])
    sheet_of(kind, cause="what")
    outcomes = []
    for month, what in ((Month(2024, 4), "冰雹"), (Month(2024, 5), "冰雹"), (Month(2024, 6), "洪涝")):
        with clock.at(clock.noon(month.day(12))):
            outcomes += [row.outcome for row in rows_of(filed(kind, [(people["李四"], what)], relief, month))]
    assert outcomes == ["raised", "repeat", "raised"]


def test_what_a_sheet_would_have_raised_is_told_before_it_is_asked_for(county, people, relief):
    kind = kind_of(unit("yjj"))
    for month in (Month(2024, 4), Month(2024, 5)):
        with clock.at(clock.noon(month.day(12))):
            filed(kind, [(people["李四"],), (people["张三"],), (people["赵六"],)], relief, month)
    with clock.at(clock.noon(date(2024, 5, 20))):
        asked = {"kind": kind, "group": Group.GENERAL, "post": county["bureau"]}
        trial = alerts.try_rule(**asked)
        assert (trial.months[Month(2024, 4)], trial.raised, trial.people, trial.rows) == (2, 2, 2, 4)
        made = alerts.propose_rule(
            **asked, clause="应急规则第1条", valid_from=date(2024, 6, 1), source="县领导小组〔2024〕3号"
        )
        assert made.arguments["trial"] == "按此规则，过去六个月会预警 2 条（2 人，共 4 行数据）"
    assert alerts.Alert.objects.count() == 0


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"field": "grade", "values": ["E级"]}, "没有E级"),
        ({"field": "grade"}, "写明哪些值"),
        ({"field": "grade", "amount": Decimal(1)}, "不是金额"),
        ({"amount": Decimal(1)}, "不是金额"),
        ({"field": "nothing"}, "没有这一列"),
        ({"step": Decimal(1)}, "没有预警线"),
        ({"interval": ""}, "间隔"),
        ({"interval": "半年"}, "看不懂"),
        ({"cause": "nothing"}, "区分事项"),
    ],
)
def test_a_sheet_the_rows_of_its_kind_cannot_meet_is_refused(county, asked, says):
    grade = {"type": "Choice", "code": "grade", "title": "危房等级", "options": ["A级", "C级", "D级"]}
    kind = kind_of(unit("zjj"), columns=[grade])
    with pytest.raises(Refusal, match=says):
        alerts.try_rule(kind=kind, group=Group.GENERAL, post=county["bureau"], **asked)
