"""The columns of the lists of visits, and of the households of a sweep."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html

from dixian.foundation.accounts.api import Post
from dixian.warning.visits import api as visits
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.shell.templatetags.dixian import day

COLOURS = {
    "fine": "green",
    "phoned": "green",
    "found": "red",
    "absent": "amber",
    "refused": "amber",
    "open": "grey",
    "missed": "red",
    "gone": "grey",
}


def state_of(one: visits.Stop) -> Any:
    """The state as a word in its colour."""
    return format_html('<span class="tag tag-{}">{}</span>', COLOURS[one.state], one.get_state_display())


def _counted(records: Sequence[visits.Visit], _post: Post) -> Sequence[visits.Visit]:
    """What each has done with and found, in two queries for all."""
    ids = [one.pk for one in records]
    done: dict[int, list[str]] = {}
    for pk, title in (
        visits.Discharged.objects.filter(visit__in=ids).order_by("id").values_list("visit_id", "title")
    ):
        done.setdefault(pk, []).append(title)
    rows = visits.Finding.objects.filter(visit__in=ids).order_by().values_list("visit_id")
    found = dict(rows.annotate(n=Count("id")))
    for one in records:
        one.done, one.found = "、".join(done.get(one.pk, [])), found.get(one.pk, 0)  # type: ignore[attr-defined]
    return records


VISITS = Listing(
    "visits",
    "走访",
    newest_first=True,
    rows_of=_counted,
    uids_of=lambda one: one.household.uid,
    columns=(
        Column(
            "household",
            "户主",
            lambda one: one.household.head_name,
            lambda one: link(reverse("visit", args=[one.uid]), one.household.head_name),
            kept=True,
        ),
        Column(
            "village", "村", lambda one: f"{one.village.parent.name}{one.village.name}", sort="village__code"
        ),
        Column("on", "走访日期", lambda one: day(one.on), sort="on"),
        Column("method", "方式", lambda one: one.get_method_display()),
        Column("outcome", "见到没有", lambda one: one.get_outcome_display()),
        Column("found", "发现", lambda one: one.found or "", number=True),
        Column("done", "办结的待办", lambda one: one.done),
        Column("by", "走访人", lambda one: one.by.name),
        Column("together", "批量登记", lambda one: "是" if one.together else "", extra=True),
    ),
)


def _whose(one: visits.Stop) -> str:
    post = one.beat.post
    return post.user.name if post else "村里共同负责"


STOPS = Listing(
    "stops",
    "排查的户",
    uids_of=lambda one: one.household.uid,
    columns=(
        Column(
            "household",
            "户主",
            lambda one: one.household.head_name,
            lambda one: link(reverse("household", args=[one.household.uid]), one.household.head_name),
            kept=True,
        ),
        Column("township", "乡镇", lambda one: one.village.parent.name),
        Column("village", "村", lambda one: one.village.name, sort="village__code"),
        Column("group", "屯", lambda one: one.group_name),
        Column("whose", "责任人", _whose),
        Column("state", "状态", lambda one: one.get_state_display(), state_of),
        Column(
            "on",
            "走访日期",
            lambda one: day(one.visit.on) if one.visit else "",
            lambda one: link(reverse("visit", args=[one.visit.uid]), day(one.visit.on)) if one.visit else "",
        ),
        Column("by", "走访人", lambda one: one.visit.by.name if one.visit else ""),
        Column("again", "须再走访", lambda one: one.again),
        Column("joined", "列入日期", lambda one: day(one.joined_on), extra=True),
    ),
)
