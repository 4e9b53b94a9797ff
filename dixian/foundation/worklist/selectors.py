"""What pages ask of the worklist."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from dixian.foundation.accounts.api import Post, visible
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import number
from dixian.foundation.worklist.enums import DutyState
from dixian.foundation.worklist.kinds import duty_kind
from dixian.foundation.worklist.models import Contact, Delivery, Escalation, Notice, Obligation
from dixian.foundation.worklist.querysets import ObligationQuerySet
from dixian.foundation.worklist.rules import Waiting


def warn_days(on: date | None = None) -> int:
    """From how many days before its limit a duty is amber (policy parameter `warn.days`)."""
    return int(number("warn.days", on or clock.today()))


def inbox(post: Post) -> ObligationQuerySet:
    """What this post holds (rule in `hands`), earliest limit first."""
    return Obligation.objects.for_hands_of(post).order_by("due_on", "id")


def in_charge(post: Post) -> ObligationQuerySet:
    """What is open within the post's units and areas, whoever holds it, earliest limit first."""
    return Obligation.objects.in_charge_of(post).order_by("due_on", "id")


def late(post: Post, *, on: date | None = None) -> ObligationQuerySet:
    """What is late within the post's units and areas, whoever holds it."""
    return in_charge(post).overdue(on or clock.today())


def done_by(post: Post) -> QuerySet[Obligation]:
    """What the post has done, latest first."""
    done = Obligation.objects.visible_to(post).filter(done_by=post, state=DutyState.DONE)
    return done.order_by("-id")


def duties_of(*, subject_uids: Sequence[UUID], post: Post) -> QuerySet[Obligation]:
    """All duties about these subjects, ended ones too, as far as the post reaches (for timelines)."""
    return Obligation.objects.visible_to(post).filter(subject_uid__in=subject_uids).order_by("due_on", "id")


def waiting_count(post: Post) -> int:
    """How much the post holds; for the frame, in one query."""
    return inbox(post).order_by().count()


def waiting_by_kind(*posts: Post) -> list[Waiting]:
    """What these posts hold together by kind of duty, each duty once, in one query."""
    held = reduce(or_, (Obligation.objects.for_hands_of(post) for post in posts))
    rows: Any = held.order_by().values("kind").annotate(**counts(clock.today(), warn_days()))
    return [
        Waiting(
            row["kind"],
            duty_kind(row["kind"]).title,
            row["waiting"],
            row["late"],
            row["soon"],
            row["earliest"],
        )
        for row in rows.order_by("kind")
    ]


def notices(user_id: int) -> QuerySet[Notice]:
    """A person's notices, latest first."""
    return Notice.objects.filter(user_id=user_id).select_related("post__unit").order_by("-id")


def unread_count(user_id: int) -> int:
    """How many notices a person has not read; 100 stands for more."""
    return Notice.objects.filter(user_id=user_id, read_at=None)[:100].count()


def escalations_of(duties: Sequence[Obligation], post: Post) -> dict[int, list[Escalation]]:
    """Duty id -> the steps it has been through, first first, as far as the post reaches."""
    rows = Escalation.objects.filter(obligation__in=[duty.id for duty in duties])
    found: dict[int, list[Escalation]] = {}
    for row in visible(rows, post).order_by("id"):
        found.setdefault(row.obligation_id, []).append(row)
    return found


def contact_of(user_id: int) -> Contact | None:
    """How a person wants to be reached; None where they have said nothing."""
    return Contact.objects.filter(user_id=user_id).first()


def deliveries(*, user_id: int | None = None, state: str = "") -> QuerySet[Delivery]:
    """What went out or is to go, latest first: of one person, or in one state. Counts and kinds only."""
    found = Delivery.objects.select_related("user").order_by("-id")
    if user_id is not None:
        found = found.filter(user_id=user_id)
    return found.filter(state=state) if state else found


def counts(today: date, days: int) -> dict[str, Count | Min]:
    """The columns of a Load."""
    soon = Q(due_on__gte=today, due_on__lte=today + timedelta(days=days))
    return {
        "waiting": Count("id"),
        "late": Count("id", filter=Q(due_on__lt=today)),
        "soon": Count("id", filter=soon),
        "earliest": Min("due_on"),
    }
