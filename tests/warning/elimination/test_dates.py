"""A claimed day takes nothing off the order of the steps, nor off the days of a notice."""

from datetime import timedelta

import pytest

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.api import BatchLine
from dixian.warning.elimination.api import send_back
from tests.warning.elimination.steps import again, case_of, noticed, passed, posted, proposed, taken

pytestmark = pytest.mark.django_db


def test_a_notice_entered_late_hangs_its_days_from_the_day_it_was_entered(county, helped):
    claimed = clock.today() - timedelta(days=6)
    one = passed(county, "appraise", proposed(county, helped, on=claimed), on=claimed)
    one = passed(county, "notice", one, on=claimed)
    assert (one.posted_on, one.until) == (claimed, clock.today() + timedelta(days=5))
    with pytest.raises(Refusal, match=f"自登记之日起算.*{one.until}"):
        noticed(county, one)
    with clock.at(clock.noon(one.until + timedelta(days=1))):
        assert noticed(county, one).state == "noticed"


def test_each_step_keeps_when_it_was_entered(county, helped):
    claimed = clock.today() - timedelta(days=6)
    batch = taken(county, "appraise", (proposed(county, helped, on=claimed), "passed"), on=claimed)
    assert (batch.on, clock.day_of(batch.made_at)) == (claimed, clock.today())


def test_a_step_that_is_sent_back_is_forgotten_by_the_round_and_kept_in_its_batch(county, helped):
    one = posted(county, proposed(county, helped))
    send_back(one=one, reason="重新评议", post=county["clerk"])
    assert (again(one).appraised_on, again(one).posted_on) == (None, None)
    assert BatchLine.objects.filter(elimination_uid=one.uid).count() == 2


def test_nothing_is_dated_before_the_approval_nor_before_the_step_before(county, helped):
    early = case_of(helped).approved_on - timedelta(days=1)
    with pytest.raises(Refusal, match="日期不对"):
        proposed(county, helped, on=early)
    one = proposed(county, helped)
    with pytest.raises(Refusal, match="李四户：日期不能早于上一环节"):
        passed(county, "appraise", one, on=clock.today() - timedelta(days=1))
