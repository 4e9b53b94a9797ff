"""A small county whose bureau can adopt a paper: a clerk who asks, a reviewer who approves, units that answer."""

from typing import Any

import pytest

from dixian.foundation.accounts.enums import Role


@pytest.fixture
def office(db: None, acting: Any, small_county: Any) -> Any:
    """Posts of the bureau, the insurer (clerk and head), the township; somebody acts."""
    small_county.post("reviewer", Role.BUREAU_REVIEWER, small_county.bureau)
    small_county.post("depthead", Role.DEPARTMENT_HEAD, small_county.insurance)
    return small_county
