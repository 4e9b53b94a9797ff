"""依据 of a row: what became of it, and what was repaired to find the person."""

import pytest

from dixian.warning.submissions.api import Row
from dixian.warning.submissions.enums import Bin, Outcome
from dixian.web.submissions.columns import _why
from dixian.web.submissions.raised import Shown

HOW, BECAME = "号码中的空格或符号已去掉", "上月已预警"


@pytest.mark.parametrize("outcome", [Outcome.REPEAT, Outcome.SUPPRESSED])
def test_a_repaired_row_says_what_was_repaired_and_what_became_of_it(outcome):
    row = Row(bin=Bin.REPAIRED, reason=HOW, outcome=outcome, outcome_reason=BECAME)
    assert _why(Shown(row, "")) == f"{HOW}；{outcome.label}：{BECAME}"


def test_a_row_that_agreed_says_only_what_became_of_it():
    row = Row(bin=Bin.LINKED, reason="证件号码和姓名一致", outcome=Outcome.REPEAT, outcome_reason=BECAME)
    assert _why(Shown(row, "")) == f"{Outcome.REPEAT.label}：{BECAME}"


def test_a_row_that_did_not_warn_says_which_line_it_stayed_under():
    under = "1.00 元，未达到脱贫户预警线 5,000.00 元（第2条，试验）"
    row = Row(bin=Bin.LINKED, reason="证件号码和姓名一致", outcome=Outcome.NO_RULE, outcome_reason=under)
    assert _why(Shown(row, "")) == f"不预警：{under}"
