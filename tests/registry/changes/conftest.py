"""A small county with people in its register, and posts that propose and approve."""

from typing import Any

import pytest

from dixian.foundation.accounts.enums import Role
from tests.support.changes import numbers_go_on


@pytest.fixture
def town(people: Any, county: Any) -> Any:
    """The county of the conftest above, with somebody at the bureau who approves."""
    county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
    numbers_go_on()
    return county
