"""Help ends a risk once it was given and has worked, and not in the months after the approval (facts 1.8)."""

from datetime import timedelta

import pytest

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.api import Case, CaseRisk
from dixian.warning.cases.enums import EndedHow
from dixian.warning.elimination.api import Typed, known_of
from dixian.warning.elimination.enums import Criterion
from dixian.warning.measures.api import FollowUp, Measure
from tests.warning.elimination.steps import case_of, proposed

pytestmark = pytest.mark.django_db
ALL = {one.value: "入户看过，可以认定" for one in Criterion}


def test_by_help_nothing_ends_in_the_month_of_the_approval_nor_the_next(county, helped):
    Case.objects.filter(pk=helped.case.pk).update(approved_on=clock.today())
    with pytest.raises(Refusal, match="满 2 个自然月"):
        proposed(county, helped, words=ALL)
    assert proposed(county, helped, EndedHow.NATURAL, words=ALL).how == "natural"


def test_no_word_stands_for_a_measure_that_was_not_delivered(county, helped):
    Measure.objects.update(state="due", delivered_on=None)
    with pytest.raises(Refusal, match="措施落实 0 项，未落实 1 项"):
        proposed(county, helped, words=ALL)
    assert proposed(county, helped, EndedHow.NATURAL, words=ALL).how == "natural"


@pytest.mark.parametrize("effect", ["some", "none"])
def test_no_word_stands_for_a_follow_up_that_saw_no_effect(county, helped, effect):
    FollowUp.objects.create(
        case=helped.case, household=helped.household, village_id=helped.case.village_id, on=clock.today(),
        effect=effect, blocker="other", found="还没有上岗", remedy="再找岗位", by=county["cadre"].user,
    )  # fmt: skip
    with pytest.raises(Refusal, match="没有落实见效"):
        proposed(county, helped, words=ALL)


def test_a_risk_that_came_after_the_last_follow_up_is_not_gone(county, helped):
    with clock.at(clock.noon(clock.today() + timedelta(days=3))):
        CaseRisk.objects.create(
            case=helped.case, household=helped.household, village_id=helped.case.village_id,
            risk="disaster", note="洪涝", from_on=clock.today(),
        )  # fmt: skip
        known = known_of([case_of(helped)])[helped.case.pk]
        said = known.judged(Typed(None))
        assert not said[Criterion.RISK].holds
        assert "还没有跟踪走访判断有成效" in said[Criterion.RISK].evidence
        with pytest.raises(Refusal, match="没有落实见效"):
            proposed(county, helped, words=ALL)
