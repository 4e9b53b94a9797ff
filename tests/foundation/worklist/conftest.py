"""Who acts, the small county, and one kind of duty."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest


@pytest.fixture(autouse=True)
def someone(request: pytest.FixtureRequest) -> None:
    """The test acts and reaches everything, as commands do."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        request.getfixturevalue("acting")


@pytest.fixture(autouse=True)
def answer_kind() -> Iterator[None]:
    """The kind of duty these tests open."""
    from dixian.foundation.worklist import kinds
    from tests.foundation.worklist.county import ANSWER, ANSWER_KIND

    kinds.declare(ANSWER_KIND)
    yield
    kinds._kinds.pop(ANSWER)


@pytest.fixture
def county(db: None, acting: Any, small_county: Any) -> Any:
    """Units, areas and posts by short names."""
    return small_county


@pytest.fixture
def duty(county: Any) -> Callable[..., Any]:
    """A duty to answer a lead in the village, with what a test changes."""
    from dixian.foundation.worklist.api import Duty
    from tests.foundation.worklist.county import ANSWER

    def make(**changes: Any) -> Duty:
        values = {
            "kind": ANSWER,
            "subject_label": "某户",
            "subject_uid": uuid4(),
            "capability": "answer",
            "area_id": county.village.id,
            "opened_on": date(2024, 4, 3),
            "limit_code": "limit.answer",
        }
        return Duty(**{**values, **changes})

    return make
