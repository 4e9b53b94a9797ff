"""What was lost or forged is a difference of `dixian check`."""

from uuid import uuid4

import pytest

from dixian.cli.checks import run_checks
from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import Obligation
from dixian.warning.submissions.models import Submission
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method
from dixian.warning.verification.models import PushSheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(county, lead):
    """A lead that went through the loop, whose department has its result to look at."""
    verification.release(lead_uids=[lead.uid], post=county["bureau"])
    verification.answer(
        lead=Lead.objects.get(pk=lead.pk),
        verdict=Verdict.NO_RISK,
        reason="reimbursed",
        method=Method.HOME,
        event_on=clock.today(),
        post=county["cadre"],
    )
    verification.confirm(lead=Lead.objects.get(pk=lead.pk), post=county["clerk"])
    drain()
    assert differences() == []


def differences() -> list[str]:
    return [one.name for one in run_checks() if one.difference]


def test_a_result_nobody_is_told_of_is_a_difference(ended):
    Obligation.objects.filter(kind="verification.result").update(subject_uid=uuid4())
    assert differences() == ["有答复的文件都有过“查看核实结果”待办，或正在登记"]


def test_a_month_that_lost_its_day_is_a_difference(ended):
    Submission.objects.update(submitted_on=None)
    assert differences() == ["计为已报的月份 = 有已提交文件的月份 + 零报告"]


def test_a_sheet_that_claims_leads_it_has_not_is_a_difference(county, ended):
    PushSheet.objects.create(
        year=2020, sequence=1, township=county.township, issued_on=clock.today(), lead_count=3
    )
    assert "推送单上写的线索数 = 推送到村的线索数" in differences()
