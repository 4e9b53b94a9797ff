"""Reads of verification."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from dixian.commons.leads.api import Lead, LeadSource, leads, sources_of_leads
from dixian.commons.leads.enums import TO_ANSWER, LeadState, Verdict
from dixian.foundation.accounts.api import Post
from dixian.foundation.worklist.api import Obligation
from dixian.warning.verification.duties import DUTY_IN
from dixian.warning.verification.models import Answer, Assignment, PushSheet


@dataclass(frozen=True)
class Basis:
    """What an answer was about, and the warnings it knew nothing of; each oldest first."""

    known: list[LeadSource] = field(default_factory=list)
    newer: list[LeadSource] = field(default_factory=list)


def answers_of(lead: Lead, post: Post) -> list[Answer]:
    """All answers to a lead with their reviews, newest first."""
    return answers_of_leads([lead], post)


def answers_of_leads(leads: Sequence[Lead], post: Post) -> list[Answer]:
    """The same of several leads, in one query."""
    found = Answer.objects.visible_to(post).filter(lead__in=[lead.pk for lead in leads])
    return list(
        found.select_related(
            "answered_by",
            "post__unit",
            "review__reviewed_by",
            "on_behalf__for_post__user",
            "on_behalf__confirmed_by",
            "on_behalf__sheet",
        )
        .prefetch_related("photos")
        .order_by("-id")
    )


def latest_answers(leads: Sequence[Lead], post: Post) -> dict[int, Answer]:
    """Lead id -> its latest answer, in one query."""
    found = Answer.objects.visible_to(post).filter(lead__in=leads).select_related("answered_by", "on_behalf")
    return {one.lead_id: one for one in found.order_by("id")}


def assignments_of(leads: Sequence[Lead], post: Post) -> list[Assignment]:
    """What was pushed of these leads, in one query; the village may know it, though the sheet is the township's."""
    return list(Assignment.objects.visible_to(post).filter(lead__in=[lead.pk for lead in leads]))


def own_answers(post: Post) -> int:
    """How many leads wait for a confirmation that the acting person can't give: the answer is their own."""
    waiting = leads(post).filter(state=LeadState.ANSWERED)
    return waiting.annotate(by=_latest_by()).filter(by=post.acting_person.pk).count()


def by_others(waiting: QuerySet[Lead], post: Post) -> QuerySet[Lead]:
    """Of answered leads those the acting person can decide: the latest answer is somebody else's."""
    return waiting.annotate(by=_latest_by()).exclude(by=post.acting_person.pk)


def _latest_by() -> Subquery:
    return Subquery(Answer.objects.filter(lead=OuterRef("pk")).order_by("-id").values("answered_by")[:1])


def to_answer(post: Post) -> QuerySet[Lead]:
    """The leads that wait for the village's answer and are not in the hands of somebody else by name."""
    others = Obligation.objects.filter(
        kind=DUTY_IN[LeadState.RELEASED].code, state="open", post__isnull=False
    )
    theirs = others.filter(subject_uid=OuterRef("uid")).exclude(post=post.pk)
    return leads(post).filter(~Exists(theirs), state__in=TO_ANSWER)


def why_back(lead: Lead) -> Obligation | None:
    """The open duty to answer a lead, which says why it is the village's again: sent back, reopened, handed back, not taken."""
    duties = Obligation.objects.filter(kind=DUTY_IN[LeadState.RETURNED].code, state="open")
    return duties.filter(subject_uid=lead.uid).first()


def sheets(post: Post) -> QuerySet[PushSheet]:
    """The push sheets a post reaches, with township and receipt."""
    return PushSheet.objects.visible_to(post).select_related("township", "receipt__received_by")


SHEET = re.compile(r"(?:推送单)?[〔\[(（【](\d{4})[〕\])）】]0*(\d{1,6})号?")


def sheet_called(text: str, post: Post) -> PushSheet | None:
    """The push sheet of this number (`推送单〔2026〕23号`), where the post reaches it."""
    found = SHEET.fullmatch("".join(text.split()))
    return sheets(post).filter(year=found[1], sequence=found[2]).first() if found else None


def unseen_sources(given: Answer) -> QuerySet[LeadSource]:
    """Sources that joined the lead after this answer was given, and have no answer of their own."""
    found = LeadSource.objects.filter(lead=given.lead_id, answered_on__isnull=True)
    if given.known_source_id is None:
        # An answer from before this was kept.
        return found.filter(made_at__gt=given.made_at)
    return found.filter(id__gt=given.known_source_id)


def bases_of(leads: Sequence[Lead], given: Mapping[int, Answer], post: Post) -> dict[int, Basis]:
    """Lead id -> what its answer was about, of a page of leads in one query."""
    found = {lead.pk: Basis() for lead in leads}
    for source in sources_of_leads(leads, post):
        answer, basis = given.get(source.lead_id), found[source.lead_id]
        (basis.newer if answer and came_after(source, answer) else basis.known).append(source)
    return found


def came_after(source: LeadSource, given: Answer) -> bool:
    """Whether it is one of `unseen_sources`, of what is at hand."""
    if source.answered_on is not None:
        return False
    if given.known_source_id is None:
        return source.made_at > given.made_at
    return source.pk > given.known_source_id


def found_at_risk(post: Post, first: date, last: date) -> Any:
    """The leads a post reaches whose risk was confirmed within these days, both included."""
    confirmed = Answer.objects.visible_to(post).filter(
        verdict=Verdict.AT_RISK, review__confirmed=True, review__on__gte=first, review__on__lte=last
    )
    return leads(post).filter(pk__in=confirmed.values("lead"))


def without_duty(post: Post) -> Any:
    """The leads a post reaches that are in the loop with no open duty about them: nobody would be reminded of these."""
    duty = Obligation.objects.filter(subject_uid=OuterRef("uid"), state="open")
    return leads(post).filter(~Exists(duty), state__in=list(DUTY_IN))
