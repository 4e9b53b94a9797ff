"""A county with a register of a dozen people, who acts, and the insurer's file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from dixian.simulation.world.costs import Cost


@pytest.fixture(autouse=True)
def someone(request: pytest.FixtureRequest) -> None:
    """The test acts and reaches everything, as commands do."""
    request.getfixturevalue("db")
    request.getfixturevalue("acting")


@pytest.fixture
def county(db: None, acting: Any, warned_county: Any) -> Any:
    """Units, areas and posts by short names; kinds and rule sheets."""
    return warned_county


@pytest.fixture
def people(county: Any, settled_county: Any) -> Any:
    """Four villagers who stand in the register (`warned.villagers`)."""
    from tests.warning.warned import villagers

    return villagers(county)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[Sequence[Cost]], bytes]:
    """The insurer's workbook of this month with the given rows."""
    from dixian.foundation.kernel import clock
    from dixian.foundation.kernel.calendar import Month
    from tests.support.register import workbook

    return lambda costs: workbook(tmp_path, costs, Month.of(clock.today()))
