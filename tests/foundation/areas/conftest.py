"""The packaged areas and units, and someone who works on them."""

from datetime import date
from typing import Any

import pytest

TODAY = date(2024, 4, 3)


@pytest.fixture(autouse=True)
def someone(request: pytest.FixtureRequest) -> Any:
    """On 3 April 2024 the test acts and reaches everything, over the packaged county."""
    from dixian.foundation.kernel import clock

    if not request.node.get_closest_marker("django_db"):
        yield
        return
    request.getfixturevalue("db")
    request.getfixturevalue("acting")
    with clock.at(clock.noon(TODAY)):
        yield
