"""A department's month on a county of some hundred people, committed: for tests that start processes of their own."""

from pathlib import Path
from typing import Any

from dixian.foundation.audit.api import writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from tests.support.county import County, found_county
from tests.support.register import Someone, load_warning_reference, settle, workbook


def committed_county(people: int) -> tuple[County, list[Someone]]:
    """The small county with so many villagers of one village; somebody must be acting."""
    with writing():
        county = found_county()
        load_warning_reference()
        villagers = [Someone(f"某{number}", number, county.village) for number in range(100, 100 + people)]
        settle(villagers)
    return county, villagers


def file_of(
    villagers: list[Someone], folder: Path, amount: str = "90000", month: Month | None = None
) -> bytes:
    """This month's workbook: every second is over the line, each tenth has another name, each twentieth no possible amount."""
    costs: list[Any] = []
    for position, one in enumerate(villagers):
        name = f"某某{position}" if position % 10 == 5 else ""
        paid = "-1" if position % 20 == 7 else amount if position % 2 else "100"
        costs.append(one.costs(paid, name=name))
    return workbook(folder, costs, month or Month.of(clock.today()))
