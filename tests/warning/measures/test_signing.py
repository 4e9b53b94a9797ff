"""The plan comes back as the household signed it, for the version in force."""

from datetime import timedelta

import pytest

from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.measures.api import Plan, revise, sign
from tests.warning.measures.steps import adopted, plan_of

pytestmark = pytest.mark.django_db


def scan(name="签字.jpg"):
    return store([b"signed"], name=name, content_type="image/jpeg", purpose="一户一策")


def test_only_the_version_in_force_is_signed_and_not_on_a_day_to_come(county, helped):
    today, cadre = clock.today(), county["cadre"]
    with pytest.raises(Refusal, match="还没有审定"):
        sign(plan=plan_of(helped.case), on=today, paper=scan(), post=cadre)
    plan = adopted(county, helped)
    with pytest.raises(Refusal, match="今天以后"):
        sign(plan=plan, on=today + timedelta(days=1), paper=scan(), post=cadre)
    sign(plan=plan, on=today, paper=scan(), post=cadre)
    sign(plan=plan, on=today, paper=scan("更清楚的.jpg"), post=county["clerk"])
    kept = Plan.objects.get(pk=plan.pk)
    assert (kept.signed_on, kept.paper.name) == (today, "更清楚的.jpg")
    assert revise(case=helped.case, reason="成员有变", post=cadre).paper is None
