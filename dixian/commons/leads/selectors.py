"""Reads of leads, and their sums."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from dixian.commons.leads.enums import OPEN_STATES, LeadState, Verdict
from dixian.commons.leads.groups import sum_by_unit
from dixian.commons.leads.models import Lead, LeadMove, LeadQuerySet, LeadSource
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.sums import Sum

# What SQLite takes in one list, with room.
PIECE = 500
ALSO = "；另有："


def leads(post: Post) -> LeadQuerySet:
    """The leads a post reaches, with what a list shows."""
    return Lead.objects.visible_to(post).select_related("household", "village", "township")


def by_state(post: Post, of: LeadQuerySet | None = None) -> dict[str, int]:
    """State -> how many the post reaches (of these, where given); every state is named."""
    found = Lead.objects.visible_to(post) if of is None else of.select_related(None)
    rows = found.values_list("state").annotate(n=Count("id")).order_by()
    return {**dict.fromkeys(LeadState.values, 0), **dict(rows)}


def sources_of(lead: Lead, post: Post) -> list[LeadSource]:
    """Why the household is under question, oldest first."""
    return sources_of_leads([lead], post)


def sources_of_leads(leads: Sequence[Lead], post: Post) -> list[LeadSource]:
    """The same of several leads, in one query; what is other units' business is left out."""
    found = LeadSource.objects.visible_to(post).filter(lead__in=[lead.pk for lead in leads])
    return list(found.select_related("unit").order_by("id"))


def sentences_of(
    leads: Sequence[Lead], post: Post | None, *, until: datetime | None = None
) -> dict[int, str]:
    """Lead id -> the sentence of its latest source, as far as `post` may know it; None for the system itself.

    until: of those that were there at that moment.
    """
    found: dict[int, str] = {}
    ids = [lead.pk for lead in leads]
    for start in range(0, len(ids), PIECE):
        rows = LeadSource.objects.all() if post is None else LeadSource.objects.visible_to(post)
        rows = rows.filter(lead_id__in=ids[start : start + PIECE]).order_by("id")
        if until is not None:
            rows = rows.filter(made_at__lte=until)
        found.update(rows.values_list("lead_id", "sentence"))
    return found


def causes_of(leads: Sequence[Lead]) -> dict[int, str]:
    """Lead id -> the sentences of its sources that wait for an answer, latest first, for the duty of whoever looks."""
    found: dict[int, list[str]] = defaultdict(list)
    ids = [lead.pk for lead in leads]
    for start in range(0, len(ids), PIECE):
        waiting = LeadSource.objects.filter(
            lead_id__in=ids[start : start + PIECE], answered_on__isnull=True
        ).order_by("-id")
        for lead_id, sentence in waiting.values_list("lead_id", "sentence"):
            found[lead_id].append(sentence)
    return {lead_id: ALSO.join(sentences) for lead_id, sentences in found.items()}


def waiting_sources(source_uids: Sequence[UUID]) -> list[LeadSource]:
    """Sources by what they came from, that have no answer yet, with their leads, oldest first; for the system itself."""
    found: list[LeadSource] = []
    for start in range(0, len(source_uids), PIECE):
        some = LeadSource.objects.filter(source_uid__in=source_uids[start : start + PIECE])
        found += some.filter(answered_on__isnull=True).select_related("lead").order_by("id")
    return found


def moves_of(leads: Sequence[Lead], post: Post) -> list[LeadMove]:
    """The villages leads have gone through with their household, latest first."""
    found = LeadMove.objects.visible_to(post).filter(lead__in=leads)
    return list(found.select_related("village__parent", "left__parent").order_by("-id"))


def leads_of_sources(source_uids: Sequence[UUID], post: Post) -> dict[UUID, UUID]:
    """Uid of what was warned of -> uid of its lead, of those the post reaches."""
    found = Lead.objects.visible_to(post).filter(sources__source_uid__in=source_uids)
    return dict(found.values_list("sources__source_uid", "uid"))


def answered_sources(*, group_uids: Sequence[UUID], post: Post) -> QuerySet[LeadSource]:
    """The sources of some batches, for the results of whoever sent them."""
    found = LeadSource.objects.visible_to(post).filter(group_uid__in=group_uids)
    return found.select_related("household", "village", "lead").order_by("id")


def sums() -> list[Sum]:
    """The equations of this room."""
    states = dict(Lead.objects.values_list("state").annotate(n=Count("id")).order_by())
    ended = LeadSource.objects.filter(lead__state__in=(LeadState.CLOSED, LeadState.AT_RISK))
    return [
        Sum(
            "线索数 = 各状态线索数之和", Lead.objects.count(), sum(states.get(s, 0) for s in LeadState.values)
        ),
        Sum(
            "未办结线索都至少有一个来源",
            Lead.objects.filter(state__in=OPEN_STATES).count(),
            Lead.objects.filter(state__in=OPEN_STATES, sources__isnull=False).distinct().count(),
        ),
        Sum(
            "已办结、待识别线索的来源都有答复",
            ended.count(),
            ended.filter(answered_on__isnull=False)
            .filter(Q(answer=F("lead__verdict")) | Q(answer=Verdict.MISTAKEN))
            .count(),
        ),
        Sum(
            "没有结论的线索，来源都没有村里的答复",
            LeadSource.objects.filter(lead__state__in=OPEN_STATES).count(),
            LeadSource.objects.filter(lead__state__in=OPEN_STATES)
            .filter(Q(answered_on__isnull=True) | Q(answer=Verdict.MISTAKEN))
            .count(),
        ),
        sum_by_unit(),
    ]
