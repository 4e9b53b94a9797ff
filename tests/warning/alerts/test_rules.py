"""When a figure becomes a warning, and when it is the same warning again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.warning.alerts.rules import Line, judge, sentence
from dixian.warning.submissions.enums import Outcome
from tests.support.register import pushed, rows_of

LINE = Line(1, "脱贫户", Decimal(5000), Decimal(5000), "第2条", "试验")
AMOUNTS = st.decimals(min_value=0, max_value=10**7, places=2)


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
    judged = judge(amount=Decimal(amount), line=LINE, level_before=before)
    assert (judged.outcome, judged.level) == (outcome, level)


def test_no_amount_and_no_line_are_no_warning():
    assert judge(amount=None, line=LINE, level_before=None).outcome == Outcome.NO_RULE
    assert judge(amount=Decimal(10**6), line=None, level_before=None).outcome == Outcome.NO_RULE


@given(st.lists(AMOUNTS, max_size=12))
def test_over_a_year_each_step_is_warned_of_at_most_once(amounts):
    before, raised = None, []
    for amount in amounts:
        judged = judge(amount=amount, line=LINE, level_before=before)
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
    from dixian.foundation.kernel.calendar import Month
    from tests.support.register import workbook

    with clock.at(clock.noon(date(2024, 5, 12))):
        month = Month.of(clock.today())
        outcomes = []
        for at, amount in ((month.previous(), "6000"), (month, "7000")):
            content = workbook(tmp_path, [people["张三"].costs(amount), people["王五"].costs("4000")], at)
            outcomes.append(rows_of(pushed(content, county["insurer"], month=at))[0].outcome)
    assert outcomes == ["raised", "repeat"]
