"""A county of four families, the police and the civil affairs bureau who report, and heads who approve."""

from collections.abc import Iterator
from typing import Any

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas import api as areas
from dixian.foundation.kernel import clock
from tests.support.changes import numbers_go_on
from tests.support.rosters import TODAY, Member, settle_families


@pytest.fixture(autouse=True)
def may() -> Iterator[None]:
    """It is the twelfth of May 2024, and April is reported."""
    with clock.at(clock.noon(TODAY)):
        yield


@pytest.fixture
def town(county: Any) -> Any:
    """张三 with wife 李四 and son 张小; 王五 alone in the second village; 赵六 and his daughter 赵小 in the other township."""
    elsewhere = areas.villages_of(county.other)[0]
    county.elsewhere = elsewhere
    county.wu = Member("王五", 104)
    county.zhang, county.li, county.son = (
        Member("张三", 101),
        Member("李四", 102, "配偶", "女"),
        Member("张小", 103, "之子"),
    )
    county.zhao, county.daughter = Member("赵六", 105), Member("赵小", 106, "之女", "女")
    settle_families(
        [
            (county.village, (county.zhang, county.li, county.son)),
            (county.second, (county.wu,)),
            (elsewhere, (county.zhao, county.daughter)),
        ]
    )
    numbers_go_on()
    county.post("police", Role.DEPARTMENT_CLERK, areas.unit("gaj"))
    county.post("civil", Role.DEPARTMENT_CLERK, areas.unit("mzj"))
    county.post("far_head", Role.TOWNSHIP_HEAD, areas.unit_of_area(county.other), county.other)
    county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
    return county
