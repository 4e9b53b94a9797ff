"""What a household was on a day is told by its papers, not by what it is now."""

from datetime import date, timedelta

import pytest

from dixian.foundation.kernel import clock
from dixian.warning.cases.api import Case, standing_on
from tests.warning.cases.steps import approved

pytestmark = pytest.mark.django_db


def word(case, day):
    found = standing_on([case], day)
    return found and found.word


def test_a_day_before_the_case_is_none_before_the_paper_identification_after_it_monitored(county, case):
    before, opened = case.opened_on - timedelta(days=1), case.opened_on
    case = approved(county, case)
    assert word(case, before) is None
    assert word(case, opened) == "正在识别"
    assert word(case, case.approved_on) == "监测帮扶"
    assert case.approval_number in standing_on([case], case.approved_on).sentence


def test_it_was_monitored_until_the_day_it_was_eliminated(county, case):
    case = approved(county, case)
    ended = case.approved_on + timedelta(days=200)
    Case.objects.filter(pk=case.pk).update(state="eliminated", ended_on=ended, ended_how="helped")
    case.refresh_from_db()
    assert word(case, ended - timedelta(days=1)) == "监测帮扶"
    assert word(case, ended) == "风险已消除"


def test_one_that_was_there_before_the_program_is_told_by_its_papers(county, people):
    home = people["王五"].person.household
    case = Case.objects.create(
        household=home, village=home.village, township=home.village.parent, state="monitored",
        monitoring_type="marginal", opened_on=clock.today(), approved_on=date(2023, 5, 4), approval_number="旧文",
    )  # fmt: skip
    assert word(case, date(2023, 5, 3)) is None
    assert word(case, date(2023, 5, 4)) == "监测帮扶"
