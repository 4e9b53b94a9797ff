"""The units a county knows, and which of them a written name means: at most one, never a guess."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from dixian.directives.workplans.engine.words import names_person

OTHER_NAME = re.compile(r"^(.+?)\(([^()]+)\)$")
# 各乡镇和 is the beginning of a list.
JOINERS = ("和", "及", "与", "、")
AND = re.compile(r"(?<=.)和(?=.)")
# 民政部门, 县医保部门: what a bureau is called by.
WORK = re.compile(r"(县?[一-龥]{2,6})部门")
BUREAUS = ("局", "部")
SOME = re.compile(r"有关|相关")
DUTY_WORDS = re.compile(r"(?:按照?职责)?(?:分工)?负责$|按照?职责分工$")
FILLERS = re.compile(r"有关|相关|各|[()、和及]")
AMBIGUOUS, ABOLISHED, ELSEWHERE, UNKNOWN, NO_MEMBERS, UNNAMED, PERSON = (
    "ambiguous", "abolished", "elsewhere", "unknown", "no_members", "unnamed", "person",
)  # fmt: skip


@dataclass(frozen=True)
class KnownUnit:
    """A unit: its official and its short name, and until when it stands; who goes on in its place.

    aliases: what else people call it, former names included. spellings: names with and without 县, 县委, 绥棱县.
    In all of them 和 may be left out or put in: 人力资源社会保障局 is 人力资源和社会保障局.
    A name that is one unit's own comes before another's alias, and that before a spelling.
    """

    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    spellings: frozenset[str] = frozenset()
    valid_to: date | None = None
    successor: str = ""


@dataclass(frozen=True)
class KnownGroup:
    """A group word such as 各乡镇, and the official names of its members."""

    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reform:
    """What units of a kind were called until a reform of the state's organs, and the kind that goes on in their place."""

    former: tuple[str, ...]
    heir: str
    since: date
    source: str


@dataclass(frozen=True)
class Resolved:
    """The official names a written one stands for: none, one, or the members of a group.

    why: empty where there is nothing to be looked at; told: what a person has to know about it.
    """

    units: tuple[str, ...] = ()
    why: str = ""
    told: str = ""
    proposal: str = ""


@dataclass
class UnitTable:
    """The units and groups of one county. county: 绥棱县; empty where names stand for themselves."""

    county: str
    units: Sequence[KnownUnit]
    groups: Sequence[KnownGroup] = ()
    reforms: Sequence[Reform] = ()
    _tiers: tuple[dict[str, list[KnownUnit]], ...] = field(default=(), repr=False)
    _by_key: dict[str, list[KnownGroup]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._tiers = ({}, {}, {}, {})
        for unit in self.units:
            own = (unit.name, unit.short)
            without_and = {AND.sub("", plain(one)) for one in (*own, *unit.aliases, *unit.spellings)}
            for tier, names in zip(
                self._tiers, (own, unit.aliases, unit.spellings, without_and), strict=True
            ):
                for written in {plain(one) for one in names if one}:
                    _file(tier, written, unit)
        for group in self.groups:
            for key in {group_key(plain(one)) for one in (group.name, *group.aliases) if one}:
                _file(self._by_key, key, group)

    def resolve(self, written: str, *, place: str = "", on: date | None = None) -> Resolved:
        """What `written` means in a paper of `place` (empty: this county's own) of the day `on`."""
        name = plain(written)
        own = not place or not self.county or place == self.county
        group = self._by_key.get(group_key(name), []) if own else []
        if len(group) == 1 and not self._named(name):
            return _of_group(group[0], name)
        if not own and self._stem() not in name:
            return Resolved(
                why=ELSEWHERE, told=f"{place}的单位，本县单位表中没有", proposal=full_name(name, place)
            )
        found = self._named(name)
        if heir := self._after_reform(name, found, on):
            return heir
        if not found and (both := OTHER_NAME.match(name)):
            return self._with_other_name(both[1], both[2], on)
        if not found and (called := self._by_its_work(name, on)):
            return called
        return _settled(found, name, on, self.county) if found else _unknown(name, self.county)

    def is_home(self, words: str) -> bool:
        """Whether words about a paper's issuer or title speak of this county."""
        return self._stem() in plain(words)

    def knows(self, written: str) -> bool:
        """Whether this is a name of a unit or a group."""
        name = plain(written)
        if name.endswith(JOINERS):
            return False
        return bool(
            self._named(name) or self._by_key.get(group_key(name)) or self._after_reform(name, [], None)
        )

    def _after_reform(self, name: str, found: Sequence[KnownUnit], on: date | None) -> Resolved | None:
        """县扶贫办: a unit a reform has ended and the table doesn't hold, or only as what another is called too."""
        for reform in self.reforms:
            former = next((one for one in reform.former if name.endswith(one)), "")
            if not former or any(former in plain(own) for unit in found for own in (unit.name, unit.short)):
                continue
            heirs = found or self._named(name.removesuffix(former) + reform.heir)
            settled = _settled(heirs, name, on, self.county) if heirs else Resolved()
            if len(settled.units) == 1:
                told = f"机构改革后已不单设（{reform.since} 印发的{reform.source}），职责并入{settled.units[0]}，请核对"
                return Resolved(settled.units, told=told)
        return None

    def _named(self, name: str) -> list[KnownUnit]:
        found = next((tier[name] for tier in self._tiers if name in tier), [])
        # 县委和县财政局 is two units, not one with 和 in its name.
        if found or any(self._named(name[: one.start()]) for one in AND.finditer(name)):
            return found
        found = self._tiers[-1].get(AND.sub("", name), [])
        # 绥棱县上集镇: what isn't the county's own unit may still be one within it.
        below = name.removeprefix(self.county) if self.county else name
        return found if found or below == name else self._named(below)

    def _by_its_work(self, name: str, on: date | None) -> Resolved | None:
        """民政部门: what a bureau does stands for the one bureau that does it; a person looks at it."""
        work = WORK.fullmatch(name)
        if work is None:
            return None
        found = {unit.name: unit for kind in BUREAUS for unit in self._named(work[1] + kind)}
        meant = _settled(tuple(found.values()), name, on, self.county) if found else Resolved()
        if len(meant.units) != 1:
            return None
        return Resolved(meant.units, told=f"写的是简称，按{meant.units[0]}认，请核对")

    def _with_other_name(self, first: str, second: str, on: date | None) -> Resolved:
        """县农业农村局(县乡村振兴局): the unit, unless the name in the bracket is another unit's."""
        found, beside = self._named(first), self._named(second)
        others = {unit.name for unit in beside} - {unit.name for unit in found}
        if not found or (others and len(found) == 1):
            told = f"“{first}”和括号里的“{second}”是两个单位" if found else ""
            return (
                Resolved(why=AMBIGUOUS, told=told) if found else _unknown(f"{first}({second})", self.county)
            )
        return _settled(found, first, on, self.county)

    def _stem(self) -> str:
        """The county's name without its level; what no name holds where there is none."""
        return self.county[:-1] if len(self.county) > len("县") else "\0"


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A name for comparing: full width to half, brackets of every kind round, no blanks."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[〔\[【〖]", "(", re.sub(r"[〕\]】〗]", ")", text))
    return "".join(char for char in text if not char.isspace() and unicodedata.category(char)[0] != "C")


def group_key(name: str) -> str:
    """What a group's name comes down to: 各派驻单位 and 派驻单位 are the same."""
    return FILLERS.sub("", DUTY_WORDS.sub("", name))


def full_name(name: str, place: str) -> str:
    """The name an unknown unit would have, to be looked at: 县科技局 -> 青禾县科技局."""
    level = place[-1:]
    if place and name.startswith(level) and not name.startswith(place):
        return place + name[1:]
    return name


def _of_group(group: KnownGroup, name: str) -> Resolved:
    if SOME.search(name) and "成员" not in name:
        return Resolved(why=UNNAMED, told="没有写明是哪几个")
    if not group.members:
        return Resolved(why=NO_MEMBERS, told="单位组还没有登记成员")
    told = "“有关”没有写明是哪几个，按单位组的全部成员列出" if SOME.search(name) else ""
    return Resolved(group.members, told=told)


def _settled(found: Sequence[KnownUnit], name: str, on: date | None, county: str) -> Resolved:
    standing = [unit for unit in found if not _ended(unit, on)]
    if len(standing) == 1:
        return Resolved((standing[0].name,))
    if len(standing) > 1:
        names = "、".join(sorted(unit.name for unit in standing))
        return Resolved(why=AMBIGUOUS, told=f"{len(standing)} 个单位都这样称呼：{names}")
    heirs = {unit.successor for unit in found if unit.successor}
    ended = "、".join(f"{unit.name}（{unit.valid_to}撤销）" for unit in found)
    if len(heirs) == 1:
        heir = heirs.pop()
        return Resolved((heir,), told=f"{ended}，已并入{heir}")
    return Resolved(why=ABOLISHED, told=f"{ended}，没有登记并入哪个单位")


def _ended(unit: KnownUnit, on: date | None) -> bool:
    return unit.valid_to is not None and (on is None or unit.valid_to <= on)


def _unknown(name: str, county: str) -> Resolved:
    if re.fullmatch(
        r"(?:县直|区直|市直|行业|职能|业务|各)*(?:有关|相关|各|其他)+.{0,8}(?:部门|单位|乡镇|方面|企业)", name
    ):
        return Resolved(why=UNNAMED, told="没有写明是哪几个")
    if names_person(name):
        return Resolved(why=PERSON, told="写的是职务，没有写是哪个单位的事")
    # What stands for several is no unit that could be set up; the name as written is no proposal.
    whole = "" if name.startswith("各") else full_name(name, county)
    proposal = "" if whole == name else whole
    return Resolved(why=UNKNOWN, told="单位表中没有", proposal=proposal)


def _file(where: dict[str, list[Any]], key: str, value: KnownUnit | KnownGroup) -> None:
    kept = where.setdefault(key, [])
    if value not in kept:
        kept.append(value)
