"""A household that was helped for seven months: its plan adopted, its measure delivered, its last month good."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.warning.cases.api import Case
from dixian.warning.measures.api import Measure, deliver, follow_up
from tests.warning.cases.steps import deciders
from tests.warning.measures.conftest import approved
from tests.warning.measures.steps import adopted


@pytest.fixture
def helped(county: Any, people: Any) -> Any:
    """李四's household; `ends` are the people who decide at the bureau."""
    deciders(county)
    county.post("labour", Role.DEPARTMENT_CLERK, unit("rsj"))
    person = people["李四"].person
    made = SimpleNamespace(person=person, household=person.household)
    made.case = approved(person.household, days_ago=215)
    adopted(county, made)
    one = Measure.objects.select_related("unit", "household").get()
    deliver(measure=one, on=clock.today(), told="到岗", post=county["labour"])
    follow_up(
        case=made.case,
        on=clock.today() - timedelta(days=0),
        effect="good",
        blocker="",
        found="务工收入稳定",
        remedy="",
        post=county["cadre"],
    )
    made.case = Case.objects.select_related("household", "lead").get(pk=made.case.pk)
    return made
