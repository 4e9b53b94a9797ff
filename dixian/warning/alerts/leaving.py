"""People who left a roster: judged by the sheets for leaving, and what it told of them ends. Nothing here writes."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.uids import new_uid
from dixian.registry.facts.api import CurrentFact, NewFact
from dixian.warning.alerts.enums import Event
from dixian.warning.alerts.lines import line_of, told_of
from dixian.warning.alerts.models import Alert, RuleSheet
from dixian.warning.alerts.past import Known, known_alerts
from dixian.warning.alerts.rules import NO_RULE, RAISED, Earlier, Judgement, judge, left_sentence
from dixian.warning.submissions.api import Batch, DataKind, Departure
from dixian.warning.submissions.enums import BatchState, Outcome

GONE = "此人已经注销，不再预警"


def judged_departures(batch: Batch, some: Sequence[Departure]) -> list[Alert]:
    """Gives each its outcome; the alerts of those that are raised."""
    kind, month = batch.submission.kind, Month.parse(batch.submission.month)
    sheets = {
        one.group: one for one in RuleSheet.objects.filter(in_force(month.last), kind=kind, event=Event.LEFT)
    }
    known, alerts = known_alerts(kind, some, Event.LEFT), []
    on = batch.committed_on or clock.today()
    for one in some:
        sheet = sheets.get(one.household.group)
        told = told_of(one.row, sheet, kind)
        line = line_of(sheet, kind) if sheet else None
        before = _before(one, known.get((one.person_id, told.cause, 0)))
        judged = judge(value=told.value, line=line, before=before, on=on)
        if one.person.valid_to is not None:
            judged = Judgement(NO_RULE, GONE)
        one.outcome, one.outcome_reason = judged.outcome, judged.why[:200]
        if judged.outcome == RAISED:
            alerts.append(_alert(one, batch, judged, told.cause))
    return alerts


def ended_facts(batch: Batch, some: Sequence[Departure]) -> list[NewFact]:
    """What the roster told of each is true no more, from the first day of the month it doesn't name them in.

    It keeps its first day, so that whoever comes back is known anew by the row that names them (decision 2).
    """
    kind, day = batch.submission.kind, Month.parse(batch.submission.month).first
    if not kind.fact:
        return []
    present = CurrentFact.objects.filter(kind=kind.fact["code"], person__in=[one.person_id for one in some])
    told = present.filter(fact__source_label=source_label_of(kind)).select_related("fact").order_by("id")
    return [
        NewFact(
            kind=one.kind,
            household=one.household_id,
            village=one.village_id,
            person=one.person_id,
            value=one.fact.value,
            valid_from=one.fact.valid_from,
            valid_to=max(day, one.fact.valid_from),
            source_label=one.fact.source_label,
            source_uid=batch.uid,
        )
        for one in told
    ]


def still_told() -> list[Departure]:
    """Departures that were judged and whose person is still said, by an older row of the roster, to be on it; the earliest first.

    They left before their leaving ended what was told (or the job that ends it was cut off).
    """
    found: list[Departure] = []
    for kind in DataKind.objects.exclude(fact={}).select_related("unit"):
        older = CurrentFact.objects.filter(
            kind=kind.fact["code"],
            person=OuterRef("person"),
            fact__source_label=source_label_of(kind),
            fact__made_at__lt=OuterRef("made_at"),
        )
        judged = Departure.objects.filter(Exists(older), batch__submission__kind=kind)
        judged = judged.exclude(outcome=Outcome.NONE).filter(batch__state=BatchState.COMMITTED)
        found += judged.select_related("batch__submission__kind__unit").order_by(
            "batch__submission__month", "id"
        )
    return found


def source_label_of(kind: DataKind) -> str:
    """Who says what the rows of a kind tell."""
    return kind.source_label or f"{kind.unit.short_name}报送"


def _before(one: Departure, known: Known | None) -> Earlier | None:
    """The earlier leaving this one repeats; None where that was answered and they were on the roster again since."""
    if known is None:
        return None
    back = one.row.batch.submission.month >= known.earlier.month
    return None if back and known.earlier.ended_on is not None else known.earlier


def _alert(one: Departure, batch: Batch, judged: Judgement, cause: bytes) -> Alert:
    assert judged.line  # noqa: S101 - decided by `judge`
    return Alert(
        uid=new_uid(),
        departure=one,
        batch=batch,
        rule_id=judged.line.id,
        person=one.person,
        household=one.household,
        village=one.village,
        unit=batch.unit,
        month=batch.submission.month,
        cause=cause or None,
        level=judged.level,
        sentence=left_sentence(
            name=one.person.name,
            before=Month.parse(one.row.batch.submission.month).label,
            month_label=Month.parse(batch.submission.month).label,
            kind_name=batch.submission.kind.name,
            line=judged.line,
        )[:300],
    )
