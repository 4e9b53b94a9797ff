"""Reads of the focus groups."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.jobs.api import Job, JobState, on_the_way
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.sums import Sum
from dixian.registry.focus.computing import computed
from dixian.registry.focus.criteria import lines
from dixian.registry.focus.enums import FocusGroup
from dixian.registry.focus.jobs import RENEW, SOME
from dixian.registry.focus.models import FocusMembership, Renewal

# Subscriptions of this room that name the households to be judged, and those that may concern all.
OF_SOME = ("after_facts", "after_moving")
OF_ALL = ("after_changes", "after_loading", "after_policy")


def memberships(post: Post) -> QuerySet[FocusMembership]:
    """Who is in a group now, of those the post reaches, with what a list shows."""
    found = FocusMembership.objects.visible_to(post).filter(valid_to=None)
    return found.select_related("household", "village__parent")


def in_focus() -> Any:
    """Ids of all households that are in a group now, for the rooms that look into them."""
    return FocusMembership.objects.filter(valid_to=None).order_by().values("household_id")


def groups_of(*, household: int, post: Post) -> list[FocusMembership]:
    """The groups a household is in now, in the order of the paper."""
    found = FocusMembership.objects.visible_to(post).filter(household_id=household, valid_to=None)
    return sorted(found, key=lambda one: FocusGroup.values.index(one.group))


def groups_on(*, household: int, day: date, post: Post) -> list[FocusMembership]:
    """The groups it was in on a day, in the order of the paper."""
    found = FocusMembership.objects.visible_to(post).filter(household_id=household, valid_from__lte=day)
    found = found.filter(Q(valid_to=None) | Q(valid_to__gt=day))
    return sorted(found, key=lambda one: FocusGroup.values.index(one.group))


def by_group(found: QuerySet[FocusMembership]) -> dict[str, int]:
    """Group -> how many of these; every group is named."""
    rows = found.select_related(None).order_by().values_list("group").annotate(n=Count("id"))
    return {**dict.fromkeys(FocusGroup.values, 0), **dict(rows)}


def households_in_focus(found: QuerySet[FocusMembership]) -> int:
    """How many households these memberships are of, each counted once."""
    return found.order_by().values("household_id").distinct().count()


def sums() -> list[Sum]:
    """Who is listed and who is found by judging everybody now.

    Nothing is compared before the day's judging of all; whoever is still to be judged is left out of both.
    """
    if _all_waiting():
        return []
    waiting = {
        home for name in OF_SOME for said in on_the_way(f"focus.{name}") for home in said["households"]
    }
    found = {key for key in computed(lines(clock.today())) if key[0] not in waiting}
    rows = FocusMembership.objects.filter(valid_to=None).values_list("household_id", "group")
    listed = {key for key in rows if key[0] not in waiting}
    return [
        Sum("该列入重点人群的户都已列入", len(found), len(listed & found)),
        Sum("列入重点人群的户都该列入", len(listed), len(listed & found)),
    ]


def _all_waiting() -> bool:
    at_work = Job.objects.filter(name__in=(RENEW, SOME), state__in=(JobState.QUEUED, JobState.RUNNING))
    whole = any(on_the_way(f"focus.{name}") for name in OF_ALL)
    return whole or at_work.exists() or not Renewal.objects.filter(day=clock.today()).exists()
