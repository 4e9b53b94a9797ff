"""A county whose departments' facts are declared."""

from typing import Any

import pytest


@pytest.fixture
def county(db: None, acting: Any, warned_county: Any) -> Any:
    """Units, areas and posts by short names; kinds and rule sheets."""
    return warned_county
