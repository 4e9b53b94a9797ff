"""A home of its own for the files, and someone who files them."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def someone(request: pytest.FixtureRequest, home: Path) -> None:
    """The test acts, in a home without files."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        request.getfixturevalue("acting")
