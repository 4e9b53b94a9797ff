"""When a figure becomes a warning, and when it is the same warning again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.kernel.calendar import Month
from dixian.warning.alerts.rules import Earlier, Line, judge, sentence, true_from, without_source
from dixian.warning.submissions.enums import Outcome
from tests.support.register import pushed, rows_of

LINE = Line(1, "脱贫户", Decimal(5000), Decimal(5000), "第2条", "试验")
ONCE = Line(1, "脱贫户", Decimal(5000), Decimal(0), "第2条", "试验")
AMOUNTS = st.decimals(min_value=0, max_value=10**7, places=2)


def earlier(level):
    return None if level is None else Earlier(level, "2024-03", Decimal(5200))


@pytest.mark.parametrize(
    ("amount", "before", "outcome", "level"),
    [
        ("4999.99", None, "no_rule", 0),
        ("5000.00", None, "raised", 0),
        ("5000.00", 0, "repeat", 0),
        ("9999.99", 0, "repeat", 0),
        ("10000.00", 0, "raised", 1),
        ("30000", 1, "raised", 5),
        ("4000", 3, "no_rule", 0),
    ],
)
def test_reaching_the_line_warns_and_each_step_above_it_warns_again(amount, before, outcome, level):
    judged = judge(amount=Decimal(amount), line=LINE, before=earlier(before))
    assert (judged.outcome, judged.level) == (outcome, level)
    assert judged.why


def test_no_amount_and_no_line_are_no_warning():
    assert judge(amount=None, line=LINE, before=None).outcome == Outcome.NO_RULE
    assert judge(amount=Decimal(10**6), line=None, before=None).outcome == Outcome.NO_RULE


def test_a_repeat_says_of_which_warning_and_what_would_be_a_new_one():
    judged = judge(amount=Decimal(7000), line=LINE, before=earlier(0))
    assert judged.why == "2024年3月已按 5,200.00 元 预警，达到 10,000.00 元 再次预警"
    assert judge(amount=Decimal(7000), line=ONCE, before=earlier(0)).why.endswith("本年不再重复")


def test_what_is_under_the_line_says_which_line():
    assert judge(amount=Decimal(1), line=LINE, before=None).why == (
        "1.00 元，未达到脱贫户预警线 5,000.00 元（第2条，试验）"
    )


def test_a_sum_under_the_line_says_over_what_it_is_summed():
    line = Line(1, "脱贫户", Decimal(5000), Decimal(0), "第2条", "试验", window="months12")
    assert judge(amount=Decimal(1), line=line, before=None).why.startswith("近12个月合计 1.00 元，未达到")


def test_a_value_that_does_not_warn_says_which_do():
    line = Line(1, "脱贫户", None, Decimal(), "第1条", "试验", values=("C级", "D级"), title="危房等级")
    assert judge(value="B级", line=line, before=None).why == (
        "“危房等级”为B级，不符合脱贫户预警条件“C级、D级”（第1条，试验）"
    )


@pytest.mark.parametrize(
    ("day", "received", "since"),
    [
        (date(2024, 3, 31), date(2024, 4, 12), date(2024, 3, 31)),
        (date(2024, 4, 30), date(2024, 4, 12), date(2024, 4, 12)),
        (None, date(2024, 4, 12), date(2024, 4, 12)),
        (None, date(2024, 5, 12), date(2024, 4, 30)),
    ],
)
def test_a_figure_is_true_from_the_day_it_speaks_of_and_never_from_a_day_to_come(day, received, since):
    assert true_from(day=day, month=Month.parse("2024-04"), received_on=received) == since


@given(st.lists(AMOUNTS, max_size=12))
def test_over_a_year_each_step_is_warned_of_at_most_once(amounts):
    before, raised = None, []
    for amount in amounts:
        judged = judge(amount=amount, line=LINE, before=earlier(before))
        assert (judged.outcome == "no_rule") == (amount < LINE.amount)
        if judged.outcome == "raised":
            raised.append(judged.level)
            before = judged.level
    assert raised == sorted(set(raised))


def test_the_sentence_names_person_figure_line_and_rule():
    said = sentence(
        name="张三", month_label="2024年4月", kind_name="自付费用", amount=Decimal("8200"), line=LINE
    )
    assert said == "张三截至2024年4月自付费用累计 8,200.00 元，达到脱贫户预警线 5,000.00 元（第2条，试验）"


@pytest.mark.django_db
def test_each_group_has_its_own_line(county, people, file):
    costs = [people["张三"].costs("6000"), people["李四"].costs("6000"), people["王五"].costs("4999.99")]
    batch = pushed(file(costs), county["insurer"])
    assert [row.outcome for row in rows_of(batch)] == ["raised", "no_rule", "no_rule"]


@pytest.mark.django_db
def test_last_months_warning_is_not_repeated_until_the_next_step(county, people, file, tmp_path):
    from dixian.foundation.kernel import clock
    from tests.support.register import workbook

    with clock.at(clock.noon(date(2024, 5, 12))):
        month = Month.of(clock.today())
        outcomes = []
        for at, amount in ((month.previous(), "6000"), (month, "7000")):
            content = workbook(tmp_path, [people["张三"].costs(amount), people["王五"].costs("4000")], at)
            outcomes.append(rows_of(pushed(content, county["insurer"], month=at))[0].outcome)
    assert outcomes == ["raised", "repeat"]


@given(amount=AMOUNTS, kind=st.sampled_from(["医保自付", "医保自付（住院）"]))
def test_for_a_list_a_sentence_ends_at_its_line(amount, kind):
    line = Line(1, "三类户（未消除）", Decimal(15000), Decimal(0), "第2条", "某县做法（2023年），待本县确定")
    told = sentence(name="张三", month_label="2024年4月", kind_name=kind, amount=amount, line=line)
    shown = f"张三截至2024年4月{kind}累计 {amount:,.2f} 元，达到三类户（未消除）预警线 15,000.00 元"
    assert without_source(told) == without_source(told[:-1]) == shown
    assert without_source("有新的核实结果（2 条）") == "有新的核实结果（2 条）"
