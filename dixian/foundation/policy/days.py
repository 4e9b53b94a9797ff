"""Changes of the holiday table: one day, or a year's list as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import WEEKENDS
from dixian.foundation.kernel.columns import Choice, Day, Text
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.actions import propose
from dixian.foundation.policy.models import Holiday, Proposal
from dixian.foundation.policy.reference import days_of_year
from dixian.foundation.policy.words import kind_of_day

WORKED, OFF = kind_of_day(True), kind_of_day(False)
YEARS = range(2020, 2100)
LONGEST_NAME = 40
HOLIDAY_COLUMNS = (
    Day("day", "日期", required=True, example="2027-10-01"),
    Choice("kind", "上班或放假", ("类型", "安排"), required=True, options=(OFF, WORKED), example=OFF),
    Text("name", "名称", ("节日", "说明"), longest=LONGEST_NAME, example="国庆节"),
)


@dataclass(frozen=True)
class YearChange:
    """What a list changes of a year: rows to propose, and how many days are as they stand already."""

    rows: list[dict[str, Any]]
    same: int


def propose_day(*, day: date, kind: str, name: str, valid_from: date, source: str, post: Post) -> Proposal:
    """Ask for a day to be worked or not; kind "" takes the entry away, the day counts as any other.

    Raises Refusal where that is so already, or the day lies outside the years kept here.
    """
    _check_year(day.year)
    current = Holiday.objects.filter(in_force(valid_from), day=day).first()
    if not kind and current is None:
        raise Refusal(f"{day} 没有登记，本来就按平常算", "不必提请")
    if kind and not name.strip():
        raise Refusal("没有写名称", "写节日名称，或“调休上班”")
    if kind and current and current.is_working == (kind == WORKED) and current.name == name.strip():
        raise Refusal(f"{day} 已经登记为{kind}", "不必提请")
    row = _row(day, kind == WORKED, name) if kind else {"day": day.isoformat(), "ended": True}
    said = f"{day} {kind}（{name.strip()}）" if kind else f"{day} 取消登记"
    return _asked(said, [row], valid_from, source, post)


def propose_year(
    *, year: int, rows: list[dict[str, Any]], valid_from: date, source: str, post: Post
) -> Proposal:
    """Ask for a year's list, from `change_of_year`. Raises Refusal where it changes nothing."""
    if not rows:
        raise Refusal(f"{year}年的安排与已登记的完全一致", "不必提请")
    gone = sum(1 for row in rows if row.get("ended"))
    said = f"{year}年放假安排：登记 {len(rows) - gone} 天{f'，取消 {gone} 天' if gone else ''}"
    return _asked(said, rows, valid_from, source, post)


def change_of_year(*, year: int, days: Iterable[tuple[date, str, str]], on: date | None = None) -> YearChange:
    """What a whole year's list (day, 放假 or 上班, name) changes of what holds on a day (today); entries that are
    not in it any more end.

    A day the weekend rule gives anyway needs no entry. Raises Refusal for a day of another year.
    """
    _check_year(year)
    wanted: dict[date, dict[str, Any]] = {}
    for day, kind, name in days:
        if day.year != year:
            raise Refusal(f"{day} 不在 {year} 年", f"表里只留 {year} 年的日子")
        if WEEKENDS.is_working(day) != (kind == WORKED):
            wanted[day] = _row(day, kind == WORKED, name or ("调休上班" if kind == WORKED else "放假"))
    if not wanted:
        raise Refusal(f"表里没有 {year} 年的放假或调休", "对照放假通知填写后再导入")
    held = in_force(on or clock.today())
    open_rows = {one.day: one for one in Holiday.objects.filter(held, day__year=year)}
    changed = [
        row
        for day, row in sorted(wanted.items())
        if day not in open_rows
        or (open_rows[day].is_working, open_rows[day].name) != (row["is_working"], row["name"])
    ]
    gone = [{"day": day.isoformat(), "ended": True} for day in sorted(set(open_rows) - set(wanted))]
    return YearChange([*changed, *gone], len(wanted) - len(changed))


def known_days(year: int) -> list[tuple[date, str, str]]:
    """The year by the calendar package. Raises Refusal for a year it doesn't know."""
    _check_year(year)
    found = days_of_year(year)
    if not found:
        raise Refusal(f"随附的日历里还没有 {year} 年", "按国务院办公厅的放假通知填表导入")
    return [(row["day"], kind_of_day(row["is_working"]), row["name"]) for row in found]


def _check_year(year: int) -> None:
    if year not in YEARS:
        raise Refusal(f"{year} 年不在可登记的年份里", f"填 {YEARS[0]} 到 {YEARS[-1]} 年的日子")


def _row(day: date, is_working: bool, name: str) -> dict[str, Any]:
    return {"day": day.isoformat(), "is_working": is_working, "name": name.strip()[:LONGEST_NAME]}


def _asked(said: str, rows: list[dict[str, Any]], since: date, source: str, post: Post) -> Proposal:
    return propose(
        code="days",
        label=f"{said}，自 {since} 起按此计算",
        arguments={"rows": rows, "valid_from": since.isoformat()},
        source=source,
        post=post,
    )
