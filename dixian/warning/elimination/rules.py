"""The four conditions on plain values, each with the words that say why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# Kinds of facts that say a guarantee is broken, and the values that do; none: whatever it says.
TROUBLES: Mapping[str, Collection[str]] = {
    "housing.grade": ("C级", "D级"),
    "water.trouble": (),
    "education.out": (),
    "health.uninsured": (),
}


@dataclass(frozen=True)
class Judged:
    """A condition: whether what is known meets it, and the evidence in a sentence."""

    holds: bool
    evidence: str


@dataclass(frozen=True)
class Beside:
    """Income per head known otherwise, and whence. yearly: from the yearly collecting, not from a home check."""

    source: str
    amount: Decimal
    yearly: bool = False


@dataclass(frozen=True)
class Typed:
    """Income per head as somebody typed it. by: who. beside: what is known besides; None for nothing."""

    amount: Decimal | None
    by: str = ""
    beside: Beside | None = None

    def against(self, known: Decimal, source: str) -> str:
        """How far it is from what is known, in words; "" where nothing was typed."""
        if self.amount is None:
            return ""
        more = self.amount - known
        far = f"{'多' if more > 0 else '少'} {abs(more):,.2f} 元" if more else "一样"
        return f"{self.by}填报 {self.amount:,.2f} 元，和{source} {known:,.2f} 元比{far}"


def income(
    per_head: Decimal | None,
    line: Decimal,
    months: int | None,
    least: int,
    *,
    typed: Typed,
    collected: bool = False,
) -> Judged:
    """Steady for half a year and above the line of the day. collected: per_head was collected and confirmed.

    What was typed alone does not hold against a yearly income that is not above the line: that takes a word (facts 1.8).
    """
    if per_head is None or months is None:
        return Judged(False, f"没有填收入；现行监测范围 {line:,.2f} 元")
    word = "超过" if per_head > line else "没有超过"
    said = (
        f"人均纯收入 {per_head:,.2f} 元，{word}监测范围 {line:,.2f} 元；稳定 {months} 个月，须满 {least} 个月"
    )
    above = per_head > line
    if collected:
        differs = typed.amount not in (None, per_head)
        said += f"（审核过的收支表；{typed.against(per_head, '收支表')}，按收支表算）" if differs else ""
    else:
        beside = typed.beside
        known = f"；{typed.against(beside.amount, beside.source)}" if beside else ""
        said += f"（{typed.by}填报，没有审核过的收支表{known}）"
        above = above and not (beside and beside.yearly and beside.amount <= line)
    return Judged(above and months >= least, said)


def guarantees(broken: Sequence[str]) -> Judged:
    """Nothing known is broken. broken: a sentence each."""
    if broken:
        return Judged(False, "；".join(broken))
    return Judged(True, "住房、饮水、义务教育、基本医疗没有报来的问题")


def risk(open_leads: int, risks: Sequence[str], *, gone: bool) -> Judged:
    """No lead is open, and what it was monitored for is gone: a follow-up after help and after the newest risk saw an effect."""
    said = f"纳入时的风险：{'、'.join(risks) or '没有登记'}"
    if open_leads:
        return Judged(False, f"{said}；还有 {open_leads} 条线索没有办结")
    if risks and not gone:
        return Judged(False, f"{said}；措施落实和最近一项风险以后，还没有跟踪走访判断有成效")
    seen = "，落实以后的跟踪判断有成效" if gone else ""
    return Judged(True, f"{said}；没有未办结的线索{seen}")


def measures(delivered: int, owed: int, effect: str, idle: int = 0) -> Judged:
    """All are delivered, at least one there is, and the last follow-up saw an effect (`good`).

    idle: development measures of which somebody said that they have come to nothing.
    """
    said = f"措施落实 {delivered} 项，未落实 {owed} 项；最近一次跟踪：{'有成效' if effect == 'good' else '没有登记成效' if not effect else '成效不足'}"
    if idle:
        said += f"；{idle} 项开发式措施还没有成效"
    return Judged(bool(delivered) and not owed and not idle and effect == "good", said)


def months_apart(earlier: date, later: date) -> int:
    """Calendar months between the months of two days: 0 in the same month (当月), 1 in the next (次月)."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def held(labour: Collection[str], able: Collection[str], regained: str) -> bool:
    """暂不标注: every member is without labour, and nobody has said that labour was regained."""
    known = {one for one in labour if one}
    return bool(known) and not known & set(able) and not regained.strip()


def half_of(day: date) -> str:
    """`2024-1` or `2024-2`: the half-year of a look-back."""
    return f"{day.year}-{1 if day.month <= 6 else 2}"


def half_in_words(day: date) -> str:
    """The same as people say it."""
    return f"{day.year}年{'上' if day.month <= 6 else '下'}半年"


def half_begins(day: date) -> date:
    """The first day of the half-year."""
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def half_ends(day: date) -> date:
    """The last day of the half-year."""
    return date(day.year, 6, 30) if day.month <= 6 else date(day.year, 12, 31)
