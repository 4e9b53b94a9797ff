"""Duties in nobody's hands, those that slipped in a span of days, and those that came before a head."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import F, Min, Q

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import STANDING
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.enums import DutyState
from dixian.foundation.worklist.hands import holders
from dixian.foundation.worklist.heads import Head, posts_of_heads
from dixian.foundation.worklist.models import Escalation, Obligation
from dixian.foundation.worklist.querysets import ObligationQuerySet
from dixian.foundation.worklist.selectors import in_charge

PLACES = ("post_id", "unit_id", "area_id")


def unheld(post: Post) -> ObligationQuerySet:
    """What is open within the post's units and areas and no post holds; a household's own duty lies with who reaches it.

    Duties of one place and right lie in the same hands, so one of each is asked about.
    """
    placed = in_charge(post).exclude(post=None, unit=None, area=None)
    firsts = placed.order_by().values("capability", *PLACES).annotate(first=Min("id")).values("first")
    examples = Obligation.objects.filter(pk__in=firsts).select_related("unit", "area")
    # A leader's first page asks this: a few columns of some hundred rows, not all of them.
    duties = list(
        examples.only(
            "capability", "post_id", *(f"{of}__{name}" for of in ("unit", "area") for name in STANDING)
        )
    )
    held = holders(duties) if duties else {}
    missing: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for duty in duties:
        if not held[duty.pk]:
            named = next(name for name in PLACES if getattr(duty, name))
            missing[duty.capability, named].append(getattr(duty, named))
    wanted = Q(pk__in=())
    for (capability, named), places in missing.items():
        before = {f"{name}__isnull": True for name in PLACES[: PLACES.index(named)]}
        wanted |= Q(capability=capability, **{f"{named}__in": places}, **before)
    return placed.filter(wanted)


def slipped(post: Post, first: date, last: date) -> ObligationQuerySet:
    """What was due within these days, both included, in the post's reach, and was not done by its limit."""
    due = Obligation.objects.visible_to(post).filter(due_on__gte=first, due_on__lte=last)
    late = Q(state=DutyState.OPEN) | Q(state=DutyState.DONE, done_on__gt=F("due_on"))
    return due.filter(late)


def escalated_to(post: Post) -> ObligationQuerySet:
    """What is open and has come before this post, as `posts_of_heads` tells whom to notify."""
    steps = Escalation.objects.filter(unit=post.unit_id)
    named = steps.order_by().values_list("unit_id", "head_name", "head_title").distinct()
    told = posts_of_heads({Head(*head) for head in named}, clock.today())
    mine = [head.name for head, posts in told.items() if post.pk in posts]
    return in_charge(post).filter(pk__in=steps.filter(head_name__in=mine).values("obligation_id"))
