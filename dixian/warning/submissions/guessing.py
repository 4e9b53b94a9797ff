"""Rows that try numbers for a name (registry.inquiries: `guesses`). Nothing here writes.

A department comes to reach whom its rows are linked with. So a file that sends the numbers there can be for a name and
a day of birth is linked with nobody by itself, and is not told which of them is right: the bureau looks at the paper.
"""

from django.db.models import Count

from dixian.foundation.policy.api import number
from dixian.registry.inquiries.api import MOST_ALIKE, guesses
from dixian.warning.submissions.enums import Bin
from dixian.warning.submissions.models import Batch, Row
from dixian.warning.submissions.rowcontent import asked_of, open_row

TRIED = "同一个姓名报了几个出生日期相同的号码，不自动对上，由县局核对原件"


def guessing(batch: Batch) -> list[Row]:
    """The rows that try numbers, changed: ambiguous, with nobody beside them; by number."""
    most = int(number(MOST_ALIKE, batch.received_on))
    open_ = Row.objects.filter(batch=batch, name_index__isnull=False)
    names = open_.order_by().values("name_index").annotate(n=Count("id")).filter(n__gt=most)
    rows = list(open_.filter(name_index__in=names.values("name_index")).order_by("number"))
    found = guesses((asked_of(open_row(bytes(row.content))) for row in rows), most=most)
    return [_unsure(row) for place, row in enumerate(rows) if place in found and row.bin != Bin.REJECTED]


def _unsure(row: Row) -> Row:
    row.bin, row.reason, row.candidates = Bin.AMBIGUOUS, TRIED, []
    row.person_id = row.household_id = row.village_id = row.area_id = None
    return row
