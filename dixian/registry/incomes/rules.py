"""收支 of a household in plain values (facts 1.6): its sums, what is odd about them, how long it has stood above the line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
# 分家, 生病: fewer characters than that say nothing.
SHORTEST_WORD = 2
# The sums that are compared with the year before, in words.
COMPARED = {
    "wage": "工资性收入",
    "business": "生产经营性收入",
    "property_income": "财产性收入",
    "transfer": "转移性收入",
    "cost": "生产经营性支出",
}


@dataclass(frozen=True, kw_only=True)
class Income:
    """收支 of a household in twelve months, in yuan; a business may have cost more than it brought."""

    size: int
    wage: Decimal
    business: Decimal
    property_income: Decimal
    transfer: Decimal
    cost: Decimal
    claims: Decimal
    own_payment: Decimal

    @property
    def net(self) -> Decimal:
        """家庭纯收入 = 工资性 + 生产经营性 + 财产性 + 转移性 - 生产经营性支出."""
        return self.wage + self.business + self.property_income + self.transfer - self.cost

    @property
    def per_head(self) -> Decimal:
        """家庭人均纯收入."""
        return (self.net / self.size).quantize(CENT, ROUND_HALF_UP)

    @property
    def reference(self) -> Decimal:
        """纳入监测对象的人均收入参考范围 = (纯收入 + 理赔收入 - 合规自付支出) / 人口."""
        return ((self.net + self.claims - self.own_payment) / self.size).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, kw_only=True)
class Lines:
    """From which change on a sum is questioned: percent up or down, and at least so many yuan. most: per head, by itself."""

    fall: Decimal
    rise: Decimal
    least: Decimal
    most: Decimal


@dataclass(frozen=True, kw_only=True)
class Known:
    """What departments have told that a statement must agree with: somebody gets 低保; paid for medicine and school."""

    dibao: bool = False
    paid: Decimal = Decimal(0)


def fall_of(now: Decimal, before: Decimal | None) -> Decimal | None:
    """By how many percent it is less than the year before, 0 where it is not; None where nothing can be compared."""
    if before is None or before <= 0:
        return None
    return max(Decimal(0), (before - now) / before * HUNDRED).quantize(CENT, ROUND_HALF_UP)


def questions(
    now: Income, before: Income | None, *, lines: Lines, known: Known, amounts: Mapping[str, Decimal]
) -> Iterator[str]:
    """What has to be explained before the statement counts, each in a sentence."""
    if not any(getattr(now, name) for name in COMPARED):
        yield "收入和经营支出一项都没有填；确实没有的，写明靠什么生活"
    if now.per_head >= lines.most:
        yield f"人均纯收入 {now.per_head:,.2f} 元，达到 {lines.most:,.0f} 元，核对单位是否为元、有没有多写几位"
    if before is not None:
        yield from _changes(now, before, lines)
    if known.dibao and not amounts.get("dibao") and not amounts.get("destitute"):
        yield "民政名册里有低保，低保金和特困供养金都没有填"
    if known.paid > now.own_payment + lines.least:
        yield f"部门报来自付 {known.paid:,.2f} 元，合规自付支出只填了 {now.own_payment:,.2f} 元"


def _changes(now: Income, before: Income, lines: Lines) -> Iterator[str]:
    for name, title in COMPARED.items():
        yield from _change(title, getattr(now, name), getattr(before, name), lines)
    yield from _change("家庭纯收入", now.net, before.net, lines)


def _change(title: str, now: Decimal, before: Decimal, lines: Lines) -> Iterator[str]:
    moved = now - before
    if abs(moved) < lines.least:
        return
    percent = abs(moved) / before * HUNDRED if before > 0 else None
    if percent is not None and percent < (lines.rise if moved > 0 else lines.fall):
        return
    word = "多" if moved > 0 else "少"
    by = f" {percent:.0f}%" if percent is not None else f" {abs(moved):,.2f} 元"
    yield f"{title} {now:,.2f} 元，比上次 {before:,.2f} 元{word}{by}"


def above_since(told: Sequence[tuple[date, Decimal, Decimal]], gap: int) -> date | None:
    """Since when the income per head has stood above the line without a break; None where it does not now.

    told: (last day of the period, per head, line of that day), in order. A gap of more than so many months between
    two statements is a break: nobody looked.
    """
    since: date | None = None
    before: date | None = None
    for last, per_head, line in told:
        if before is not None and months_between(before, last) > gap:
            since = None
        since = (since or last) if per_head > line else None
        before = last
    return since


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; a month's last day counts as its end."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - 1 if last.day < first.day and not _ends_month(last) else months


def _ends_month(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


def explains(word: str) -> bool:
    """Whether a reason was given in words: a full stop, or a figure, is none."""
    return sum("\u4e00" <= sign <= "\u9fff" for sign in word) >= SHORTEST_WORD


def year_of(today: date) -> int | None:
    """The year whose statements are collected on a day: from 1 October on those that end on 30 September."""
    return today.year if today.month >= 10 else None


def year_ends(year: int) -> date:
    """The last day of what a yearly statement tells of."""
    return date(year, 9, 30)


def quarter_before(today: date) -> date | None:
    """The last day of the quarter before; None where that is told of by the yearly statement."""
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    last = date.fromordinal(first.toordinal() - 1)
    return None if last.month == 9 else last


def twelve_months_to(last: date) -> date:
    """The first day of the twelve months that end on the last day of a month."""
    return date(last.year - 1, last.month + 1, 1) if last.month < 12 else date(last.year, 1, 1)
