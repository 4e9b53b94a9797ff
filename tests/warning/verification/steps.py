"""Steps of the loop as tests take them: released, answered, confirmed, by the people of the small county."""

from typing import Any

from dixian.cli.checks import run_checks
from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import inbox
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method

REASON = {
    Verdict.NO_RISK: "reimbursed",
    Verdict.AT_RISK: "illness",
    Verdict.NEW_RISK: "illness",
    Verdict.DIFFICULTY: "medical",
    Verdict.GONE: "dead",
    Verdict.TRANSFER: "lives_elsewhere",
    Verdict.VERIFY: "amount",
}


def again(lead: Lead) -> Lead:
    return Lead.objects.select_related("household").get(pk=lead.pk)


def released(county: Any, lead: Lead) -> Lead:
    verification.release(lead_uids=[lead.uid], post=county["bureau"])
    return again(lead)


def given(county: Any, lead: Lead, verdict: Verdict, **changes: Any) -> Lead:
    """Answered by the village, with whatever the verdict asks for."""
    values: dict[str, Any] = {
        "reason": REASON.get(verdict, ""),
        "method": Method.HOME,
        "event_on": clock.today(),
    }
    values["post"] = county["cadre"]
    if verdict == Verdict.DIFFICULTY:
        values |= {"unit": county.insurance, "note": "门诊费用没有报销"}
    if verdict == Verdict.VERIFY:
        values["unit"] = county.insurance
    if verdict == Verdict.TRANSFER:
        values["to_village"] = county.second
    verification.answer(lead=again(lead), verdict=verdict, **{**values, **changes})
    drain()
    return again(lead)


def confirmed(county: Any, lead: Lead, verdict: Verdict, **changes: Any) -> Lead:
    """Answered so, and confirmed by the township."""
    given(county, lead, verdict, **changes)
    verification.confirm(lead=again(lead), post=county["clerk"])
    drain()
    return again(lead)


def waits(county: Any, post: str, lead: Lead) -> list[str]:
    """The kinds of duties about the lead in a post's hands."""
    return list(inbox(county[post]).filter(subject_uid=lead.uid).values_list("kind", flat=True))


def differences() -> list[str]:
    return [one.name for one in run_checks() if one.difference]
