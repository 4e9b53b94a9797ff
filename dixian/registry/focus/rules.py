"""Who belongs to a focus group, on plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One line of `criteria.toml`."""

    group: str
    kind: str
    title: str = ""
    least: str = ""
    most: str = ""
    months: str = ""
    values: tuple[str, ...] = ()
    unit: str = "元"

    @property
    def parameters(self) -> tuple[str, ...]:
        """The codes of the parameters it rests on."""
        return tuple(code for code in (self.least, self.most, self.months) if code)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What is known of a household by one kind of fact: its sum, a value, the latest day, how many facts say it."""

    total: Decimal | None
    value: str | None
    since: date
    count: int
    source: str


def begins(criterion: Criterion, values: Mapping[str, Decimal], today: date) -> date | None:
    """The first day on which the fact may have begun; None where it may lie however long ago."""
    months = int(values[criterion.months]) if criterion.months else 0
    return months_before(today, months) if months else None


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of a shorter month: `2024-03-31`, 1 -> `2024-02-29`."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


def meets(criterion: Criterion, evidence: Evidence, values: Mapping[str, Decimal]) -> bool:
    """Whether the line is reached; days and values were narrowed before."""
    if criterion.least:
        return evidence.total is not None and evidence.total >= values[criterion.least]
    if criterion.most:
        return evidence.total is not None and evidence.total <= values[criterion.most]
    return True


def sentence(criterion: Criterion, evidence: Evidence, values: Mapping[str, Decimal], title: str) -> str:
    """`全家当年累计自付医疗费用 23,400.00 元，达到 10,000.00 元（县医保局报送，2024-03-31）`."""
    return f"{_said(criterion, evidence, values, title)}（{evidence.source}，{evidence.since}）"


def joined(sentences: Sequence[str]) -> str:
    """The first in full, and that there are others: they may rest on what others own."""
    more = f"；另有 {len(sentences) - 1} 项依据" if len(sentences) > 1 else ""
    return f"{sentences[0][: LONGEST - len(more)]}{more}"


def _said(criterion: Criterion, evidence: Evidence, values: Mapping[str, Decimal], title: str) -> str:
    together = "全家" if evidence.count > 1 else ""
    unit = criterion.unit
    if criterion.least:
        return f"{together}{title} {evidence.total:,.2f} {unit}，达到 {values[criterion.least]:,.2f} {unit}"
    if criterion.most:
        return f"{title} {evidence.total:,.2f} {unit}，不超过 {values[criterion.most]:,.2f} {unit}"
    return f"{title}：{evidence.value}" if evidence.value else title
