"""Who acts, and the small county."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def someone(request: pytest.FixtureRequest) -> None:
    """The test acts and reaches everything, as commands do."""
    request.getfixturevalue("db")
    request.getfixturevalue("acting")


@pytest.fixture
def county(db: None, acting: Any) -> Any:
    """Units, areas and posts by short names."""
    from dixian.foundation.accounts.enums import Role
    from tests.support.county import found_county

    found = found_county()
    found.post("admin", Role.SYSTEM_ADMIN, found.bureau)
    return found
