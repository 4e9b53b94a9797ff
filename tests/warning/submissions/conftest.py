"""The files of a unit's months, and somebody the register does not know."""

from typing import Any

import pytest

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from tests.support.register import Someone, pushed, rows_of, workbook


@pytest.fixture
def month(county: Any, people: Any, tmp_path: Any) -> Any:
    """Pushes a file of a month on its twelfth; gives its rows."""

    def push(month: Month, *costs: Any) -> Any:
        with clock.at(clock.noon(month.day(12))):
            return rows_of(pushed(workbook(tmp_path, list(costs), month), county["insurer"], month=month))

    return push


@pytest.fixture
def stranger(county: Any) -> Someone:
    return Someone("周九", 777, county.village)
