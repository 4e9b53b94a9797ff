"""期初: measures that households monitored before already have, from the national sheet (facts 1.9, 3.2).

They are taken as delivered on the day their help began; nobody owes anything by them and no clock starts. Who has none stays on
the ledger's list “期初没有措施”.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Column, Day, Text
from dixian.foundation.policy.api import labels
from dixian.warning.cases.api import Case
from dixian.warning.measures.enums import MeasureState
from dixian.warning.measures.models import Measure

PIECE = 500
BUREAU, SAFETY_NET, TOLD = "nyncj", "safetynet", "期初，全国系统里已有的措施"
SPLIT = re.compile(r"[、，,；;|｜/\n]+")
NOTHING = frozenset(("", "无", "否", "没有", "未享受", "不享受", "未实施", "尚未实施", "未参加"))
# Columns of a member in the national sheet that say a protection is received, and what is written down where it says only 是.
OF_MEMBERS: Mapping[str, tuple[str, str]] = {
    "minimum_living": ("享受低保政策情况", "低保"),
    "destitute": ("享受特困供养政策情况", "特困供养"),
    "pension": ("是否参加城乡居民基本养老保险", "养老保险"),
}
ALSO: Mapping[str, tuple[str, ...]] = {
    "welfare_post": ("公益性岗位帮扶", "公益性岗位"),
    "education": ("其他教育帮扶",),
}
FIRST, LAST = "help_from", "help_to"
# (row number, clean values of `columns`)
Row = tuple[int, Mapping[str, Any]]


@dataclass
class Taken:
    """How many measures came in, and a problem by row number of each row that could not."""

    done: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Tables:
    """The county's tables, read once for a sheet. unit: kind, or protection, -> whose help it is; words: of each protection."""

    kinds: tuple[str, ...]
    unit: Mapping[str, int]
    words: Sequence[tuple[str, str]]

    @classmethod
    def read(cls) -> "_Tables":
        """By the tables `measure_unit` and `protection_word`; what these do not name is the bureau's."""
        ids = {one.code: one.pk for one in Unit.objects.filter(valid_to=None)}
        kinds, named = tuple(labels("measure_kind")), labels("measure_unit")
        unit = {code: ids.get(named.get(code, BUREAU), ids[BUREAU]) for code in {*kinds, *named}}
        said = labels("protection_word").items()
        words = [(word, code) for code, words in said for word in words.split("｜") if word]
        return cls(kinds, unit, words)

    def unit_of(self, kind: str, what: str) -> int:
        """Of 综合保障 a protection may be another unit's."""
        said = (code for word, code in self.words if kind == SAFETY_NET and word in what)
        return self.unit[next((code for code in said if code in self.unit), kind)]


def columns() -> tuple[Column, ...]:
    """One for each kind of measure of the county's table, the protections of a member, and the days help began and ended."""
    kinds = labels("measure_kind").items()
    return (
        *(Text(f"of_{code}", label, ALSO.get(code, ()), longest=200) for code, label in kinds),
        *(Text(f"has_{code}", title, longest=40) for code, (title, _) in OF_MEMBERS.items()),
        Day(FIRST, "帮扶开始时间", ("帮扶开始日期", "措施开始日期")),
        Day(LAST, "帮扶结束时间", ("帮扶结束日期", "措施结束日期")),
    )


@transaction.atomic
def take_measures(*, rows: Sequence[Row], post: Post) -> Taken:
    """rows: one a household, with its 户编号 in `number`. A bad row is named, the others are taken; twice does no harm.

    Without a day in the row help is taken to have begun when the household was identified. Raises NotAllowed.
    """
    post.require(Capability.IMPORT_REGISTER)
    result, tables = Taken(), _Tables.read()
    cases = _cases({row["number"] for _, row in rows})
    known = _known(cases.values())
    new: list[Measure] = []
    for at, row in rows:
        told = list(_said(row, tables))
        case = cases.get(row["number"])
        if not told or case is None:
            continue
        if why := _why_not(case, row):
            result.problems.append((at, why))
            continue
        for kind, what in told:
            if (case.pk, kind, what) not in known:
                known.add((case.pk, kind, what))
                new.append(_measure(case, kind, what, row, tables.unit_of(kind, what)))
    Measure.objects.bulk_create(new, batch_size=PIECE)
    result.done = len(new)
    return result


def _said(row: Mapping[str, Any], tables: _Tables) -> Iterable[tuple[str, str]]:
    """(kind, what) for each thing the row says is received."""
    for code in tables.kinds:
        for what in SPLIT.split(row.get(f"of_{code}") or ""):
            if what.strip() not in NOTHING:
                yield code, what.strip()[:200]
    for code, (_, plain) in OF_MEMBERS.items():
        for said in SPLIT.split(row.get(f"has_{code}") or ""):
            if said.strip() not in NOTHING:
                yield SAFETY_NET, plain if said.strip() in ("是", "已享受", "享受") else said.strip()


def _why_not(case: Case, row: Mapping[str, Any]) -> str:
    first, last = _first(case, row), row.get(LAST)
    if first is None:
        return "没有识别监测时间，也没有帮扶开始时间，措施没有导入。填上其中一个再导入"
    if first > clock.today():
        return f"帮扶开始时间 {first} 在今天以后，措施没有导入。核对这一格"
    if last is not None and last < first:
        return f"帮扶结束时间 {last} 早于开始时间 {first}，措施没有导入。核对这两格"
    return ""


def _first(case: Case, row: Mapping[str, Any]) -> date | None:
    return row.get(FIRST) or row.get("event_date") or case.event_date


def _measure(case: Case, kind: str, what: str, row: Mapping[str, Any], unit: int) -> Measure:
    first = _first(case, row)
    assert first is not None  # noqa: S101 - asked before
    return Measure(
        case=case,
        household_id=case.household_id,
        village_id=case.village_id,
        unit_id=unit,
        kind=kind,
        what=what,
        from_on=first,
        to_on=row.get(LAST),
        until_on=first,
        state=MeasureState.DELIVERED,
        delivered_on=first,
        told=TOLD,
    )


def _cases(numbers: set[str]) -> dict[str, Case]:
    found: dict[str, Case] = {}
    wanted = sorted(numbers)
    for start in range(0, len(wanted), PIECE):
        some = Case.objects.filter(lead=None, household__number__in=wanted[start : start + PIECE])
        found.update({one.household.number: one for one in some.select_related("household").order_by("id")})
    return found


def _known(cases: Iterable[Case]) -> set[tuple[int, str, str]]:
    ids = [one.pk for one in cases]
    known: set[tuple[int, str, str]] = set()
    for start in range(0, len(ids), PIECE):
        some = Measure.objects.filter(case__in=ids[start : start + PIECE])
        known |= set(some.values_list("case_id", "kind", "what"))
    return known
