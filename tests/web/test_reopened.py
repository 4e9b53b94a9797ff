"""A lead that is the village's again says why, whoever gave it back; and the bureau's second look stands among its steps."""

import pytest

from dixian.commons.leads.api import Lead
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method, Word
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


def confirmed(county, verdict, reason, **more):
    """张三's lead, answered so and confirmed."""
    with acting(SYSTEM), writing():
        verification.release(lead_uids=[county.lead.uid], post=county["bureau"])
        verification.answer(
            lead=Lead.objects.get(pk=county.lead.pk), verdict=verdict, reason=reason, method=Method.HOME,
            event_on=clock.today(), post=county["cadre"], **more,
        )  # fmt: skip
        verification.confirm(lead=Lead.objects.get(pk=county.lead.pk), post=county["clerk"])
        drain()
    return f"/leads/{county.lead.uid}/"


def page(as_post, at):
    return as_post("cadre").get(at).content.decode()


def test_reopened_by_the_bureau_it_says_so_above_the_form_and_among_the_steps(county, as_post):
    at = confirmed(county, "no_risk", "reimbursed")
    examine = f"/samples/{county.sample.uid}/examine/"
    as_post("bureau").post(examine, {"verb": "reopened", "reason": "医药费没有报销"})
    told = page(as_post, at)
    assert "<b>退回补充核实：</b>县局抽查：医药费没有报销" in told
    assert "县局抽查，退回重新核实：医药费没有报销" in told


def test_agreed_with_it_says_so_among_the_steps(county, as_post):
    at = confirmed(county, "no_risk", "reimbursed")
    as_post("bureau").post(f"/samples/{county.sample.uid}/examine/", {"verb": "agreed"})
    assert "县局抽查：认可" in page(as_post, at)


def test_handed_back_by_a_unit_it_says_what_the_unit_said(county, as_post):
    at = confirmed(county, "difficulty", "medical", unit=county.insurance, note="门诊费用")
    with acting(SYSTEM), writing():
        lead = Lead.objects.get(pk=county.lead.pk)
        verification.reply(lead=lead, word=Word.NOT_OURS, text="归民政办理", post=county["insurer"])
    told = page(as_post, at)
    assert "<b>退回补充核实：</b>" in told
    assert "归民政办理" in told.split("退回补充核实：")[1].split("</div>")[0]


def test_returned_by_the_township_it_names_who(county, as_post):
    with acting(SYSTEM), writing():
        verification.release(lead_uids=[county.lead.uid], post=county["bureau"])
        verification.answer(
            lead=Lead.objects.get(pk=county.lead.pk), verdict="no_risk", reason="reimbursed",
            method=Method.HOME, event_on=clock.today(), post=county["cadre"],
        )  # fmt: skip
        lead = Lead.objects.get(pk=county.lead.pk)
        verification.send_back(lead=lead, reason="补充报销情况", post=county["clerk"])
    assert '补充报销情况<br><span class="muted">某clerk，' in page(as_post, f"/leads/{county.lead.uid}/")
