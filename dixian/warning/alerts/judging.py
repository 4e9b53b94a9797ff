"""Linked rows judged by the rule sheets in force. Nothing here writes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dixian.commons.leads.api import NewSource
from dixian.foundation.areas.api import Area, in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.uids import new_uid
from dixian.registry.facts.api import NewFact
from dixian.registry.households.api import Person, groups_of
from dixian.registry.households.enums import Group
from dixian.warning.alerts.enums import Event
from dixian.warning.alerts.leaving import source_label_of
from dixian.warning.alerts.lines import Told, line_of, told_of
from dixian.warning.alerts.models import Alert, Repeat, RuleSheet
from dixian.warning.alerts.past import Known, Matter, Sums, known_alerts
from dixian.warning.alerts.rules import (
    RAISED,
    REPEAT,
    SUPPRESSED,
    Judgement,
    judge,
    sentence,
    true_from,
    until,
    without_rule,
)
from dixian.warning.submissions.api import Batch, Row
from dixian.warning.submissions.enums import Mode

Before = dict[Matter, Known]


@dataclass
class Judged:
    """Rows with their outcomes, and what follows from them."""

    rows: list[Row] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    repeats: list[Repeat] = field(default_factory=list)
    facts: list[NewFact] = field(default_factory=list)


def source_of(alert: Alert, batch: Batch, township: int) -> NewSource:
    """An alert of a batch as a reason to look at its household, the trouble reported on the day of the commit."""
    return NewSource(
        kind="alert",
        source_uid=alert.uid,
        group_uid=batch.uid,
        unit=batch.unit_id,
        household=alert.household_id,
        village=alert.village_id,
        township=township,
        sentence=alert.sentence,
        opened_on=batch.committed_on or batch.submission.submitted_on or batch.received_on,
    )


@dataclass
class Judge:
    """Judges the rows of one batch."""

    batch: Batch

    def __post_init__(self) -> None:
        self.kind = self.batch.submission.kind
        self.month = Month.parse(self.batch.submission.month)
        self.on = self.batch.committed_on or self.batch.submission.submitted_on or clock.today()
        self.sheets = {
            rule.group: rule
            for rule in RuleSheet.objects.filter(in_force(self.month.last), kind=self.kind, event=Event.ROW)
        }
        self.lines = {group: line_of(rule, self.kind) for group, rule in self.sheets.items()}
        self._sums = Sums(self.kind, self.sheets.values())
        self._groups: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._townships: dict[int, int | None] = dict(Area.objects.values_list("id", "parent_id"))

    @property
    def opens_rows(self) -> bool:
        """Whether anything beside the amount of a row is asked for."""
        asked = any(sheet.field or sheet.cause for sheet in self.sheets.values())
        return asked or bool(self.kind.fact.get("column"))

    def before(self, rows: Sequence[Row]) -> Before:
        """Matter -> the latest alert of it; and whatever else is asked of a whole block at once."""
        self._sums.load(rows, self.month)
        self._groups = groups_of(row.household_id for row in rows if row.household_id)
        people = Person.objects.filter(pk__in={row.person_id for row in rows})
        self._names = dict(people.values_list("id", "name"))
        return known_alerts(self.kind, rows)

    def judged(self, rows: Sequence[Row], before: Before) -> Judged:
        """The rows' outcomes; `before` learns of the alerts among them, as a person may stand in a file twice."""
        made = Judged()
        for row in rows:
            assert row.person_id and row.household_id  # noqa: S101 - a database constraint
            group = self._groups[row.household_id]
            sheet, line = self.sheets.get(group), self.lines.get(group)
            told = told_of(row, sheet, self.kind)
            amount = self._sums.of(row, sheet, self.month) if sheet and sheet.amount is not None else None
            amount = told.number if sheet and told.number is not None else amount
            matter = (row.person_id, told.cause, self.month.year if line and line.yearly else 0)
            known = before.get(matter)
            judgement = (
                judge(
                    amount=amount,
                    value=told.value,
                    line=line,
                    before=known.earlier if known else None,
                    on=self.on,
                )
                if line
                else without_rule(group_label=Group(group).label, kind_name=self.kind.name)
            )
            row.outcome, row.outcome_reason = judgement.outcome, judgement.why[:200]
            made.rows.append(row)
            if judgement.outcome == RAISED:
                alert = self._alert(row, judgement, amount, told)
                before[matter] = Known.of(alert)
                made.alerts.append(alert)
            elif judgement.outcome in (REPEAT, SUPPRESSED) and known:
                made.repeats.append(self._repeat(row, known.alert, judgement, amount))
            if (fact := self._fact(row, told)) is not None:
                made.facts.append(fact)
        return made

    def source(self, alert: Alert) -> NewSource:
        """An alert as a reason to look at its household."""
        return source_of(alert, self.batch, self._townships[alert.village_id] or alert.village_id)

    def _alert(self, row: Row, judged: Judgement, amount: Decimal | None, told: Told) -> Alert:
        assert row.person_id and row.household_id and row.village_id  # noqa: S101 - a database constraint
        assert judged.line  # noqa: S101 - decided by `judge`
        return Alert(
            uid=new_uid(),
            row_id=row.pk,
            batch_id=self.batch.pk,
            rule_id=judged.line.id,
            person_id=row.person_id,
            household_id=row.household_id,
            village_id=row.village_id,
            unit_id=self.batch.unit_id,
            month=self.month.code,
            amount=amount,
            cause=told.cause or None,
            level=judged.level,
            sentence=sentence(
                name=self._names[row.person_id],
                month_label=until(day=row.day, month=self.month),
                kind_name=self.kind.name,
                amount=amount,
                value=told.value,
                line=judged.line,
                summed=self.kind.mode == Mode.YEAR_TO_DATE,
            )[:300],
        )

    def _repeat(self, row: Row, alert: Alert, judged: Judgement, amount: Decimal | None) -> Repeat:
        assert row.household_id and row.village_id  # noqa: S101 - a database constraint
        return Repeat(
            uid=new_uid(),
            alert=alert,
            row_id=row.pk,
            household_id=row.household_id,
            village_id=row.village_id,
            unit_id=self.batch.unit_id,
            month=self.month.code,
            amount=amount,
            suppressed=judged.outcome == SUPPRESSED,
        )

    def _fact(self, row: Row, told: Told) -> NewFact | None:
        """What the kind says a row tells: its amount, a value of a column, or the day it holds from. None for nothing."""
        assert row.household_id and row.village_id  # noqa: S101
        fact, since = (
            self.kind.fact,
            true_from(day=row.day, month=self.month, received_on=self.batch.received_on),
        )
        value = (
            {"num": row.amount, "code": told.fact[:40] or None, "day": since}[fact.get("value", "num")]
            if fact
            else None
        )
        if value is None:
            return None
        return NewFact(
            kind=fact["code"],
            household=row.household_id,
            village=row.village_id,
            person=row.person_id,
            value=value,
            valid_from=since,
            source_label=source_label_of(self.kind),
            source_uid=row.uid,
        )
