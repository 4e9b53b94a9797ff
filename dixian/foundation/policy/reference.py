"""The packaged parameters, lists and holidays."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar

from dixian.foundation.audit.packaged import Loaded, load_packaged
from dixian.foundation.policy.models import CodeItem, Holiday, Parameter

FOLDER = Path(__file__).parent / "reference"
HOLIDAY_SOURCE = "国务院办公厅历年节假日安排"
FIRST_YEAR = 2024


def load_reference() -> Loaded:
    """Load what is packaged; local rows stay. A code whose local row is newer is left alone."""
    with (FOLDER / "parameters.toml").open("rb") as file:
        packaged = tomllib.load(file)
    local = set(Parameter.objects.exclude(valid_to=None).values_list("code", flat=True))
    parameters = [row for row in packaged["parameter"] if row["code"] not in local]
    loaded = load_packaged(Parameter, parameters, key=["code"])
    loaded += load_packaged(CodeItem, _items(packaged["list"]), key=["table", "code"])
    return loaded + load_packaged(Holiday, _holidays(), key=["day"])


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
    """Days that differ from the plain weekend rule, for the years the calendar package knows."""
    day = date(FIRST_YEAR, 1, 1)
    while True:
        try:
            working = chinese_calendar.is_workday(day)
        except NotImplementedError:
            return
        if working != (day.weekday() < 5):
            name = chinese_calendar.get_holiday_detail(day)[1] or ""
            yield {
                "day": day,
                "is_working": working,
                "name": "调休上班" if working else (name or "放假"),
                "source": HOLIDAY_SOURCE,
            }
        day += timedelta(days=1)
