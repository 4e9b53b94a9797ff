"""Raise leads, and move them from state to state; set-based."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dixian.commons.leads.enums import LeadState, Verdict
from dixian.commons.leads.facts import UNFOUNDED, tell_unfounded, tell_warned
from dixian.commons.leads.models import Lead, LeadMove, LeadSource
from dixian.commons.leads.states import LEAD
from dixian.commons.leads.topics import AnsweredAtOnce, SourcesJoined
from dixian.foundation.areas.api import Area
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.facts.api import NewFact

PIECE = 500
# What a department sent, as against what people found themselves.
ALERT = "alert"


@dataclass(frozen=True, kw_only=True)
class NewSource:
    """One reason to look at a household. `opened_on` is the day the trouble was reported (event date)."""

    kind: str
    source_uid: UUID
    group_uid: UUID
    unit: int
    household: int
    village: int
    township: int
    sentence: str
    opened_on: date


@dataclass(frozen=True)
class Raised:
    """lead_of: source uid -> lead id; new: the leads that did not exist before."""

    lead_of: dict[UUID, int]
    new: list[Lead]


@transaction.atomic
def raise_leads(sources: Sequence[NewSource], *, beside: Sequence[NewFact] = ()) -> Raised:
    """Give each source to exactly one lead: its household's open one, or a new one.

    A source that joins a lead at risk is answered at once with the verdict that stands; one that joins
    an answered lead waits for the township's own word on it. Idempotent by (kind, source uid). Two
    transactions that raise the same household meet at the constraint; the later joins the earlier's
    lead. Joined leads stay locked, so that none is ended before its new source is seen.
    beside: facts that came with the sources, posted together with what the leads tell.
    """
    known = _known(sources)
    fresh = [source for source in sources if source.source_uid not in known]
    first = {source.household: source for source in reversed(fresh)}
    before = _open_leads(list(first))
    Lead.objects.bulk_create(
        [
            Lead(
                household_id=source.household,
                village_id=source.village,
                township_id=source.township,
                opened_on=source.opened_on,
            )
            for household, source in first.items()
            if household not in before
        ],
        batch_size=PIECE,
        ignore_conflicts=True,
    )
    standing = _open_leads(list(first))
    rows = [_row(source, standing[source.household]) for source in fresh]
    warned = {lead.pk for lead in _warned(list(before.values()))}
    LeadSource.objects.bulk_create(rows, batch_size=PIECE)
    answered = sorted({str(row.group_uid) for row in rows if row.answered_on})
    if answered:
        publish(AnsweredAtOnce(groups=answered))
    joined = [str(row.source_uid) for row in rows if row.household_id in before]
    if joined:
        publish(SourcesJoined(sources=joined))
    lead_of = {**known, **{source.source_uid: standing[source.household].pk for source in fresh}}
    new = [lead for household, lead in standing.items() if household not in before]
    # Of what a visit found nobody has been warned yet.
    alerted = {row.lead_id for row in rows if row.kind == ALERT} - warned
    tell_warned([lead for lead in standing.values() if lead.pk in alerted], beside=beside)
    return Raised(lead_of, new)


def move(*, leads: Sequence[Lead], verb: str, **changes: Any) -> None:
    """Put leads into the state after `verb`, with further `changes`, all or none.

    Raises Refusal where one of them is not in a state that allows it, or was moved meanwhile.
    """
    sources = {lead.state for lead in leads}
    target = [LEAD.target(verb, state) for state in sources]
    if not target:
        raise Refusal("没有选中线索", "先勾选要办理的线索")
    with transaction.atomic(), beyond_scope():
        _open_leads([lead.household_id for lead in leads])
        moved = 0
        for start in range(0, len(leads), PIECE):
            some = Lead.objects.filter(
                pk__in=[lead.pk for lead in leads[start : start + PIECE]], state__in=sources
            )
            moved += some.update(state=target[0], version=F("version") + 1, **changes)
        if moved != len(leads):
            raise Refusal("有线索刚被别人办理过", "刷新页面后再办")
        if target[0] == LeadState.CLOSED:
            unfounded = [lead for lead in leads if changes.get("verdict", lead.verdict) in UNFOUNDED]
            tell_unfounded(_warned(unfounded), on=clock.today())
        elif verb == "reopen":
            tell_warned(_warned(leads), since=clock.today())


def answer_sources(*, lead: Lead, verdict: str, on: date) -> None:
    """Give every source of an ended lead its answer."""
    with beyond_scope():
        LeadSource.objects.filter(lead=lead, answered_on__isnull=True).update(
            answer=verdict, answered_on=on, version=F("version") + 1
        )


def withdraw_answers(*, lead: Lead) -> None:
    """A lead goes back to the village: what its sources were told with it no longer stands, the department's own word does."""
    with beyond_scope():
        told = LeadSource.objects.filter(lead=lead, answered_on__isnull=False)
        told.exclude(answer=Verdict.MISTAKEN).update(answer="", answered_on=None, version=F("version") + 1)


def take_back_warnings(*, lead: Lead, unit_id: int, on: date) -> list[UUID]:
    """A unit has said that its data were wrong: what it warned of is answered so. Returns the groups it came in."""
    with beyond_scope():
        wrong = LeadSource.objects.filter(lead=lead, unit_id=unit_id, answered_on__isnull=True)
        groups = sorted(set(wrong.values_list("group_uid", flat=True)))
        wrong.update(answer=Verdict.MISTAKEN, answered_on=on, version=F("version") + 1)
    return groups


def tell(*, groups: Sequence[UUID]) -> None:
    """Sources of these groups have got an answer before their lead has ended: whoever sent them is to know."""
    if groups:
        publish(AnsweredAtOnce(groups=[str(one) for one in groups]))


def owes_answers(*, lead: Lead) -> bool:
    """Whether a source of the lead waits for its answer; locks the lead, so that none joins unseen."""
    with beyond_scope():
        _open_leads([lead.household_id])
        return LeadSource.objects.filter(lead=lead, answered_on__isnull=True).exists()


def go_to(*, lead: Lead, village: Area) -> None:
    """The lead is another village's from now on, with a line that says so; its household stays where it is registered."""
    with beyond_scope():
        if lead.village_id != village.pk:
            LeadMove.objects.create(
                lead=lead,
                household_id=lead.household_id,
                village=village,
                left_id=lead.village_id,
                on=clock.today(),
                moved=False,
            )
        Lead.objects.filter(pk=lead.pk).update(
            village=village, township_id=village.parent_id, version=F("version") + 1
        )
        LeadSource.objects.filter(lead=lead).update(village=village, version=F("version") + 1)


def _row(source: NewSource, lead: Lead) -> LeadSource:
    at_risk = lead.state == LeadState.AT_RISK
    return LeadSource(
        lead=lead,
        household_id=source.household,
        village_id=source.village,
        unit_id=source.unit,
        kind=source.kind,
        source_uid=source.source_uid,
        group_uid=source.group_uid,
        sentence=source.sentence,
        answer=lead.verdict if at_risk else "",
        answered_on=clock.today() if at_risk else None,
    )


def _warned(leads: Sequence[Lead]) -> list[Lead]:
    """Those of the leads that a department has warned of."""
    found: set[int] = set()
    for start in range(0, len(leads), PIECE):
        some = LeadSource.objects.filter(
            lead__in=[one.pk for one in leads[start : start + PIECE]], kind=ALERT
        )
        found.update(some.values_list("lead_id", flat=True))
    return [lead for lead in leads if lead.pk in found]


def _known(sources: Sequence[NewSource]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for start in range(0, len(sources), PIECE):
        some = [source.source_uid for source in sources[start : start + PIECE]]
        found.update(LeadSource.objects.filter(source_uid__in=some).values_list("source_uid", "lead_id"))
    return found


def _open_leads(households: Sequence[int]) -> dict[int, Lead]:
    """Household -> its open lead, locked; in one order everywhere, so that nobody waits in a circle."""
    found: dict[int, Lead] = {}
    ordered = sorted(households)
    for start in range(0, len(ordered), PIECE):
        some = Lead.objects.select_for_update().exclude(state=LeadState.CLOSED)
        some = some.filter(household_id__in=ordered[start : start + PIECE]).order_by("household_id")
        found.update({lead.household_id: lead for lead in some})
    return found
