"""A measure is given up for a reason, and never so that the plan in force no longer passes its adoption."""

import pytest

from dixian.foundation.kernel.problems import Refusal
from dixian.warning.measures.api import Measure, adopt, drop, fill_in, revise, standings, submit
from tests.warning.measures.steps import adopted, measure, plan_of
from tests.warning.measures.test_planning import open_duties

pytestmark = pytest.mark.django_db


def another_version(county, helped, *, kind="", why=""):
    """Drafted by the village, adopted by somebody else."""
    revise(case=helped.case, reason="措施有变", post=county["cadre"])
    plan = plan_of(helped.case)
    if kind:
        measure(plan, county["cadre"], kind)
    fill_in(plan=plan, post=county["cadre"], no_development=why)
    return plan


def take_up(county, plan):
    submit(plan=plan, post=county["clerk"])
    adopt(plan=plan, post=county["head"])


def test_the_only_development_measure_is_given_up_once_another_was_adopted_in_its_place(county, helped):
    adopted(county, helped)
    one = Measure.objects.get()
    with pytest.raises(Refusal, match="理由"):
        drop(measure=one, reason=" ", post=county["clerk"])
    with pytest.raises(Refusal, match="审定的计划就不完整"):
        drop(measure=one, reason="户里已外出务工", post=county["clerk"])
    plan = another_version(county, helped, kind="industry")
    with pytest.raises(Refusal, match="审定的计划就不完整"):
        drop(measure=one, reason="户里已外出务工", post=county["clerk"])
    take_up(county, plan)
    drop(measure=one, reason="户里已外出务工", post=county["clerk"])
    one.refresh_from_db()
    assert (one.state, one.dropped) == ("dropped", "户里已外出务工")
    assert len(open_duties("deliver")) == 1
    assert standings([helped.case], county["clerk"])[0].measures == 1


def test_or_once_a_reason_for_having_none_was_adopted_by_another(county, helped):
    adopted(county, helped)
    one = Measure.objects.get()
    plan = another_version(county, helped, kind="health", why="家里只剩照料病人的劳动力")
    take_up(county, plan)
    drop(measure=one, reason="要照料病人", post=county["clerk"])
    assert set(Measure.objects.values_list("state", flat=True)) == {"dropped", "due"}
