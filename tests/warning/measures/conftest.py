"""A monitored household with its approved case, and who acts."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain, publish
from dixian.foundation.kernel import clock
from dixian.warning.cases.api import Case, CaseRisk
from dixian.warning.cases.topics import CaseApproved


def approved(household: Any, *, days_ago: int = 2, risk: str = "illness") -> Case:
    """A household that the county approved some days ago, as `warning.cases` leaves it."""
    today = clock.today()
    case = Case.objects.create(
        household=household,
        village=household.village,
        township_id=household.village.parent_id,
        monitoring_type="marginal",
        state="monitored",
        event_date=today - timedelta(days=days_ago + 12),
        opened_on=today - timedelta(days=days_ago + 10),
        approved_on=today - timedelta(days=days_ago),
        approval_number="棱农工发〔2024〕9号",
        announced_on=today - timedelta(days=days_ago),
    )
    place = {"household": household, "village": household.village}
    CaseRisk.objects.create(case=case, risk=risk, from_on=case.event_date, **place)
    publish(CaseApproved(case_ids=[case.pk]))
    drain()
    return case


@pytest.fixture
def helped(county: Any, people: Any) -> Any:
    """李四's household, approved two days ago; a clerk of the labour office beside the township's people."""
    county.post("labour", Role.DEPARTMENT_CLERK, unit("rsj"))
    person = people["李四"].person
    return SimpleNamespace(person=person, household=person.household, case=approved(person.household))
