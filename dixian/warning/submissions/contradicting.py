"""Rows of one file that contradict each other. Nothing here writes.

One person with two amounts up to the same day: which is right knows the unit alone, so both are rejected, and are its
duty until one is mended and the other voided. A file of new events (新增) may name a person as often as it likes.

One number with two names: the row that agrees with the register stays; another that was put on the same person for a
name alike is not sure any more and goes to the desk. Two members of a household with one number are two persons.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet

from dixian.foundation.kernel.money import yuan
from dixian.foundation.sheets.api import at_row, at_rows
from dixian.warning.submissions.enums import PLACED, Bin, Mode
from dixian.warning.submissions.models import Batch, Row

PIECE = 100


def contradicting(batch: Batch) -> list[Row]:
    """The rows whose place has to change or whose reason names another row, changed; by number."""
    found = {row.pk: row for row in _of_two_names(batch)}
    if batch.submission.kind.mode != Mode.INCREMENT:
        found |= {row.pk: row for row in _of_two_amounts(batch)}
    return sorted(found.values(), key=lambda row: row.number)


def _of_two_amounts(batch: Batch) -> Iterator[Row]:
    placed = Row.objects.filter(batch=batch, bin__in=PLACED, amount__isnull=False)
    for rows in _groups(placed, ("person_id", "day"), "amount"):
        said = "、".join(
            f"{at_row(row.number, batch.sheets)} {yuan(row.amount)}" for row in rows if row.amount is not None
        )
        for row in rows:
            row.bin = Bin.REJECTED
            # Matching has nothing to mend here, and leaves it alone when the register is asked again.
            row.flawed = False
            row.contradicts = True
            row.reason = f"同一个人报了不同的金额：{said}。核对后补报对的一行，另一行点“处理”写明原因作废"[
                :600
            ]
            _take_off(row)
            yield row


def _of_two_names(batch: Batch) -> Iterator[Row]:
    named = Row.objects.filter(batch=batch, id_index__isnull=False, name_index__isnull=False)
    for rows in _groups(named.exclude(bin=Bin.REJECTED), ("id_index",), "name_index"):
        names = [bytes(row.name_index or b"") for row in rows]
        others = [[one for one, of in zip(rows, names, strict=True) if of != name] for name in names]
        unsure = [
            row
            for row, beside in zip(rows, others, strict=True)
            if row.bin == Bin.REPAIRED and any(one.person_id == row.person_id for one in beside)
        ]
        for row in unsure:
            row.bin, row.candidates = Bin.AMBIGUOUS, [row.person_id]
            _take_off(row)
        for row, beside in zip(rows, others, strict=True):
            stand = at_rows([one.number for one in beside], batch.sheets)
            said = f"与{stand}是同一个身份证号，姓名不同"
            if row.bin == Bin.AMBIGUOUS and said not in row.reason:
                row.contradicts = True
                row.reason = f"{said}；{row.reason}"[:600]
                yield row


def _take_off(row: Row) -> None:
    row.person_id = row.household_id = row.village_id = None


def _groups(rows: QuerySet[Row], key: tuple[str, ...], differs: str) -> Iterator[list[Row]]:
    """Rows of one key that say different things of `differs`, by number."""
    several = (
        rows.order_by().values_list(*key).annotate(ways=Count(differs, distinct=True)).filter(ways__gt=1)
    )
    keys = [tuple(map(_plain, found[:-1])) for found in several]
    for start in range(0, len(keys), PIECE):
        piece = keys[start : start + PIECE]
        grouped: dict[tuple[Any, ...], list[Row]] = {one: [] for one in piece}
        for row in rows.filter(**{f"{key[0]}__in": {one[0] for one in piece}}).order_by("number"):
            grouped.get(tuple(_plain(getattr(row, name)) for name in key), []).append(row)
        yield from grouped.values()


def _plain(value: Any) -> Any:
    """PostgreSQL gives bytes as memory."""
    return bytes(value) if isinstance(value, memoryview) else value
