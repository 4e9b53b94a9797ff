"""What a visit finds becomes sources of the household's lead; nothing else changes by itself."""

from collections.abc import Sequence

from dixian.commons.leads.api import Lead, NewSource, raise_leads
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.forms.api import Said
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.policy.api import labels
from dixian.warning.alerts.topics import LeadsRaised
from dixian.warning.verification.api import REASONS
from dixian.warning.visits.models import Finding, Visit

SOURCE = "visit"
# Concluded so, a household nobody has warned of goes to the township at once; it was looked at already.
REPORTED = (Verdict.AT_RISK, Verdict.NEW_RISK, Verdict.DIFFICULTY)
LONGEST = 300


def sentences(said: Sequence[Said], verdict: str, reason: str, note: str) -> list[str]:
    """What is found, a sentence each: every answer that must be looked into, and what the visitor concludes.

    The open question behind an answer goes along with it.
    """
    words = {one.question.code: one for one in said}
    found = []
    for one in said:
        if one.option is None or not one.option.raises:
            continue
        after = [
            told.text for told in words.values()
            if told.question.after == one.question.code and one.option.code in told.question.of
        ]  # fmt: skip
        found.append(f"{one.question.title}：{'，'.join([one.text, *after])}")
    if verdict in REPORTED:
        named = labels(REASONS[Verdict(verdict)]).get(reason, reason)
        found.append("，".join(filter(None, [f"{Verdict(verdict).label}（{named}）", note])))
    return found


def raise_findings(made: Visit, told: Sequence[str], *, announced: bool) -> Lead | None:
    """Each sentence is a source of the household's lead; the lead, None where nothing was found.

    announced: a new lead waits at the push desk; otherwise the caller takes it on from here.
    """
    if not told:
        return None
    findings = [
        Finding(
            uid=new_uid(),
            visit=made,
            household_id=made.household_id,
            village_id=made.village_id,
            sentence=text,
        )
        for text in (f"走访发现：{one}"[:LONGEST] for one in told)
    ]
    # The household's lead may lie in another village by now; whoever visits need not reach it.
    with beyond_scope():
        raised = raise_leads([_source(one, made) for one in findings])
        lead = Lead.objects.select_related("household").get(pk=next(iter(raised.lead_of.values())))
    for one in findings:
        one.lead_id = lead.pk
    Finding.objects.bulk_create(findings)
    if announced and raised.new:
        publish(LeadsRaised(lead_ids=[one.pk for one in raised.new]))
    return lead


def lead_of(household: int) -> Lead | None:
    """The open lead of a household."""
    with beyond_scope():
        found = Lead.objects.filter(household=household).exclude(state=LeadState.CLOSED)
        return found.select_related("household").first()


def _source(one: Finding, made: Visit) -> NewSource:
    return NewSource(
        kind=SOURCE,
        source_uid=one.uid,
        group_uid=made.uid,
        unit=made.post.unit_id,
        household=made.household_id,
        village=made.village_id,
        township=made.village.parent_id or made.village_id,
        sentence=one.sentence,
        opened_on=made.on,
    )
