"""Numbers of push sheets: one after another without a gap, also when two people push at once."""

from django.db import connection
from django.db.models import Max

from dixian.foundation.audit.transactions import beyond_scope
from dixian.warning.verification.models import PushSheet

# Any number that no other advisory lock of the house uses.
_ONE_NUMBERER = 7_310_002


def next_number(year: int) -> int:
    """The first free number of the year. Nobody else gets one until this transaction ends.

    SQLite's write lock is held already; PostgreSQL reads what is committed only after the wait.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_NUMBERER])
    with beyond_scope():
        last = PushSheet.objects.filter(year=year).aggregate(last=Max("sequence"))["last"]
    return (last or 0) + 1
