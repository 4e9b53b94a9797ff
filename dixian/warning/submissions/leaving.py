"""A full roster against the one before: who came, who left. Nothing here writes.

A correction is no leaving: whoever's number, or name, still stands in a row of the new roster that is linked to somebody
else or to nobody yet is still in it. They are looked at again each day until such rows are settled.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from dixian.foundation.jobs.api import Job, JobState, on_the_way
from dixian.foundation.kernel.sums import Sum
from dixian.warning.submissions.anomalies import last_of
from dixian.warning.submissions.enums import PLACED, BatchState, Bin, Mode
from dixian.warning.submissions.models import Batch, DataKind, Departure, Row
from dixian.warning.submissions.rowcontent import asked_of, open_row
from dixian.warning.submissions.teaching import indexes_of


@dataclass(frozen=True)
class Compared:
    """before: the people of the last roster; left: a row there of each who is not in this one; kept: of whom this one still
    has number or name; came: people who were not in the last one.
    """

    before: int
    left: list[Row]
    kept: int
    came: int


def compared(batch: Batch) -> Compared | None:
    """This roster against the last committed one of an earlier month; None where there is none."""
    last = last_of(batch)
    if last is None:
        return None
    old, new = _placed(last), _placed(batch)
    people = old.order_by().values("person").distinct()
    gone = old.filter(~_in(new)).select_related("person__household__village")
    numbers, names = _marks(batch)
    first: dict[int, Row] = {}
    for row in gone.order_by("id"):
        first.setdefault(row.person_id or 0, row)
    left = [row for row in first.values() if not _named(row, numbers, names)]
    came = new.filter(~_in(old)).order_by().values("person").distinct().count()
    return Compared(people.count(), left, len(first) - len(left), came)


def rosters() -> QuerySet[Batch]:
    """Committed main files of kinds that hold everybody and are judged by rules."""
    kinds = DataKind.objects.filter(mode=Mode.FULL, change={})
    counted = Batch.objects.filter(state=BatchState.COMMITTED, mends=None, submission__kind__in=kinds)
    return counted.select_related("submission__kind", "unit")


def latest() -> Iterator[Batch]:
    """Of each such kind the roster of the last month."""
    seen: set[int] = set()
    for batch in rosters().order_by("-submission__month", "-id"):
        if batch.submission.kind_id not in seen:
            seen.add(batch.submission.kind_id)
            yield batch


def departure(batch: Batch, row: Row) -> Departure:
    """Somebody who left, in the household they live in now; not yet judged."""
    assert row.person  # noqa: S101 - of a linked row
    home = row.person.household
    return Departure(
        batch=batch, row=row, unit=batch.unit, person=row.person, household=home, village=home.village
    )


def sums() -> list[Sum]:
    """Of the latest rosters: the people of the one before are in it, have left, or are still named in it."""
    return [found for batch in latest() if (found := _sum(batch)) is not None]


def _sum(batch: Batch) -> Sum | None:
    told, last = compared(batch), last_of(batch)
    if told is None or last is None:
        return None
    still = _placed(batch).filter(_in(_placed(last))).order_by().values("person").distinct().count()
    people = [row.person_id for row in told.left]
    noted = Departure.objects.filter(batch=batch, person__in=people).count()
    gone = len(people) if batch.pk in _being_compared() else noted
    name = f"{batch.submission.kind.name}上一期的人 = 仍在册 + 已离开 + 号码或姓名还在本期名册里"
    return Sum(name, told.before, still + gone + told.kept)


def _being_compared() -> set[int]:
    live = Job.objects.filter(
        name="submissions.compare_roster", state__in=(JobState.QUEUED, JobState.RUNNING)
    )
    announced = {topic["batch_id"] for topic in on_the_way("submissions.after_roster")}
    mended = Batch.objects.filter(pk__in=announced, mends__isnull=False).values_list("mends", flat=True)
    return (
        {one["batch_id"] for one in live.values_list("arguments", flat=True)}
        | announced
        | {one for one in mended if one}
    )


def _placed(batch: Batch) -> QuerySet[Row]:
    """The linked rows of a roster, with those that mended some."""
    of = Q(batch=batch) | Q(batch__mends=batch)
    return Row.objects.filter(of, batch__state=BatchState.COMMITTED, bin__in=PLACED, person__isnull=False)


def _in(roster: QuerySet[Row]) -> Exists:
    """Whether the person of a row stands there too. Not by `IN`, which looks through all of a long list for each row."""
    return Exists(roster.order_by().filter(person=OuterRef("person")))


def _marks(batch: Batch) -> tuple[set[bytes], set[bytes]]:
    """The numbers of all rows of a roster, and the names of those that wait to be settled."""
    rows = Row.objects.filter(Q(batch=batch) | Q(batch__mends=batch), batch__state=BatchState.COMMITTED)
    numbers = {bytes(one) for one in rows.exclude(id_index=None).values_list("id_index", flat=True) if one}
    names: set[bytes] = set()
    for row in rows.filter(bin__in=(Bin.AMBIGUOUS, Bin.STRANGER, Bin.REJECTED), settled_on=None):
        number, name, _ = indexes_of(asked_of(open_row(bytes(row.content))))
        numbers |= {number} if number else set()
        names |= {name} if name else set()
    return numbers, names


def _named(row: Row, numbers: set[bytes], names: set[bytes]) -> bool:
    return bytes(row.id_index or b"") in numbers or bytes(row.name_index or b"") in names
