"""The bureau records on the lead how the identification ended, and everybody sees it."""

from collections.abc import Callable
from typing import Any

import pytest

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM
from tests.web.doors import wrong_doors

pytestmark = pytest.mark.django_db(transaction=True)
PAPER = "县领导小组〔2026〕12号"


@pytest.fixture
def at(county: Any) -> str:
    """The address of the lead, which is at risk."""

    def lead() -> Lead:
        return Lead.objects.select_related("household").get(pk=county.lead.pk)

    with acting(SYSTEM), writing():
        verification.release(lead_uids=[county.lead.uid], post=county["bureau"])
        given = {"verdict": Verdict.AT_RISK, "reason": "illness", "method": Method.HOME}
        verification.answer(lead=lead(), event_on=clock.today(), post=county["cadre"], **given)
        verification.confirm(lead=lead(), post=county["clerk"])
        drain()
    return f"/leads/{county.lead.uid}/"


def sent(client: FormClient, at: str, **changes: Any) -> Any:
    ended = {"outcome": "monitored", "on": str(clock.today()), "paper": PAPER}
    return client.fill_in(at, f"{at}identify/", {**ended, **changes})


def test_the_duty_opens_a_form_that_ends_it_and_the_lead_says_how(
    county: Any, as_post: Callable[[str], FormClient], at: str
) -> None:
    bureau = as_post("bureau")
    assert at in bureau.get("/?kind=verification.identify").content.decode()
    assert sent(bureau, at)["Location"] == at
    for who in ("bureau", "cadre", "insurer"):
        page = as_post(who).get(at).content.decode()
        assert f"识别按纸质程序办结：纳入监测，{PAPER}" in page, who
        assert "登记识别结果" not in page
    assert at not in bureau.get("/?kind=verification.identify").content.decode().split("<main", 1)[1]


def test_nobody_else_has_the_form(county, as_post, at):
    for who in ("cadre", "clerk", "insurer", "leader"):
        assert "登记识别结果" not in as_post(who).get(at).content.decode()


def test_a_number_of_somebody_is_no_paper_and_an_outcome_is_chosen(county, as_post, at):
    bureau = as_post("bureau")
    assert sent(bureau, at, paper="身份证231226197001011234").status_code == 409
    assert sent(bureau, at, outcome="").status_code == 409
    assert sent(bureau, at, on="昨天").status_code == 409


def test_the_loop_the_list_and_the_results_tell_the_outcome(county, as_post, at):
    bureau = as_post("bureau")
    sent(bureau, at)
    assert wrong_doors(bureau, "/loop/") == []
    found = bureau.get("/leads/?outcome=monitored").content.decode()
    assert at in found and "识别结果为纳入监测的" in found
    assert at not in bureau.get("/leads/?outcome=left_out").content.decode()
    told = as_post("insurer").get(f"/results/{county.batch.uid}/").content.decode()
    assert f"识别结果：纳入监测（{PAPER}）" in told
