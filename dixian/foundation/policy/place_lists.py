"""A list of areas or units that moves places, as a proposal keeps it: its rows as plain values, and what they do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dixian.foundation.areas import api as areas
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Column, Day
from dixian.foundation.kernel.problems import Refusal

Rows = list[tuple[int, dict[str, Any]]]


@dataclass(frozen=True)
class PlaceList:
    """A list that comes from Excel; word: what one of its rows is about."""

    title: str
    word: str
    columns: tuple[Column, ...]
    apply: Callable[..., Any]


LISTS = {
    "areas": PlaceList("区划", "area", areas.AREA_COLUMNS, areas.apply_areas),
    "units": PlaceList("单位", "unit", areas.UNIT_COLUMNS, areas.apply_units),
}


def arguments_of(what: str, rows: Rows, applied: Any) -> dict[str, Any]:
    """A proposal's arguments: the rows that do something, and what they were found to do."""
    today = clock.today()
    # What begins today where the file doesn't say begins on the day it was asked for.
    kept = [
        (number, {**row, "since": row["since"] or today}) for number, row in rows if number in applied.at_work
    ]
    return {
        "list": what,
        "rows": [[number, {name: _packed(value) for name, value in row.items()}] for number, row in kept],
        "places": [f"{LISTS[what].word} {row['code']}" for number, row in kept if number in applied.moves],
        "told": told_of(applied),
    }


def run_list(arguments: dict[str, Any], *, preview: bool) -> Any:
    """What the rows do. Raises Refusal where one of them can't be taken any more."""
    about = LISTS[arguments["list"]]
    days = {column.code for column in about.columns if isinstance(column, Day)}
    rows = [(number, {name: _unpacked(name in days, value) for name, value in row.items()})
            for number, row in arguments["rows"]]  # fmt: skip
    applied = about.apply(rows=rows, preview=preview)
    if applied.problems:
        number, said = applied.problems[0]
        raise Refusal(f"{about.title}表第 {number} 行：{said}", "改好后重新导入")
    return applied


def told_of(applied: Any) -> list[str]:
    """What a list does, for whoever agrees: first what it moves."""
    moved = [line for lines in applied.moves.values() for line in lines]
    return [*moved, *([f"新增 {applied.new} 个"] if applied.new else []), *applied.changed]


def _packed(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _unpacked(is_day: bool, value: Any) -> Any:
    return date.fromisoformat(value) if is_day and value else value
