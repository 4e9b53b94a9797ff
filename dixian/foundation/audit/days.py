"""Entries of some days, found by their ids: the history is too long to look through, and has no index by time.

Entries are written with the real time, and ids grow with it, but for those of transactions at the same moment
and for a clock that was put back. So the ids are looked for by halving, an hour more to both sides, and
within them the time itself decides.
"""

from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Max, Min, QuerySet

from dixian.foundation.audit.models import Entry
from dixian.foundation.kernel import clock

ASIDE, DAY = timedelta(hours=1), timedelta(days=1)
HALVING = """
WITH RECURSIVE part(low, high) AS (
  SELECT min(id), max(id) + 1 FROM foundation_audit_entry
  UNION ALL
  SELECT
    CASE WHEN (
      SELECT at FROM foundation_audit_entry WHERE id >= low + (high - low) / 2 ORDER BY id LIMIT 1
    ) < %(moment)s THEN low + (high - low) / 2 + 1 ELSE low END,
    CASE WHEN (
      SELECT at FROM foundation_audit_entry WHERE id >= low + (high - low) / 2 ORDER BY id LIMIT 1
    ) < %(moment)s THEN high ELSE low + (high - low) / 2 END
  FROM part WHERE low < high
)
SELECT coalesce((SELECT min(id) FROM foundation_audit_entry WHERE id >= low), low) FROM part WHERE low >= high
"""


def id_range(first: date | None, last: date | None) -> range:
    """Ids among which all entries of `first` to `last`, both included, are; None leaves that side open."""
    ends = {} if first and last else Entry.objects.aggregate(oldest=Min("id"), newest=Max("id"))
    low = _first_id(clock.midnight(first) - ASIDE) if first else ends["oldest"] or 0
    high = _first_id(clock.midnight(last + DAY) + ASIDE) if last else (ends["newest"] or 0) + 1
    return range(low, high)


def of_days(entries: QuerySet[Entry], first: date | None, last: date | None, ids: range) -> QuerySet[Entry]:
    """Those of `first` to `last` in Shanghai, both included. ids: their `id_range`."""
    entries = entries.filter(id__gte=ids.start, id__lt=ids.stop)
    if first:
        entries = entries.filter(at__gte=_text(clock.midnight(first)))
    return entries.filter(at__lt=_text(clock.midnight(last + DAY))) if last else entries


def _text(moment: datetime) -> str:
    """As far as seconds: whatever follows in an entry sorts behind it, in any collation."""
    return moment.isoformat()[:19]


def _first_id(moment: datetime) -> int:
    """The first entry not before a moment; behind all of them where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(HALVING, {"moment": _text(moment)})
        found = cursor.fetchone()
    return int(found[0]) if found else 0
