"""Who acts, and the small county."""

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
    from dixian.foundation.accounts.enums import Role

    small_county.post("admin", Role.SYSTEM_ADMIN, small_county.bureau)
    return small_county
