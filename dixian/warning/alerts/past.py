"""What was there before a row: alerts of the same person, what became of them, and rows to add up; in whole blocks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from dixian.commons.leads.api import LeadSource
from dixian.foundation.kernel.calendar import Month
from dixian.warning.alerts.enums import Event, Window
from dixian.warning.alerts.models import Alert, RuleSheet
from dixian.warning.alerts.rules import Earlier
from dixian.warning.alerts.windows import reach, total
from dixian.warning.submissions.api import DataKind, Departure, Row
from dixian.warning.submissions.enums import PLACED, BatchState

# Person, mark of the cause, and the year where each year is a matter of its own, else 0.
Matter = tuple[int, bytes, int]
# What SQLite takes in one list, with room.
PIECE = 500


@dataclass(frozen=True)
class Known:
    """An alert with what the judgement of later rows asks of it."""

    alert: Alert
    earlier: Earlier

    @classmethod
    def of(cls, alert: Alert, verdict: str = "", ended_on: date | None = None) -> "Known":
        """With what its lead came to, if it has."""
        return cls(alert, Earlier(alert.level, alert.month, alert.amount, verdict, ended_on))


def known_alerts(
    kind: DataKind, rows: Sequence[Row | Departure], event: Event = Event.ROW
) -> dict[Matter, Known]:
    """Matter -> the latest alert of the kind and event, with its verdict; two queries for a block of rows."""
    people = {row.person_id for row in rows if row.person_id is not None}
    found = Alert.objects.filter(person_id__in=people, rule__kind=kind, rule__event=event)
    latest: dict[Matter, Alert] = {}
    for alert in found.order_by("id"):
        for year in (0, int(alert.month[:4])):
            latest[alert.person_id, bytes(alert.cause or b""), year] = alert
    ended = _ended(list({alert.pk: alert for alert in latest.values()}.values()))
    return {matter: Known.of(alert, *ended.get(alert.uid, ("", None))) for matter, alert in latest.items()}


def _ended(alerts: Sequence[Alert]) -> dict[object, tuple[str, date | None]]:
    found: dict[object, tuple[str, date | None]] = {}
    for start in range(0, len(alerts), PIECE):
        uids = [alert.uid for alert in alerts[start : start + PIECE]]
        ended = LeadSource.objects.filter(kind="alert", source_uid__in=uids, answered_on__isnull=False)
        for uid, answer, on in ended.values_list("source_uid", "answer", "answered_on"):
            found[uid] = (answer, on)
    return found


class Sums:
    """What the rows of the kind's people add up to, for sheets that look at more than the row itself."""

    def __init__(self, kind: DataKind, sheets: Iterable[RuleSheet]) -> None:
        self._kind = kind
        self._windows = {sheet.window for sheet in sheets} - {Window.SINGLE}
        self._amounts: dict[int, list[tuple[Month, Decimal]]] = {}

    def load(self, rows: Sequence[Row], month: Month) -> None:
        """The amounts of these rows' people, as far as any window reaches; one query."""
        self._amounts = defaultdict(list)
        if not self._windows or not rows:
            return
        months = [_month(row.day, month) for row in rows]
        ends = [reach(window, end) for window in self._windows for end in (min(months), max(months))]
        first, last = min(one for one, _ in ends), max(one for _, one in ends)
        near = Q(day__range=(first.first, last.last)) | Q(
            day=None, batch__submission__month__range=(first.code, last.code)
        )
        found = Row.objects.filter(
            near,
            batch__state=BatchState.COMMITTED,
            batch__submission__kind=self._kind,
            bin__in=PLACED,
            amount__isnull=False,
            person_id__in={row.person_id for row in rows},
        )
        for person, day, code, amount in found.values_list(
            "person_id", "day", "batch__submission__month", "amount"
        ):
            if person is not None and amount is not None:
                self._amounts[person].append((_month(day, Month.parse(code)), amount))

    def of(self, row: Row, sheet: RuleSheet, month: Month) -> Decimal | None:
        """The row's own amount, or what its window holds."""
        if row.amount is None or sheet.window == Window.SINGLE or row.person_id is None:
            return row.amount
        return total(sheet.window, _month(row.day, month), self._amounts.get(row.person_id, ()))


def _month(day: date | None, month: Month) -> Month:
    return Month.of(day) if day else month
