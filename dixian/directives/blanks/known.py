"""What the register knows of a household or person, and the headers superiors write over it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dixian.directives.blanks.engine.headers import (
    HEADS,
    NAMES,
    NUMBERS,
    OF_PERSONS,
    PERSON_NUMBERS,
    PLACES,
    VILLAGES,
)
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.text import header_key
from dixian.registry.households.api import Household, Person, tellings

TOWN = "乡镇"


@dataclass(frozen=True)
class Subject:
    """Whom a row is about. above: what rooms above know of the household, by code."""

    household: Household
    person: Person | None = None
    above: Mapping[str, str] = field(default_factory=dict)


def _age(one: Any) -> int | str:
    today, born = clock.today(), one.birth
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) if born else ""


def _town(one: Household) -> str:
    return one.village.parent.name if one.village.parent else ""


Told = tuple[tuple[str, ...], Callable[[Any], Any]]
OF_HOUSEHOLD: dict[str, Told] = {
    "household.number": (NUMBERS, lambda one: one.number),
    "household.head": (HEADS, lambda one: one.head_name),
    "household.town": (PLACES, _town),
    "household.village": (VILLAGES, lambda one: one.village.name),
    "household.group": (("屯", "屯组", "村民小组", "自然屯", "组"), lambda one: one.group_name),
    "household.address": (("住址", "家庭住址", "详细地址"), lambda one: one.address),
    "household.size": (
        ("人口", "人口数", "家庭人口", "家庭人口数", "家庭人数", "人数"),
        lambda one: one.size,
    ),
    "household.kind": (("户类型", "农户类型", "农户类别"), lambda one: one.get_kind_display()),
    "household.monitored": (
        ("监测类型", "监测类别", "监测对象类型", "监测对象类别", "三类户类型"),
        lambda one: one.get_monitored_display() or "不是监测对象",
    ),
    "household.risk": (
        ("风险是否消除", "是否消除风险", "风险消除情况", "风险状态"),
        lambda one: "" if not one.monitored else "已消除" if one.risk_eliminated else "未消除",
    ),
    "household.since": (
        ("识别时间", "纳入时间", "识别监测时间", "纳入监测时间"),
        lambda one: one.monitored_month,
    ),
    "household.until": (("消除时间", "风险消除时间", "消除监测时间"), lambda one: one.eliminated_month),
}
# No ID numbers: no list of the system gives them out.
OF_PERSON: dict[str, Told] = {
    "person.number": (PERSON_NUMBERS, lambda one: one.number),
    "person.name": (NAMES, lambda one: one.name),
    "person.relation": (("与户主关系", "家庭关系"), lambda one: one.relation),
    "person.sex": (("性别",), lambda one: one.sex),
    "person.age": (("年龄", "周岁"), _age),
}


@dataclass(frozen=True)
class Choice:
    """Something known, to choose from: its code, what it is called, where it is known from."""

    code: str
    title: str
    measure: str = "户档案"


def choices(kind: str) -> list[Choice]:
    """What a column of a table of this kind may mean."""
    own = {**(OF_PERSON if kind == OF_PERSONS else {}), **OF_HOUSEHOLD}
    known = [Choice(code, TOWN if headers is PLACES else headers[0]) for code, (headers, _) in own.items()]
    return [*known, *(Choice(one.code, one.title, "监测对象") for one in tellings())]


def guessed_of_subject(title: str, kind: str) -> str:
    """The code of what a header asks of a household or person; "" where it is nothing that is known."""
    key = header_key(title.rpartition(" ")[2])
    own = {**(OF_PERSON if kind == OF_PERSONS else {}), **OF_HOUSEHOLD}
    headers = {code: names for code, (names, _) in own.items()} | {
        one.code: one.headers for one in tellings()
    }
    return next((code for code, names in headers.items() if key in map(header_key, names)), "")


def known_of(code: str, subject: Subject) -> Any:
    """What a code says of whom a row is about."""
    if code in OF_HOUSEHOLD:
        return OF_HOUSEHOLD[code][1](subject.household)
    if code in OF_PERSON:
        return OF_PERSON[code][1](subject.person) if subject.person else ""
    return subject.above.get(code, "")
