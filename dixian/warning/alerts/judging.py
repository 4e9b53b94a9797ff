"""Linked rows judged by the rule sheets in force. Nothing here writes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dixian.commons.leads.api import NewSource
from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.uids import new_uid
from dixian.registry.facts.api import NewFact
from dixian.warning.alerts.models import Alert, RuleSheet
from dixian.warning.alerts.rules import RAISED, Earlier, Judgement, Line, judge, sentence, true_from, until
from dixian.warning.submissions.api import Batch, Row
from dixian.warning.submissions.enums import Mode


@dataclass
class Judged:
    """Rows with their outcomes, and what follows from them."""

    rows: list[Row] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    facts: list[NewFact] = field(default_factory=list)


@dataclass
class Judge:
    """Judges the rows of one batch."""

    batch: Batch

    def __post_init__(self) -> None:
        self.kind = self.batch.submission.kind
        self.month = Month.parse(self.batch.submission.month)
        rules = RuleSheet.objects.filter(in_force(self.month.last), kind=self.kind)
        self.lines = {
            rule.group: Line(
                rule.pk, rule.get_group_display(), rule.amount, rule.step, rule.clause, rule.source
            )
            for rule in rules
        }

    def before(self, rows: Sequence[Row]) -> dict[int, Earlier]:
        """Person -> the highest alert of the year so far."""
        year = [Month(self.month.year, number).code for number in range(1, 13)]
        found = Alert.objects.filter(
            person_id__in={row.person_id for row in rows}, month__in=year, rule__kind=self.kind
        )
        known = found.order_by("level", "id").values_list("person_id", "level", "month", "amount")
        return {person: Earlier(level, month, amount) for person, level, month, amount in known}

    def judged(self, rows: Sequence[Row], before: dict[int, Earlier]) -> Judged:
        """The rows' outcomes; `before` learns of the alerts among them, as a person may stand in a file twice."""
        made = Judged()
        for row in rows:
            assert row.person and row.household  # noqa: S101 - a database constraint
            line = self.lines.get(row.household.group)
            judgement = judge(amount=row.amount, line=line, before=before.get(row.person.pk))
            row.outcome, row.outcome_reason = judgement.outcome, judgement.why
            made.rows.append(row)
            if judgement.outcome == RAISED:
                alert = self._alert(row, judgement)
                before[row.person.pk] = Earlier(alert.level, alert.month, alert.amount)
                made.alerts.append(alert)
            if row.amount is not None and self.kind.fact:
                made.facts.append(self._fact(row))
        return made

    def source(self, alert: Alert) -> NewSource:
        """An alert as a reason to look at its household; the trouble was reported on the day of the commit."""
        return NewSource(
            kind="alert",
            source_uid=alert.uid,
            group_uid=self.batch.uid,
            unit=self.batch.unit_id,
            household=alert.household_id,
            village=alert.village_id,
            township=alert.village.parent_id or alert.village_id,
            sentence=alert.sentence,
            opened_on=self.batch.committed_on or self.batch.submission.submitted_on or self.batch.received_on,
        )

    def _alert(self, row: Row, judged: Judgement) -> Alert:
        assert row.person and row.amount is not None and judged.line  # noqa: S101 - decided by `judge`
        return Alert(
            uid=new_uid(),
            row=row,
            batch=self.batch,
            rule_id=judged.line.id,
            person=row.person,
            household=row.household,
            village=row.village,
            unit=self.batch.unit,
            month=self.month.code,
            amount=row.amount,
            level=judged.level,
            sentence=sentence(
                name=row.person.name,
                month_label=until(day=row.day, month=self.month),
                kind_name=self.kind.name,
                amount=row.amount,
                line=judged.line,
                summed=self.kind.mode == Mode.YEAR_TO_DATE,
            )[:300],
        )

    def _fact(self, row: Row) -> NewFact:
        assert row.household_id and row.village_id and row.amount is not None  # noqa: S101
        return NewFact(
            kind=self.kind.fact["code"],
            household=row.household_id,
            village=row.village_id,
            person=row.person_id,
            value=row.amount,
            valid_from=true_from(day=row.day, month=self.month, received_on=self.batch.received_on),
            source_label=self.kind.source_label or f"{self.kind.unit.short_name}报送",
            source_uid=row.uid,
        )
