"""Tables whose rows are villages or households: whose row it is, and what the register knows of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dixian.directives.blanks.engine.filling import filled
from dixian.directives.blanks.engine.layout import HEADS, NUMBERS, PLACES, VILLAGES, Layout
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area, Unit
from dixian.foundation.areas.enums import Level
from dixian.foundation.books.api import places_by_name, village_called
from dixian.foundation.figures.api import units_of_areas
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import header_key, name_key, tidy
from dixian.registry.households.api import Household

NAMED, TOWN = 5, "乡镇"
# What is known of a household, and the headers superiors write over it.
KNOWN: dict[str, tuple[tuple[str, ...], Callable[[Any], str]]] = {
    "household.number": (NUMBERS, lambda one: one.number),
    "household.head": (HEADS, lambda one: one.head_name),
    "household.town": (PLACES, lambda one: one.village.parent.name if one.village.parent else ""),
    "household.village": (VILLAGES, lambda one: one.village.name),
    "household.group": (("屯", "屯组", "村民小组", "自然屯", "组"), lambda one: one.group_name),
    "household.address": (("住址", "家庭住址", "详细地址"), lambda one: one.address),
    "household.size": (
        ("人口", "人口数", "家庭人口", "家庭人口数", "家庭人数", "人数"),
        lambda one: str(one.size),
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


@dataclass(frozen=True)
class OfHousehold:
    """Something known of a household, to choose from: its code, and what it is called."""

    code: str
    title: str
    measure: str = "户档案"


CHOICES = [
    OfHousehold(code, TOWN if headers is PLACES else headers[0]) for code, (headers, _) in KNOWN.items()
]


def guessed_of_household(title: str) -> str:
    """The code of what a header asks of a household; "" where it is nothing the register knows."""
    key = header_key(title)
    return next((code for code, (headers, _) in KNOWN.items() if key in map(header_key, headers)), "")


def villages_of(layout: Layout) -> dict[int, tuple[str, Unit, int]]:
    """Line -> what the row calls the village, the unit of its township, the village. Raises Refusal where one is none, or several."""
    known, units = places_by_name(), units_of_areas()
    named = {int(line): name for line, name in layout.rows.items()}
    meant: dict[int, Area | None] = {}
    for line, name in named.items():
        found = [one for one in known.get(tidy(name), ()) if one.level == Level.VILLAGE and one.pk in units]
        meant[line] = found[0] if len(found) == 1 else None
    unknown = [named[line] for line, one in meant.items() if one is None]
    if unknown:
        raise Refusal(
            f"表里的“{'、'.join(unknown[:NAMED])}”不是本县的村，或者同名的有几个",
            "改成村的全称，同名的在“乡镇”一栏写明乡镇，再上传",
        )
    answer = Unit.objects.in_bulk({units[one.pk] for one in meant.values() if one})
    return {line: (named[line], answer[units[one.pk]], one.pk) for line, one in meant.items() if one}


def household_list(content: bytes, layout: Layout, meant: Mapping[str, str], post: Post) -> bytes:
    """The superior's table with what the register knows of each household in the cells that are empty; who isn't found, or several
    households could be, stays as it came. Raises NotAllowed for a post that doesn't see or take out households."""
    post.require(Capability.SEE_HOUSEHOLDS)
    post.require(Capability.EXPORT)
    named = {int(line): name for line, name in layout.rows.items()}
    households = _households(named, {int(line): one for line, one in layout.where.items()}, post)
    asked = {**{int(column): code for column, code in meant.items() if code}, layout.place: _of_place(layout)}
    rows = {
        line: (
            name,
            {
                column: KNOWN[code][1](households[line])
                for column, code in asked.items()
                if line in households
            },
        )
        for line, name in named.items()
    }
    return filled(content, sheet=layout.sheet, place=layout.place, rows=rows, total=None, only_gaps=True)


def _of_place(layout: Layout) -> str:
    """What the column asks by which rows are found: the number where the head stands in a column of its own."""
    return "household.number" if "head" in layout.beside else "household.head"


def _households(named: Mapping[int, str], where: Mapping[int, str], post: Post) -> dict[int, Household]:
    """Line -> the one household within the post's reach that its number names, or its head with the village beside it."""
    reached = Household.objects.visible_to(post).filter(valid_to=None).select_related("village__parent")
    by_number = {one.number: one for one in reached.filter(number__in=set(named.values()))}
    left = {line: name for line, name in named.items() if name not in by_number}
    by_head: dict[str, list[Household]] = {}
    for one in reached.filter(head_name__in=set(left.values())):
        by_head.setdefault(name_key(one.head_name), []).append(one)
    found = {line: by_number[name] for line, name in named.items() if name in by_number}
    for line, name in left.items():
        fitting = [one for one in by_head.get(name_key(name), ()) if _lies(one, where.get(line, ""))]
        if len(fitting) == 1:
            found[line] = fitting[0]
    return found


def _lies(household: Household, village: str) -> bool:
    """Whether a household lies in the village that stands beside it; one without fits any."""
    return not village or tidy(village_called(village)) == tidy(village_called(household.village.name))
