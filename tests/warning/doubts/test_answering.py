"""应享未享 ends by the word of the unit whose help it is, not by that on the lead; while the facts stand it comes back."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dixian.commons.leads.api import Lead, LeadSource
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, cancel
from dixian.warning.doubts.api import Doubt, answer, standing, sums
from dixian.warning.doubts.enums import Word
from dixian.warning.submissions.api import nil_return
from tests.support.rosters import kind_of
from tests.warning.doubts.test_receiving import renewed, told

pytestmark = pytest.mark.django_db
SAID = "已通知本人申请临时救助"


@pytest.fixture
def civil(county):
    return county.post("civil", Role.DEPARTMENT_CLERK, unit("mzj"))


@pytest.fixture
def doubt(county, civil, people):
    """Large costs and no relief, by facts of today."""
    told(people["李四"].person, "health.own_cost", Decimal(30000))
    nil_return(kind=kind_of("mz_xinjiuzhu"), month=Month.of(clock.today()), post=civil)
    renewed()
    return the_doubt()


def the_doubt():
    return (
        Doubt.objects.select_related("household", "unit", "lead").filter(code="relief_illness").latest("id")
    )


def owed():
    found = Obligation.objects.filter(kind="doubts.answer", state="open")
    return list(found.values_list("unit__code", flat=True))


def closed_as_harmless(doubt):
    """The township found no risk, an earlier answer covering what came later."""
    Lead.objects.filter(pk=doubt.lead_id).update(state="closed", verdict="no_risk", closed_on=clock.today())
    LeadSource.objects.filter(lead=doubt.lead_id).update(answer="no_risk", answered_on=clock.today())


def test_the_unit_owes_an_answer_and_sees_its_doubts(doubt, civil):
    assert owed() == ["mzj"]
    assert "没有临时救助：" in Obligation.objects.get(kind="doubts.answer").about
    assert list(standing(civil, "unreceived")) == [doubt]
    assert all(one.difference == 0 for one in sums())


def test_no_risk_on_the_lead_does_not_end_it(doubt):
    closed_as_harmless(doubt)
    assert renewed() == {"relief_illness": ("mzj", "raised")}
    assert owed() == ["mzj"]


def test_the_units_word_ends_it_with_a_reason(doubt, civil, county):
    with pytest.raises(Refusal, match="没有写明情况"):
        answer(doubt=doubt, word=Word.APPLIED, said="。", post=civil)
    with pytest.raises(NotAllowed):
        answer(doubt=doubt, word=Word.APPLIED, said=SAID, post=county["insurer"])
    answer(doubt=doubt, word=Word.APPLIED, said=SAID, post=civil)
    assert (the_doubt().state, the_doubt().word, owed()) == ("answered", "applied", [])
    with pytest.raises(Refusal):
        answer(doubt=the_doubt(), word=Word.RECEIVED, said=SAID, post=civil)
    assert all(one.difference == 0 for one in sums())


def test_while_the_facts_stand_it_comes_back_after_some_months(doubt, civil):
    answer(doubt=doubt, word=Word.APPLIED, said=SAID, post=civil)
    closed_as_harmless(doubt)
    assert renewed() == {"relief_illness": ("mzj", "answered")}
    later = clock.today() + timedelta(days=100)
    with clock.at(clock.noon(later)):
        nil_return(kind=kind_of("mz_xinjiuzhu"), month=Month.of(later), post=civil)
        renewed()
        assert (the_doubt().state, the_doubt().pk != doubt.pk, owed()) == ("raised", True, ["mzj"])


def test_whoever_was_asked_by_nobody_before_is_asked_now(doubt):
    cancel(kind="doubts.answer", subject_uids=[doubt.uid], reason="尚未启用")
    renewed()
    assert owed() == ["mzj"]
