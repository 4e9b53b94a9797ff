"""The packaged parameters, lists and holidays."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import chinese_calendar

from dixian.foundation.audit.packaged import Loaded, load_packaged
from dixian.foundation.policy.models import CodeItem, Dated, Holiday, Parameter
from dixian.foundation.policy.packaged import BOUND_NAMES, packaged

HOLIDAY_SOURCE = "国务院办公厅历年节假日安排"
FIRST_DAY = date(2024, 1, 1)
SATURDAY = 5
FESTIVALS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}


def load_reference() -> Loaded:
    """Load what is packaged; what was changed here stays."""
    loaded = Loaded()
    for model, key, rows in (
        (Parameter, ["code"], _parameters()),
        (CodeItem, ["table", "code"], _items(packaged()["list"])),
        (Holiday, ["day"], _holidays()),
    ):
        loaded += load_packaged(model, _unchanged(model, key, rows), key=key)
    return loaded


def _unchanged(
    model: type[Dated], key: list[str], rows: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Those rows that no proposal has ended or replaced here."""
    changed = set(model._base_manager.exclude(valid_to=None).values_list(*key))
    return (row for row in rows if tuple(row[name] for name in key) not in changed)


def _parameters() -> Iterator[dict[str, Any]]:
    for row in packaged()["parameter"]:
        yield {name: value for name, value in row.items() if name not in BOUND_NAMES}


def _items(lists: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for entry in lists:
        for position, (code, label) in enumerate(entry["items"].items()):
            yield {
                "table": entry["table"],
                "code": code,
                "label": label,
                "position": position,
                "valid_from": entry["valid_from"],
                "source": entry["source"],
            }


def _holidays() -> Iterator[dict[str, Any]]:
    """All years from the first on that the calendar package knows."""
    year = FIRST_DAY.year
    while days := days_of_year(year):
        for row in days:
            yield {**row, "valid_from": FIRST_DAY, "source": HOLIDAY_SOURCE}
        year += 1


def days_of_year(year: int) -> list[dict[str, Any]]:
    """Days that differ from the plain weekend rule by the calendar package; [] for a year it doesn't know."""
    found = []
    day = date(year, 1, 1)
    while day.year == year:
        try:
            working = chinese_calendar.is_workday(day)
        except NotImplementedError:
            return []
        if working != (day.weekday() < SATURDAY):
            name = chinese_calendar.get_holiday_detail(day)[1] or ""
            found.append(
                {
                    "day": day,
                    "is_working": working,
                    "name": "调休上班" if working else FESTIVALS.get(name, "放假"),
                }
            )
        day += timedelta(days=1)
    return found
