"""What held at the proposal holds at the review and at the approval, or the household is not passed."""

from datetime import timedelta

import pytest

from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.elimination.api import fallen_of
from tests.warning.elimination.steps import again, noticed, passed, posted, proposed, taken
from tests.warning.elimination.test_batches import both, states
from tests.warning.elimination.test_eliminating import broken, collected
from tests.warning.elimination.test_figures import source

__all__ = ["both"]
pytestmark = pytest.mark.django_db


def test_trouble_after_the_proposal_keeps_the_township_and_the_county_from_passing_it(county, helped):
    one = posted(county, proposed(county, helped))
    with clock.at(clock.noon(one.until + timedelta(days=1))):
        one = noticed(county, one)
        broken(helped)
        with pytest.raises(Refusal, match=r"提出消除以后有变化.*三保障和饮水安全巩固"):
            passed(county, "review", one)
        assert again(one).state == "noticed"


def test_trouble_after_the_review_keeps_the_county_from_approving_it(county, helped):
    one = posted(county, proposed(county, helped))
    with clock.at(clock.noon(one.until + timedelta(days=1))):
        passed(county, "review", noticed(county, one))
        assert fallen_of([again(one)]) == {}
        broken(helped)
        with pytest.raises(Refusal, match="提出消除以后有变化"):
            passed(county, "approve", one)
        assert again(one).state == "reviewed"


def test_of_a_batch_the_household_in_trouble_is_held_out_and_the_others_pass(county, helped, both):
    first, second = both
    taken(county, "appraise", (first, "passed"), (second, "passed"))
    taken(county, "notice", (first, "passed"), (second, "passed"))
    with clock.at(clock.noon(again(first).until + timedelta(days=1))):
        noticed(county, first)
        broken(helped)
        drain()
        with pytest.raises(Refusal, match="提出消除以后有变化"):
            taken(county, "review", (first, "passed"), (second, "passed"))
        taken(county, "review", (first, "held"), (second, "passed"))
    assert states(both) == ["noticed", "reviewed"]


def test_trouble_that_was_explained_passes_and_new_trouble_of_the_kind_does_not(county, helped):
    broken(helped)
    one = posted(county, proposed(county, helped, words={"guarantees": "水管已经修好，入户看过"}))
    with clock.at(clock.noon(one.until + timedelta(days=1))):
        one = noticed(county, one)
        assert fallen_of([one]) == {}
        broken(helped, "housing.grade", "C级")
        with pytest.raises(Refusal, match=r"说明以后又有情况：.*C级"):
            passed(county, "review", one)


def test_a_source_that_joins_a_lead_which_was_explained_is_new_trouble(county, helped):
    source(county, helped.household)
    one = posted(county, proposed(county, helped, words={"risk": "已经办理报销，自付降下来了"}))
    with clock.at(clock.noon(one.until + timedelta(days=1))):
        passed(county, "review", noticed(county, one))
        source(county, helped.household)
        with pytest.raises(Refusal, match=r"说明以后又有情况：.*报来的线索没有办结"):
            passed(county, "approve", one)


def test_income_collected_below_the_line_after_the_explanation_is_new_trouble(county, helped):
    one = proposed(county, helped, income=None, months=None, words={"income": "流水核对过，远超监测范围"})
    with clock.at(clock.noon(clock.today() + timedelta(days=1))):
        collected(helped, "3000")
        assert "没有超过监测范围" in fallen_of([again(one)])[one.pk][0]
