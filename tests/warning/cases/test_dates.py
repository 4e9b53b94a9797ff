"""A claimed day takes nothing off the order of the steps, nor off the days of a notice."""

from datetime import timedelta

import pytest

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import Step
from dixian.warning.cases.models import Case
from tests.warning.cases.steps import appraised, authorised, checked, gathered, held, later, posted, word

pytestmark = pytest.mark.django_db


def begun(case: Case, days: int) -> Case:
    """The trouble was known and the case opened so many days ago."""
    since = clock.today() - timedelta(days=days)
    Case.objects.filter(pk=case.pk).update(event_date=since, opened_on=since)
    return Case.objects.select_related("household", "lead").get(pk=case.pk)


def test_nothing_is_dated_before_the_case_began_however_old_the_trouble(county, case):
    old = clock.today() - timedelta(days=4)
    Case.objects.filter(pk=case.pk).update(event_date=old)
    case = Case.objects.select_related("household", "lead").get(pk=case.pk)
    for gather in (
        lambda: checked(county, case, on=old),
        lambda: cases.waive(case=case, reason="已比对", on=old, post=county["bureau"]),
    ):
        with pytest.raises(Refusal, match=f"不能早于转入识别的 {case.opened_on}"):
            gather()
    cases.help_first(case=case, on=old, what="临时救助 2000 元", post=county["clerk"])


def test_the_meeting_is_not_before_the_home_check_it_speaks_of(county, case):
    case = gathered(county, begun(case, 10))
    yesterday = clock.today() - timedelta(days=1)
    with pytest.raises(Refusal, match="不能早于上一环节"):
        held(county, Step.APPRAISE, [word(case, ayes=23, noes=0)], on=yesterday)


def test_a_notice_entered_late_hangs_its_full_days_from_the_day_it_was_entered(county, case):
    case = begun(case, 10)
    claimed = clock.today() - timedelta(days=6)
    checked(county, authorised(county, case, on=claimed), on=claimed)
    cases.waive(case=case, reason="已比对", on=clock.today(), post=county["bureau"])
    cases.submit(case=case, post=county["cadre"])
    held(county, Step.APPRAISE, [word(case, ayes=23, noes=0)], on=claimed)
    batch = held(county, Step.NOTICE, [word(case)], on=claimed)
    assert (batch.on, batch.until) == (claimed, clock.today() + timedelta(days=5))
    said = f"自登记之日起算.*{claimed}.*要满 {batch.until} 一整天"
    with pytest.raises(Refusal, match=said):
        cases.end_notice(batch=batch, on=clock.today(), unobjected=True, post=county["cadre"])
    with later(6):
        cases.end_notice(batch=batch, on=clock.today(), unobjected=True, post=county["cadre"])


def test_a_check_after_a_return_is_not_dated_before_the_return(county, case):
    batch = posted(county, appraised(county, gathered(county, begun(case, 10))))
    line = batch.lines.get()
    made = cases.object_to(line=line, on=clock.today(), text="家里有车", post=county["cadre"])
    with later(6):
        cases.settle(objection=made, upheld=True, word="有一辆货车", post=county["cadre"])
        cases.end_notice(batch=batch, on=clock.today(), unobjected=False, post=county["cadre"])
        back = Case.objects.select_related("household", "lead").get(pk=case.pk)
        with pytest.raises(Refusal, match="不能早于退回补充核查"):
            checked(county, back, on=clock.today() - timedelta(days=1))
        checked(county, back)
