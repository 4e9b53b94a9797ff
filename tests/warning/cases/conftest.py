"""What the tests of cases start from."""

from typing import Any

import pytest

from dixian.commons.leads.api import Lead
from dixian.warning.cases.api import Case
from tests.warning.cases.steps import at_risk


@pytest.fixture
def leads(county: Any, people: Any, two_leads: Any) -> list[Lead]:
    """张三's and 李四's: over the line, in the same village."""
    return list(Lead.objects.order_by("id"))


@pytest.fixture
def case(county: Any, leads: Any) -> Case:
    """张三's, just passed on."""
    return at_risk(county, leads[0])


@pytest.fixture
def second(county: Any, leads: Any, case: Case) -> Case:
    """李四's."""
    return at_risk(county, leads[1])
