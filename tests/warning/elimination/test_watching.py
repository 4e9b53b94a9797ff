"""What is watched after an elimination: the way back, and a look each half-year."""

from datetime import date, timedelta

import pytest

from dixian.commons.leads.api import LeadSource
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.warning.cases.api import Case
from dixian.warning.elimination.api import ask_reversal, decide_reversal, doubtful, look_back
from dixian.warning.elimination.watching import open_half
from dixian.warning.measures.api import Plan
from tests.warning.elimination.steps import case_of
from tests.warning.elimination.test_eliminating import all_hold, duties, eliminated

pytestmark = pytest.mark.django_db


def test_a_reversal_is_two_persons_word_and_the_household_is_helped_on(county, helped):
    eliminated(county, helped)
    with clock.at(clock.noon(clock.today() + timedelta(days=20))):
        asked = ask_reversal(case=case_of(helped), reason="收入算错", post=county["clerk"])
        with pytest.raises(NotAllowed):
            decide_reversal(reversal=asked, agree=True, answer="", post=county["clerk"])
        decide_reversal(reversal=asked, agree=True, answer="", post=county["reviewer"])
    case = case_of(helped)
    assert (case.state, case.ended_how) == ("monitored", "")
    assert not case.household.risk_eliminated
    assert Plan.objects.latest("edition").state == "draft"
    assert all_hold()


def test_a_household_that_is_identified_anew_is_not_reversed(county, helped):
    eliminated(county, helped)
    with clock.at(clock.noon(clock.today() + timedelta(days=20))):
        case = case_of(helped)
        Case.objects.create(
            household=case.household, village_id=case.village_id, township_id=case.township_id,
            opened_on=clock.today(),
        )  # fmt: skip
        with pytest.raises(Refusal, match="已经按新线索重新识别"):
            ask_reversal(case=case, reason="收入算错", post=county["clerk"])


def test_the_village_looks_back_once_in_each_half_year(county, helped):
    one = eliminated(county, helped)
    year = one.approved_on.year + 1
    with clock.at(clock.noon(date(year, 1, 8))):
        assert open_half(clock.today()) == 1
        assert duties() == ["elimination.enter", "elimination.look_back"]
        told = {"case": case_of(helped), "on": clock.today(), "stable": False, "post": county["cadre"]}
        look_back(found="又失业了", **told)
        assert duties() == ["elimination.enter"]
        assert open_half(clock.today()) == 0
        with pytest.raises(Refusal, match="已经登记过"):
            look_back(found="又看一次", **told)
        assert list(doubtful(county["bureau"])) == [helped.case]
        drain()
        source = LeadSource.objects.get(household=helped.household, kind="look_back")
        assert (source.sentence, source.lead.state) == ("回头看不稳定：又失业了", "waiting")
        assert Obligation.objects.filter(kind="verification.release", subject_uid=source.lead.uid).exists()
    with clock.at(clock.noon(date(year, 7, 8))):
        assert open_half(clock.today()) == 1
