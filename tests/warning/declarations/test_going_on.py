"""What a household has said of itself goes to its village at once, where policy says so."""

import pytest

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import due
from dixian.foundation.policy.models import Parameter
from dixian.foundation.worklist.api import Obligation
from dixian.warning.declarations.api import join
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method
from dixian.warning.verification.models import PushSheet
from dixian.web.leads.trail import trail_of
from tests.warning.verification.steps import differences, waits

pytestmark = pytest.mark.django_db


def joined(county, people, says, **changed):
    """Found to be 张三's by the village; its lead as it stands when all is told."""
    made, _ = says(**changed)
    lead = join(
        declaration=made, household=people["张三"].person.household, called=True, post=county["cadre"]
    )
    drain()
    return Lead.objects.select_related("household", "township").get(pk=lead.pk)


def test_the_village_answers_a_households_own_call_without_waiting_for_the_county(county, people, says):
    lead = joined(county, people, says)
    assert (lead.state, lead.due_on) == ("released", due("limit.answer", clock.today()))
    assert waits(county, "cadre", lead) == ["verification.answer"]
    assert not Obligation.objects.filter(kind="verification.release", subject_uid=lead.uid).exists()
    sheet = PushSheet.objects.get()
    assert (sheet.township_id, sheet.lead_count) == (county.township.pk, 1)
    told = [one.what for one in trail_of([lead], [], county["bureau"])]
    assert told[0].startswith("自主申报认户后推送到村")
    values = {"method": Method.HOME, "event_on": clock.today(), "post": county["cadre"]}
    verification.answer(lead=lead, verdict=Verdict.AT_RISK, reason="illness", **values)
    assert waits(county, "clerk", lead) == ["verification.confirm"]
    assert differences() == []


def test_where_the_county_wants_to_push_all_itself_it_waits_there(county, people, says):
    Parameter.objects.filter(code="release.declared").update(text="0")
    lead = joined(county, people, says)
    assert lead.state == "waiting"
    assert waits(county, "bureau", lead) == ["verification.release"]
    assert differences() == []


def test_a_call_about_a_household_that_waits_to_be_pushed_takes_it_along(county, people, says, one_lead):
    before = Lead.objects.get()
    assert before.state == "waiting"
    lead = joined(county, people, says)
    assert (lead, lead.state) == (before, "released")
    assert waits(county, "bureau", lead) == []
    (told,) = Obligation.objects.filter(kind="verification.answer", subject_uid=lead.uid, state="open")
    assert told.about.count("自主申报") == 1
    assert differences() == []
