"""Leads found at risk for one reason gather whoever reported them (R2.2)."""

from typing import Any

import pytest

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.foundation.kernel import clock
from dixian.foundation.policy.models import Parameter
from dixian.warning.verification.api import send_back
from dixian.warning.verification.clusters import find, found_for
from dixian.warning.visits.api import Conclusion
from tests.warning.verification.steps import given, released
from tests.warning.visits.steps import visited

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(county: Any, people: Any, lead: Lead) -> Any:
    """张三 was warned of by the insurer, 李四 a visit found; both at risk by illness."""
    given(county, released(county, lead), Verdict.AT_RISK)
    visited(
        people["李四"].person.household,
        county["cadre"],
        concluded=Conclusion(verdict="at_risk", reason="illness"),
    )
    Parameter.objects.filter(code="cluster.leads.least").update(text="2")
    Parameter.objects.filter(code="cluster.rate.times").update(text="1")
    return county


def test_what_a_visit_found_counts_with_what_a_department_warned_of(two: Any) -> None:
    (one,) = find(clock.today(), clock.today())
    assert one.title == "绥棱镇：核实有风险（因病）集中"
    assert "绥棱镇有 2 户" in one.sentence
    assert f"township={two.township.code}&reason=illness&from=" in one.door
    assert found_for(Lead.objects.all(), "illness").count() == 2


def test_an_answer_that_was_sent_back_or_says_no_risk_counts_no_more(two: Any, lead: Lead) -> None:
    send_back(lead=Lead.objects.get(pk=lead.pk), reason="写明报销后还负担多少", post=two["clerk"])
    assert find(clock.today(), clock.today()) == []
    given(two, lead, Verdict.NO_RISK)
    assert found_for(Lead.objects.all()).count() == 1
