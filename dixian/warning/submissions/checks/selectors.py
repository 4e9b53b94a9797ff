"""Reads of register checks, and their sums."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.jobs.api import Job, JobState, on_the_way
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation
from dixian.warning.submissions.checks.duties import CHECK
from dixian.warning.submissions.checks.handlers import AFTER_COMMIT, JOB
from dixian.warning.submissions.checks.raising import to_hand_on
from dixian.warning.submissions.enums import BatchState, CheckState
from dixian.warning.submissions.models import CheckSource, RegisterCheck, Row


def checks(post: Post) -> QuerySet[RegisterCheck]:
    """The checks a post reaches, with what a list shows."""
    return RegisterCheck.objects.visible_to(post).select_related("area", "township", "closed_by")


def checks_by_state(post: Post) -> dict[str, int]:
    """State -> how many the post reaches; every state is named."""
    rows = RegisterCheck.objects.visible_to(post).values_list("state").annotate(n=Count("id")).order_by()
    return {**dict.fromkeys(CheckState.values, 0), **dict(rows)}


def sources_of(checks: Sequence[RegisterCheck], post: Post) -> list[CheckSource]:
    """What units have written of these persons, latest first."""
    found = CheckSource.objects.visible_to(post).filter(check_of__in=[one.pk for one in checks])
    return list(found.select_related("unit").order_by("-id"))


def being_handed_on() -> set[int]:
    """The batches some of whose strangers may have no check yet, because somebody is at work on them or will be."""
    live = Job.objects.filter(name=JOB, state__in=(JobState.QUEUED, JobState.RUNNING))
    announced = on_the_way(AFTER_COMMIT)
    return {one["batch_id"] for one in (*live.values_list("arguments", flat=True), *announced)}


def check_sums() -> list[Sum]:
    """Every stranger with an address in the county is part of one check; each check is open with a duty, or ended."""
    named = Row.objects.filter(batch__state=BatchState.COMMITTED, area__isnull=False)
    sources = CheckSource.objects.filter(row__batch__state=BatchState.COMMITTED)
    before = named.filter(check_source__isnull=True, settled_on__isnull=False)
    on_the_way_ = to_hand_on().filter(batch__in=being_handed_on())
    states: dict[Any, int] = dict(
        RegisterCheck.objects.values_list("state").annotate(n=Count("id")).order_by()
    )
    open_ones = RegisterCheck.objects.filter(state=CheckState.OPEN)
    ended = sources.filter(check_of__state=CheckState.CLOSED)
    return [
        Sum(
            "地址在本县的不在册行 = 已转乡镇核对 + 转交前已处理 + 正在转交",
            named.count(),
            sources.count() + before.count() + on_the_way_.count(),
        ),
        Sum(
            "转乡镇核对的人 = 待核对 + 已提请登记 + 已办结",
            CheckSource.objects.values("check_of").distinct().count(),
            sum(states.values()),
        ),
        Sum(
            "待核对的都有待办",
            open_ones.count(),
            Obligation.objects.filter(
                kind=CHECK.code, state="open", subject_uid__in=open_ones.values("uid")
            ).count(),
        ),
        Sum("已办结核对的行都已处理", ended.count(), ended.filter(row__settled_on__isnull=False).count()),
    ]
