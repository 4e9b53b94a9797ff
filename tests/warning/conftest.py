"""A county with a register of a dozen people, who acts, and the insurer's file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from dixian.simulation.world.costs import Cost


@pytest.fixture(autouse=True)
def someone(request: pytest.FixtureRequest) -> None:
    """The test acts and reaches everything, as commands do."""
    request.getfixturevalue("db")
    request.getfixturevalue("acting")


@pytest.fixture
def county(db: None, acting: Any, warned_county: Any) -> Any:
    """Units, areas and posts by short names; kinds and rule sheets."""
    return warned_county


@pytest.fixture
def people(county: Any) -> Any:
    """张三 and 李四 in the village, 王五 in the second, 赵六 in another township; 孙七 shares nothing."""
    from dixian.foundation.areas import api as areas
    from tests.support.register import Someone, settle

    elsewhere = areas.villages_of(county.other)[0]
    made = {
        "张三": Someone("张三", 101, county.village, kind="poverty_relieved", phone="13800000101"),
        "李四": Someone("李四", 102, county.village),
        "王五": Someone("王五", 103, county.second, kind="poverty_relieved"),
        "赵六": Someone("赵六", 104, elsewhere),
    }
    settle(made.values())
    return made


@pytest.fixture
def file(tmp_path: Path) -> Callable[[Sequence[Cost]], bytes]:
    """The insurer's workbook of this month with the given rows."""
    from dixian.foundation.kernel import clock
    from dixian.foundation.kernel.calendar import Month
    from tests.support.register import workbook

    return lambda costs: workbook(tmp_path, costs, Month.of(clock.today()))
