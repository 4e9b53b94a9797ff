"""期初: what the cells of the national sheet say of measures and of members' protections (facts 1.9, 3.2)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dixian.foundation.areas.api import Unit
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.columns import Column, Day, MonthColumn, Text
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.policy.api import labels

BUREAU, SAFETY_NET, WELFARE_POST = "nyncj", "safetynet", "welfare_post"
SPLIT = re.compile(r"[、，,；;|｜/\n]+")
# 无, 未参加, 非特困, 无此类措施, 产业帮扶（无）; but 无障碍改造 and 未成年人补贴 are measures.
NONE = re.compile(
    r"([-—.0]|否|无|没有|未|不|非|尚未|暂未|暂无|没)+(有|此类|该类|这类|相关|任何|享受|参加|参保|缴费|实施|开展|落实|纳入)*"
    r"(城乡居民|城乡|农村|城镇|基本|养老|保险|低保|特困|供养|五保|帮扶|政策|措施|对象|情况|户|人员|人)*|.*\((无|否|没有)\)"
)
PLAIN = frozenset(
    ("是", "有", "1", "享受", "已享受", "参加", "已参加", "参保", "已参保", "缴费", "已缴费", "已实施")
)
# Columns of a member that say a protection is received, and what is written down where it says only 是.
OF_MEMBERS: Mapping[str, tuple[str, str]] = {
    "minimum_living": ("享受低保政策情况", "低保"),
    "destitute": ("享受特困供养政策情况", "特困供养"),
    "pension": ("是否参加城乡居民基本养老保险", "养老保险"),
}
# Granted to a household: it has it once, whoever of it is named. Every other is each member's own.
OF_THE_HOUSEHOLD = frozenset(("minimum_living", "destitute"))
ALSO: Mapping[str, tuple[str, ...]] = {WELFARE_POST: ("公益性岗位帮扶",), "education": ("其他教育帮扶",)}
MEMBER_NUMBER, MEMBER_NAME, RELATION = "member_number", "member_name", "relation"
# A member's post and for how many months: the same help as 公益岗位帮扶, which may be empty.
POST, MONTHS = "post", "post_months"
FIRST, LAST = "help_from", "help_to"


@dataclass(frozen=True)
class DayOrMonth(Day):
    """A day; of a month, as the national system writes it, its first or its last day. `ends`: the last."""

    ends: bool = False

    def convert(self, raw: object, text: str) -> date:
        """A date. Raises CellProblem."""
        try:
            return super().convert(raw, text)
        except CellProblem as problem:
            try:
                month = Month.parse(MonthColumn(self.code, self.title).convert(raw, text))
            except CellProblem:
                raise problem from None
            return month.last if self.ends else month.first


@dataclass(frozen=True)
class Said:
    """One thing the sheet says is received. protection: its code, "" for none; row: the member's, {} of the household."""

    kind: str
    what: str
    protection: str
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Tables:
    """The county's tables, read once for a sheet. unit: kind, or protection, -> whose help it is; words: of each protection."""

    kinds: Mapping[str, str]
    unit: Mapping[str, int]
    words: Sequence[tuple[str, str]]

    @classmethod
    def read(cls) -> "Tables":
        """By the tables `measure_unit` and `protection_word`; what these do not name is the bureau's."""
        ids = {one.code: one.pk for one in Unit.objects.filter(valid_to=None)}
        kinds, named = labels("measure_kind"), labels("measure_unit")
        unit = {code: ids.get(named.get(code, BUREAU), ids[BUREAU]) for code in {*kinds, *named}}
        said = labels("protection_word").items()
        return cls(kinds, unit, [(word, code) for code, words in said for word in words.split("｜") if word])

    def protection_of(self, kind: str, what: str) -> str:
        """Which protection a measure of 综合保障 is; "" for none."""
        return next((code for word, code in self.words if kind == SAFETY_NET and word in what), "")

    def unit_of(self, kind: str, protection: str) -> int:
        """Of 综合保障 a protection may be another unit's."""
        return self.unit[protection if protection in self.unit else kind]


def columns() -> tuple[Column, ...]:
    """One for each kind of measure of the county's table, who a row is, its protections and post, the days of the help."""
    kinds = labels("measure_kind").items()
    return (
        Text(MEMBER_NUMBER, "人编号", longest=30),
        Text(MEMBER_NAME, "姓名", longest=60),
        Text(RELATION, "与户主关系", longest=20),
        *(Text(f"of_{code}", label, ALSO.get(code, ()), longest=200) for code, label in kinds),
        *(Text(f"has_{code}", title, longest=40) for code, (title, _) in OF_MEMBERS.items()),
        Text(POST, "公益性岗位", longest=40),
        Text(MONTHS, "公益性岗位(月数)", longest=20),
        DayOrMonth(FIRST, "帮扶开始时间", ("帮扶开始日期", "措施开始日期")),
        DayOrMonth(LAST, "帮扶结束时间", ("帮扶结束日期", "措施结束日期"), ends=True),
    )


def said_of(row: Mapping[str, Any], members: Sequence[Mapping[str, Any]], tables: Tables) -> Iterable[Said]:
    """Each thing once. row: the household's; members: its rows as they stand in the sheet."""
    own = list(_of_members(members, tables))
    named = {one.protection for one in own if one.protection}
    posts = any(one.kind == WELFARE_POST for one in own)
    for code, label in tables.kinds.items():
        for what in _words(row.get(f"of_{code}"), label):
            protection = tables.protection_of(code, what)
            if protection in named and protection not in OF_THE_HOUSEHOLD:
                continue
            posts = posts and code != WELFARE_POST
            yield Said(code, what, protection, {})
    for one in own:
        if one.kind != WELFARE_POST or posts:
            yield one


def months_of(members: Sequence[Mapping[str, Any]]) -> str:
    """For how many months members have a post: `6、12`; "" where the sheet does not say."""
    told = [str(one.get(MONTHS) or "").removesuffix(".0") for one in members]
    return "、".join(one for one in told if one.isdecimal() and int(one))


def _of_members(members: Sequence[Mapping[str, Any]], tables: Tables) -> Iterable[Said]:
    for member in members:
        for code, (_, plain) in OF_MEMBERS.items():
            for what in _words(member.get(f"has_{code}"), plain):
                yield Said(SAFETY_NET, what, tables.protection_of(SAFETY_NET, what) or code, member)
        for what in _words(member.get(POST), "公益性岗位"):
            yield Said(WELFARE_POST, what, "", member)


def _words(cell: str | None, plain: str) -> Iterable[str]:
    """What a cell names; `plain` where it only says 是."""
    for said in SPLIT.split(cell or ""):
        if said.strip() and not NONE.fullmatch(said.strip()):
            yield plain if said.strip() in PLAIN else said.strip()[:200]
