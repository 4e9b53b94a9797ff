"""Rows that try numbers for a name (registry.inquiries: `guesses`). Nothing here writes.

A department comes to reach whom its rows are linked with. So a file that sends the numbers there can be for a name and
a day of birth is linked with nobody by itself, and is not told which of them is right: the bureau looks at the paper.
Nor is one of many files that try a few each: the numbers a unit has sent for them are counted over a dated period,
whatever became of the files.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, QuerySet, Window

from dixian.foundation.policy.api import number
from dixian.registry.inquiries.api import DAYS, MOST_ALIKE, MOST_OVER, guesses
from dixian.registry.matching.api import Row as Asked
from dixian.warning.submissions.enums import Bin
from dixian.warning.submissions.models import Batch, Row
from dixian.warning.submissions.rowcontent import asked_of, open_row

ASKED = 2000
TRIED = "同一个姓名报了几个出生日期相同的号码，不自动对上，由县局核对原件"


def guessing(batch: Batch, *, anew: bool = True) -> list[Row]:
    """The rows that try numbers, changed: ambiguous, with nobody beside them; by number.

    anew: False where those within the file are known, as a file does not change; other files may have come since.
    """
    looked = (_in_the_file, _over_the_period) if anew else (_over_the_period,)
    found = {row.number: row for look in looked for row in look(batch)}
    return [
        _unsure(row) for _, row in sorted(found.items()) if row.bin != Bin.REJECTED and row.reason != TRIED
    ]


def _in_the_file(batch: Batch) -> QuerySet[Row]:
    most = int(number(MOST_ALIKE, batch.received_on))
    near = max(most, int(number(MOST_OVER, batch.received_on)))
    named = Row.objects.filter(batch=batch, name_index__isnull=False)
    of_the_name = Window(Count("id"), partition_by="name_index")
    ids: list[int] = []
    found = guesses(
        _asked(named.annotate(n=of_the_name).filter(n__gt=most).order_by("number"), ids), most=most, near=near
    )
    return Row.objects.filter(pk__in=[ids[place] for place in found])


def _asked(rows: QuerySet[Row], ids: list[int]) -> Iterator[Asked]:
    """What the rows say of a person, without a record for each: in a large file most names come often enough to be looked at."""
    for id_, content in rows.values_list("id", "content").iterator(chunk_size=2000):
        ids.append(id_)
        yield asked_of(open_row(bytes(content)))


def _over_the_period(batch: Batch) -> QuerySet[Row]:
    """Rows of whose name and day of birth the unit has sent more numbers than it may, files taken back included."""
    # What one file may hold is never too much for several.
    most = int(max(number(code, batch.received_on) for code in (MOST_OVER, MOST_ALIKE)))
    since = batch.received_on - timedelta(days=int(number(DAYS, batch.received_on)))
    rows = Row.objects.filter(batch=batch, born_index__isnull=False)
    sent = Row.objects.filter(unit=batch.unit_id, batch__received_on__gt=since).order_by()
    numbers = sent.values_list("born_index").annotate(n=Count("id_index", distinct=True)).filter(n__gt=most)
    born = list(rows.order_by().values_list("born_index", flat=True).distinct())
    # By values: a join of the table with itself is planned by what was counted before the file came, and may never end.
    too_often = [
        one
        for start in range(0, len(born), ASKED)
        for one, _ in numbers.filter(born_index__in=born[start : start + ASKED])
    ]
    return rows.filter(born_index__in=too_often)


def _unsure(row: Row) -> Row:
    row.bin, row.reason, row.candidates = Bin.AMBIGUOUS, TRIED, []
    row.person_id = row.household_id = row.village_id = row.area_id = None
    return row
