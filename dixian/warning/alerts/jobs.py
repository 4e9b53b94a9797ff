"""Alerts of a committed batch, in the background, each row once."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max, QuerySet

from dixian.commons.leads.api import NewSource, raise_leads
from dixian.foundation.areas.api import in_force
from dixian.foundation.jobs.api import Progress, chunks, enqueue, job, once, publish
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.uids import new_uid
from dixian.registry.facts.api import NewFact, post_facts
from dixian.warning.alerts.facts import OWN_COST
from dixian.warning.alerts.models import Alert, RuleSheet
from dixian.warning.alerts.rules import RAISED, Judgement, Line, judge, sentence
from dixian.warning.alerts.topics import LeadsRaised
from dixian.warning.submissions.api import Batch, Row
from dixian.warning.submissions.enums import Bin, Outcome
from dixian.warning.submissions.topics import BatchCommitted, RowsLinked

PIECE = 1000


def after_commit(topic: BatchCommitted) -> None:
    """A committed batch is judged in a job of its own."""
    enqueue("alerts.judge", key=f"judge:{topic.topic_id}", batch_id=topic.batch_id)


def after_linking(topic: RowsLinked) -> None:
    """So are the rows people have linked later."""
    enqueue("alerts.judge", key=f"judge:{topic.topic_id}", batch_id=topic.batch_id)


@job("alerts.judge")
def judge_batch(progress: Progress, batch_id: int) -> None:
    """Every linked row gets its outcome; those over a line an alert and a lead."""
    batch = Batch.objects.select_related("submission__kind", "unit").get(pk=batch_id)
    month = Month.parse(batch.submission.month)
    lines = _lines(batch, month)
    ids = list(_undecided(batch).order_by("id").values_list("id", flat=True))
    for number, piece in chunks(ids, PIECE):
        with once(f"judge:{number}:{piece[0]}") as fresh:
            if fresh:
                _judge_piece(batch, month, lines, piece)
        progress.step(min((number + 1) * PIECE, len(ids)), len(ids), "对照预警规则")


def _undecided(batch: Batch) -> "QuerySet[Row]":
    return Row.objects.filter(batch=batch, bin__in=(Bin.LINKED, Bin.REPAIRED), outcome=Outcome.NONE)


def _lines(batch: Batch, month: Month) -> dict[str, Line]:
    rules = RuleSheet.objects.filter(in_force(month.last), kind=batch.submission.kind_id)
    return {
        rule.group: Line(rule.pk, rule.get_group_display(), rule.amount, rule.step, rule.clause, rule.source)
        for rule in rules
    }


def _judge_piece(batch: Batch, month: Month, lines: dict[str, Line], ids: Sequence[int]) -> None:
    rows = list(
        _undecided(batch).filter(id__in=ids).select_related("person", "household", "village").order_by("id")
    )
    before = _levels_before(batch, month, [row.person_id for row in rows if row.person_id])
    alerts = []
    for row in rows:
        assert row.person and row.household  # noqa: S101 - a database constraint
        judged = judge(
            amount=row.amount, line=lines.get(row.household.group), level_before=before.get(row.person_id)
        )
        row.outcome = judged.outcome
        if judged.outcome == RAISED:
            before[row.person_id] = judged.level
            alerts.append(_alert(batch, month, row, judged))
    Alert.objects.bulk_create(alerts, batch_size=500)
    Row.objects.bulk_update(rows, ["outcome"], batch_size=200)
    post_facts([_fact(month, row) for row in rows if row.amount is not None])
    _raise(alerts, batch)


def _levels_before(batch: Batch, month: Month, persons: Sequence[int]) -> dict[int | None, int]:
    year = [Month(month.year, number).code for number in range(1, 13)]
    found = Alert.objects.filter(
        person_id__in=persons, month__in=year, batch__submission__kind=batch.submission.kind_id
    )
    return dict(found.values_list("person_id").annotate(level=Max("level")).order_by())


def _alert(batch: Batch, month: Month, row: Row, judged: Judgement) -> Alert:
    assert row.person_id and row.person and row.amount is not None and judged.line  # noqa: S101 - decided by `judge`
    return Alert(
        uid=new_uid(),
        row=row,
        batch=batch,
        rule_id=judged.line.id,
        person_id=row.person_id,
        household=row.household,
        village=row.village,
        unit=batch.unit,
        month=month.code,
        amount=row.amount,
        level=judged.level,
        sentence=sentence(
            name=row.person.name,
            month_label=month.label,
            kind_name=batch.submission.kind.name,
            amount=row.amount,
            line=judged.line,
        )[:300],
    )


def _fact(month: Month, row: Row) -> NewFact:
    assert row.household_id and row.village_id and row.amount is not None  # noqa: S101
    return NewFact(
        kind=OWN_COST.code,
        household=row.household_id,
        village=row.village_id,
        person=row.person_id,
        value=row.amount,
        valid_from=month.last,
        source_label="县医保局报送",
        source_uid=row.uid,
    )


def _raise(alerts: Sequence[Alert], batch: Batch) -> None:
    reported: date = batch.submission.submitted_on or batch.received_on
    raised = raise_leads(
        [
            NewSource(
                kind="alert",
                source_uid=alert.uid,
                group_uid=batch.uid,
                unit=batch.unit_id,
                household=alert.household_id,
                village=alert.village_id,
                township=alert.village.parent_id or alert.village_id,
                sentence=alert.sentence,
                opened_on=reported,
            )
            for alert in alerts
        ]
    )
    if raised.new:
        publish(LeadsRaised(lead_ids=[lead.pk for lead in raised.new]))
