"""What a rule sheet would have raised: the rows of the past months judged again, as if it had been in force. Writes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.alerts.enums import Event
from dixian.warning.alerts.lines import line_of, told_of
from dixian.warning.alerts.models import RuleSheet
from dixian.warning.alerts.past import Matter, Sums
from dixian.warning.alerts.rules import RAISED, Earlier, judge
from dixian.warning.submissions.api import DataKind, Departure, Row
from dixian.warning.submissions.enums import PLACED, BatchState

MONTHS, BLOCK = 6, 1000


@dataclass(frozen=True)
class Trial:
    """months: month -> how many it would have raised; people: how many persons; rows: how many were judged."""

    months: dict[Month, int]
    people: int
    rows: int

    @property
    def raised(self) -> int:
        """All of them."""
        return sum(self.months.values())

    @property
    def words(self) -> str:
        """In one sentence."""
        if not self.rows:
            return "过去六个月没有这类人群的数据，不能试算"
        return f"按此规则，过去六个月会预警 {self.raised} 条（{self.people} 人，共 {self.rows} 行数据）"


@dataclass
class _Played:
    before: dict[Matter, Earlier] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)
    rows: int = 0


def tried(kind: DataKind, sheet: RuleSheet, post: Post) -> Trial:
    """Over committed rows of the six months up to this one, of people whose household is of the sheet's group now.

    A lead that would have ended is not guessed at: what comes again is a repeat.
    """
    sheet.pk = 0
    month = Month.of(clock.today())
    months = [month]
    while len(months) < MONTHS:
        months.append(months[-1].previous())
    played, counts = _Played(), {}
    if sheet.event == Event.LEFT:
        return _left(kind, sheet, post, months[::-1])
    for one in reversed(months):
        sums = Sums(kind, [sheet])
        counts[one] = sum(
            _raised(block, one, sheet, kind, sums, played) for block in _blocks(kind, one, post)
        )
    return Trial(counts, len(played.people), played.rows)


def _left(kind: DataKind, sheet: RuleSheet, post: Post, months: Sequence[Month]) -> Trial:
    """Of those who left a roster in these months."""
    counts, people, line = dict.fromkeys(months, 0), set(), line_of(sheet, kind)
    gone = Departure.objects.visible_to(post).filter(
        batch__submission__kind=kind, batch__submission__month__in=[month.code for month in months]
    )
    found = gone.select_related("household", "row", "batch__submission").order_by("id")
    mine = [one for one in found if one.household.group == sheet.group]
    for one in mine:
        value = told_of(one.row, sheet, kind).value
        if one.person_id not in people and judge(value=value, line=line, before=None).outcome == RAISED:
            people.add(one.person_id)
            counts[Month.parse(one.batch.submission.month)] += 1
    return Trial(counts, len(people), len(mine))


def _raised(
    block: Sequence[Row], month: Month, sheet: RuleSheet, kind: DataKind, sums: Sums, played: _Played
) -> int:
    rows = [row for row in block if row.household and row.household.group == sheet.group]
    sums.load(rows, month)
    line, found = line_of(sheet, kind), 0
    played.rows += len(rows)
    for row in rows:
        assert row.person_id  # noqa: S101 - a database constraint
        told = told_of(row, sheet, kind)
        amount: Decimal | None = told.number
        if amount is None and sheet.amount is not None:
            amount = sums.of(row, sheet, month)
        matter = (row.person_id, told.cause, month.year if line.yearly else 0)
        judged = judge(amount=amount, value=told.value, line=line, before=played.before.get(matter))
        if judged.outcome == RAISED:
            found += 1
            played.people.add(row.person_id)
            played.before[matter] = Earlier(judged.level, month.code, amount)
    return found


def _blocks(kind: DataKind, month: Month, post: Post) -> Iterator[Sequence[Row]]:
    rows = Row.objects.visible_to(post).filter(
        batch__state=BatchState.COMMITTED,
        batch__submission__kind=kind,
        batch__submission__month=month.code,
        bin__in=PLACED,
    )
    rows, last = rows.select_related("household").order_by("id"), 0
    while block := list(rows.filter(id__gt=last)[:BLOCK]):
        yield block
        last = block[-1].pk
