"""What an import does, row by row: all of it is said before any of it is kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from dixian.foundation.areas.formats.columns import NO, NONE, YES
from dixian.foundation.areas.models import Area, Unit
from dixian.foundation.areas.naming import find_area, find_unit, heir_of, pick_unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

Row = dict[str, Any]
Rows = Iterable[tuple[int, Row]]


@dataclass
class Applied:
    """What an import does: counts, sentences for what changes, problems by row number.

    empty: rows with nothing filled in; absent: what is in force and not in the file, which stays; at_work: the
    numbers of the rows that are new or change something; moves: row number -> what it means that it moves a place,
    in sentences, where it does (decision 0023).
    """

    new: int = 0
    changed: list[str] = field(default_factory=list)
    same: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)
    empty: int = 0
    absent: list[str] = field(default_factory=list)
    at_work: list[int] = field(default_factory=list)
    moves: dict[int, list[str]] = field(default_factory=dict)


@dataclass
class Took:
    """What one row did: `new`, or `titles` of what it changed of `what`; none of them where all is the same.

    told: sentences where it moved a place.
    """

    what: str = ""
    new: bool = False
    titles: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


Take = Callable[[Row], Took | None]


def apply_rows(rows: Rows, take: Take, *, preview: bool, finish: Take | None = None) -> Applied:
    """Take every row, then finish every row that was taken; a refused row is named and undone alone.

    finish: what may speak of rows further down, such as a successor. A row refused there was already taken,
    so everything is done anew without it. With `preview`, nothing is kept.
    """
    kept = list(rows)
    late: dict[int, str] = {}
    while True:
        with transaction.atomic():
            taken, refused = _step([row for row in kept if row[0] not in late], take)
            left = [row for row in kept if taken.get(row[0]) is not None]
            finished, refused_late = _step(left, finish) if finish else ({}, {})
            transaction.set_rollback(preview or bool(refused_late))
        if not refused_late:
            done = {number: _together(took, finished.get(number)) for number, took in taken.items()}
            return _summed(done, refused | late)
        late |= refused_late


def _step(rows: list[tuple[int, Row]], take: Take) -> tuple[dict[int, Took | None], dict[int, str]]:
    taken, refused = {}, {}
    for number, row in rows:
        try:
            with transaction.atomic():
                taken[number] = take(row)
        except Refusal as refusal:
            refused[number] = "。".join(filter(None, (refusal.message, refusal.remedy)))
    return taken, refused


def _together(took: Took | None, finished: Took | None) -> Took | None:
    if took is None or finished is None:
        return took
    return Took(took.what, took.new, [*took.titles, *finished.titles], [*took.told, *finished.told])


def _summed(taken: dict[int, Took | None], refused: dict[int, str]) -> Applied:
    applied = Applied(problems=sorted(refused.items()))
    for number, took in taken.items():
        if took is not None and (took.new or took.titles):
            applied.at_work.append(number)
        if took is not None and took.told:
            applied.moves[number] = took.told
        if took is None:
            applied.empty += 1
        elif took.new:
            applied.new += 1
        elif took.titles:
            applied.changed.append(f"{took.what}：{'、'.join(took.titles)}")
        else:
            applied.same += 1
    return applied


def parents_first(rows: Rows) -> list[tuple[int, Row]]:
    """The rows so that what stands above in the tree is taken before what stands below."""
    kept = list(rows)
    above = {row["code"]: row["parent"] for _, row in kept}

    def depth(code: str) -> int:
        seen: set[str] = set()
        while code in above and code not in seen:
            seen.add(code)
            code = above[code] or ""
        return len(seen)

    return sorted(kept, key=lambda one: depth(one[1]["code"]))


def absent(model: Any, rows: Rows) -> list[str]:
    """Names and codes of what is in force today and not in the file."""
    codes = {row["code"] for _, row in rows}
    return [
        f"{place}（{place.code}）"
        for place in model.objects.exclude(valid_to__lte=clock.today()).order_by("path")
        if place.code not in codes
    ]


def area_named(text: str, *, of: str) -> Area:
    """The area a row names. Raises Refusal."""
    found = find_area(text)
    if found is None:
        raise Refusal(f"“{of}”的上级或区划代码不存在", f"“{text}”改成区划代码")
    return found


def unit_named(text: str, *, of: str) -> Unit:
    """The unit a row names. Raises Refusal."""
    found = pick_unit(text)
    if found is None:
        raise Refusal(f"“{of}”的上级或区划代码不存在", f"“{text}”改成单位代码")
    return found


def unit_of_row(row: Row) -> Unit:
    """The unit of a row with name and, where names are not enough, code. Raises Refusal."""
    named = find_unit(row["unit"] or "")
    coded = Unit.objects.filter(code=row["code"]).first() if row["code"] else None
    if row["code"] and coded is None:
        raise Refusal(f"没有单位代码“{row['code']}”", "对照单位表填写")
    if named is not None and coded is not None and named not in (coded, heir_of(coded)):
        raise Refusal(f"“{row['unit']}”和代码“{row['code']}”不是同一个单位", "核对后只留一个")
    found = coded or named
    if found is None:
        raise Refusal(f"没有单位“{row['unit']}”，或有几个同名", "用单位全称，或填单位代码")
    return found


def titles_of(model: Any, names: list[str]) -> list[str]:
    """Fields in the words people know them by."""
    return [str(model._meta.get_field(name).verbose_name) for name in names]


def changes_of(place: Area | Unit, names: list[str]) -> list[str]:
    """What fields of a place are from now on, as it is to be checked before it is agreed to."""
    titles = titles_of(type(place), names)
    return [f"{title}改为“{_shown(place, name)}”" for title, name in zip(titles, names, strict=True)]


def _shown(place: Area | Unit, name: str) -> str:
    value = getattr(place, name)
    if isinstance(value, bool):
        return YES if value else NO
    display = getattr(place, f"get_{name}_display", None)
    return str(display() if display else value or NONE)
