"""Reads of alerts, and their sums."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q

from dixian.commons.leads.api import LeadSource
from dixian.foundation.accounts.api import Post
from dixian.foundation.jobs.api import Job, JobState, on_the_way
from dixian.foundation.kernel.sums import Sum
from dixian.registry.households.enums import Group
from dixian.warning.alerts.enums import Event
from dixian.warning.alerts.models import Alert, Repeat, RuleSheet
from dixian.warning.submissions.api import DataKind, Departure, Row
from dixian.warning.submissions.enums import BY_RULES, PLACED, BatchState, Mode, Outcome


@dataclass(frozen=True)
class Rule:
    """A kind and a group with the line in force on from some day and not ended; None where there is none."""

    kind: DataKind
    group: Group
    sheet: RuleSheet | None
    event: Event = Event.ROW


def alerts_of(rows: Sequence[Row], post: Post) -> dict[int, Alert]:
    """Row id -> the alert it raised, of those the post may know, in one query."""
    found = Alert.objects.visible_to(post).filter(row__in=[row.pk for row in rows])
    return {one.row_id: one for one in found if one.row_id is not None}


def repeated_of(rows: Sequence[Row], post: Post) -> dict[int, Alert]:
    """Row id -> the earlier alert it repeats, of those the post may know, in one query."""
    found = Repeat.objects.visible_to(post).filter(row__in=[row.pk for row in rows]).select_related("alert")
    return {one.row_id: one.alert for one in found}


def rules() -> list[Rule]:
    """Every kind in force that rules judge with every group, those without a sheet too: what is not ruled raises nothing."""
    sheets = {
        (sheet.kind_id, sheet.event, sheet.group): sheet
        for sheet in RuleSheet.objects.filter(valid_to__isnull=True)
    }
    kinds = DataKind.objects.filter(valid_to__isnull=True, change={})
    kinds = kinds.select_related("unit").order_by("code")
    return [
        Rule(kind, group, sheets.get((kind.pk, event.value, group.value)), event)
        for kind in kinds
        for event in Event
        if event == Event.ROW or kind.mode == Mode.FULL
        for group in Group
    ]


def rule_history(kind: DataKind, group: str, event: str = Event.ROW) -> list[RuleSheet]:
    """All sheets a kind and group have had, newest first."""
    found = RuleSheet.objects.filter(kind=kind, group=group, event=event)
    return list(found.order_by("-valid_from", "-id"))


def being_judged() -> set[int]:
    """The batches some of whose rows may have no outcome yet, because somebody is at work on them or will be."""
    live = Job.objects.filter(name="alerts.judge", state__in=(JobState.QUEUED, JobState.RUNNING))
    announced = [*on_the_way("alerts.after_commit"), *on_the_way("alerts.after_linking")]
    return {one["batch_id"] for one in (*live.values_list("arguments", flat=True), *announced)}


def sums() -> list[Sum]:
    """Linked rows end in one outcome, or wait for it while their batch is judged; each alert is exactly one source
    of one lead.
    """
    judged = DataKind.objects.filter(change={})
    linked = Row.objects.filter(
        batch__state=BatchState.COMMITTED, bin__in=PLACED, batch__submission__kind__in=judged
    )
    by_outcome = dict(linked.values_list("outcome").annotate(n=Count("id")).order_by())
    waiting = linked.filter(outcome=Outcome.NONE, batch__in=being_judged()).count()
    alerts = Alert.objects.count()
    sources = LeadSource.objects.filter(kind="alert")
    return [
        Sum(
            "对上的行 = 不预警 + 已预警 + 重复 + 不再预警 + 等待判定",
            linked.count(),
            sum(by_outcome.get(outcome, 0) for outcome in BY_RULES) + waiting,
        ),
        Sum(
            "已预警的行 = 预警数",
            by_outcome.get(Outcome.RAISED, 0),
            Alert.objects.filter(row__isnull=False).count(),
        ),
        *_departures(),
        _repeats(by_outcome),
        Sum("预警数 = 线索来源数", alerts, sources.count()),
        Sum(
            "预警说的人 = 那一行对上的人",
            alerts,
            Alert.objects.filter(
                Q(person=F("row__person"), household=F("row__household"))
                | Q(person=F("departure__person"), household=F("departure__household"))
            ).count(),
        ),
        Sum(
            "每条预警都在自己的线索里",
            alerts,
            Alert.objects.filter(uid__in=sources.values("source_uid")).count(),
        ),
    ]


def _repeats(by_outcome: dict[str, int]) -> Sum:
    said = by_outcome.get(Outcome.REPEAT, 0) + by_outcome.get(Outcome.SUPPRESSED, 0)
    found = Repeat.objects.filter(row__outcome__in=(Outcome.REPEAT, Outcome.SUPPRESSED))
    same = found.filter(alert__person=F("row__person")).count()
    return Sum("重复和不再预警的行 = 记在原预警名下的行", said, same)


def _departures() -> list[Sum]:
    """Who left a roster came to one outcome, or waits for it while they are judged."""
    by_outcome = dict(Departure.objects.values_list("outcome").annotate(n=Count("id")).order_by())
    live = Job.objects.filter(name="alerts.judge_departures", state__in=(JobState.QUEUED, JobState.RUNNING))
    under_way = [*live.values_list("arguments", flat=True), *on_the_way("alerts.after_roster")]
    waiting = Departure.objects.filter(
        outcome=Outcome.NONE, batch__in={one["batch_id"] for one in under_way}
    ).count()
    return [
        Sum(
            "离开名册的人 = 不预警 + 已预警 + 重复 + 不再预警 + 等待判定",
            sum(by_outcome.values()),
            sum(by_outcome.get(outcome, 0) for outcome in BY_RULES) + waiting,
        ),
        Sum(
            "离开名册已预警的人 = 因此形成的预警",
            by_outcome.get(Outcome.RAISED, 0),
            Alert.objects.filter(departure__isnull=False).count(),
        ),
    ]
