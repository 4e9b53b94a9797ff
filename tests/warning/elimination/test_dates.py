"""A claimed day takes nothing off the order of the steps, nor off the days of a notice."""

from datetime import timedelta

import pytest

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.elimination.api import appraise, end_notice, post_notice, send_back
from tests.warning.elimination.steps import again, case_of, ended, noticed, posted, proposed

pytestmark = pytest.mark.django_db


def test_a_notice_entered_late_hangs_its_days_from_the_day_it_was_entered(county, helped):
    claimed = clock.today() - timedelta(days=6)
    one = proposed(county, helped, on=claimed)
    appraise(one=one, on=claimed, present=20, ayes=18, minutes="同意", post=county["cadre"])
    post_notice(one=again(one), on=claimed, where="村务公开栏", post=county["cadre"])
    one = again(one)
    assert (one.posted_on, one.until) == (claimed, clock.today() + timedelta(days=5))
    with pytest.raises(Refusal, match=f"自登记之日起算.*{one.until}"):
        end_notice(one=one, on=clock.today(), objections="", upheld=False, post=county["cadre"])
    with clock.at(clock.noon(one.until + timedelta(days=1))):
        assert noticed(county, one).state == "noticed"


def test_each_step_keeps_when_it_was_entered(county, helped):
    claimed = clock.today() - timedelta(days=6)
    one = proposed(county, helped, on=claimed)
    appraise(one=one, on=claimed, present=20, ayes=18, minutes="同意", post=county["cadre"])
    one = again(one)
    assert (one.appraised_on, clock.day_of(one.appraised_at)) == (claimed, clock.today())
    post_notice(one=one, on=claimed, where="村务公开栏", post=county["cadre"])
    assert clock.day_of(again(one).posted_at) == clock.today()
    with clock.at(clock.noon(again(one).until + timedelta(days=1))):
        one = ended(county, noticed(county, again(one)))
        entered = (one.closed_at, one.reviewed_at, one.approved_at)
        assert {clock.day_of(moment) for moment in entered} == {clock.today()}


def test_a_step_that_is_sent_back_forgets_when_it_was_entered(county, helped):
    one = posted(county, proposed(county, helped))
    send_back(one=one, reason="重新评议", post=county["clerk"])
    assert (again(one).appraised_at, again(one).posted_at) == (None, None)


def test_nothing_is_dated_before_the_approval_nor_before_the_step_before(county, helped):
    early = case_of(helped).approved_on - timedelta(days=1)
    with pytest.raises(Refusal, match="日期不对"):
        proposed(county, helped, on=early)
    one = proposed(county, helped)
    with pytest.raises(Refusal, match="日期不对"):
        yesterday = clock.today() - timedelta(days=1)
        appraise(one=one, on=yesterday, present=20, ayes=18, minutes="同意", post=county["cadre"])
