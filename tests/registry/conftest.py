"""A county with a small register, and who acts."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def someone(request: pytest.FixtureRequest) -> None:
    """The test acts and reaches everything, as commands do."""
    request.getfixturevalue("db")
    request.getfixturevalue("acting")


@pytest.fixture
def county(db: None, acting: Any, small_county: Any) -> Any:
    """Units, areas and posts by short names."""
    return small_county


@pytest.fixture
def people(county: Any) -> Any:
    """张三 and 欧阳·娜 in the village, 张三丰 in the second, 赵六 in another township."""
    from dixian.foundation.areas import api as areas
    from tests.support.register import Someone, settle

    elsewhere = areas.villages_of(county.other)[0]
    made = {
        "张三": Someone("张三", 101, county.village, kind="poverty_relieved", phone="13800000101"),
        "欧阳·娜": Someone("欧阳·娜", 102, county.village),
        "张三丰": Someone("张三丰", 103, county.second),
        "赵六": Someone("赵六", 104, elsewhere, phone="13900000104"),
    }
    settle(made.values())
    return made
