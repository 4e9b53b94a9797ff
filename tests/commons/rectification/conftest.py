"""The small county with somebody else in the bureau who accepts, and problems of a department."""

from datetime import timedelta
from typing import Any

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import Unit
from dixian.foundation.kernel import clock


@pytest.fixture
def office(db: None, acting: Any, small_county: Any) -> Any:
    small_county.post("reviewer", Role.BUREAU_REVIEWER, small_county.bureau)
    small_county.post("depthead", Role.DEPARTMENT_HEAD, small_county.insurance)
    small_county.post("inspector", Role.INSPECTOR, small_county.bureau)
    small_county.post("leader", Role.COUNTY_LEADER, Unit.objects.get(code="xzf"))
    return small_county


@pytest.fixture
def said(office: Any) -> dict[str, Any]:
    """What a form says of a problem of the insurer."""
    return {
        "source": "provincial",
        "paper": "省考核反馈意见",
        "found_on": clock.today() - timedelta(days=10),
        "problem": "个别脱贫户没有参保",
        "unit": office.insurance,
        "person": "某股长",
        "measure": "逐户动员参保",
        "mode": "by_date",
        "due_on": clock.today() + timedelta(days=20),
    }
