"""Who proposes and who approves, over the packaged policy."""

from datetime import date
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def someone(request: pytest.FixtureRequest) -> None:
    """The test acts and reaches everything, as commands do."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        request.getfixturevalue("acting")


@pytest.fixture
def county(db: None, acting: Any, small_county: Any) -> Any:
    """The small county, with a reviewer and a head of the bureau and the administrators."""
    from dixian.foundation.accounts.enums import Role

    made = small_county
    made.post("reviewer", Role.BUREAU_REVIEWER, made.bureau)
    made.post("chief", Role.BUREAU_HEAD, made.bureau)
    made.post("security", Role.SECURITY_ADMIN, made.bureau)
    return made


@pytest.fixture
def proposed(county: Any) -> Any:
    """Propose a value of `limit.answer`, with what a test changes."""
    from dixian.foundation.policy.api import Proposal, propose_parameter

    def make(by: str = "bureau", **changes: Any) -> Proposal:
        values = {
            "code": "limit.answer",
            "text": "5天",
            "valid_from": date(2025, 1, 1),
            "source": "县领导小组〔2024〕3号",
        }
        return propose_parameter(**{**values, **changes}, post=county[by])

    return make
