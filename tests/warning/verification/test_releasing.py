"""Leads that wait too long at the push desk are pushed by the system, where the county wants it so."""

from datetime import timedelta
from typing import Any

import pytest

from dixian.commons.leads.enums import LeadState
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.policy.models import Parameter
from dixian.warning.verification.models import PushSheet
from tests.warning.verification.steps import again, differences, waits

pytestmark = pytest.mark.django_db


def after(days: int, key: str) -> None:
    with clock.at(clock.noon(clock.today() + timedelta(days=days))):
        enqueue("verification.release_overdue", key=key)
        drain()


def test_it_is_off_at_first(county: Any, lead: Any) -> None:
    after(20, "off")
    assert again(lead).state == LeadState.WAITING


def test_past_the_days_it_goes_to_the_village_on_a_numbered_sheet(county: Any, lead: Any) -> None:
    Parameter.objects.filter(code="release.auto.days").update(text="3")
    after(3, "not yet")
    assert again(lead).state == LeadState.WAITING
    after(4, "now")
    assert again(lead).state == LeadState.RELEASED
    sheet = PushSheet.objects.get()
    assert sheet.made_by.startswith("job:")
    assert waits(county, "cadre", lead) == ["verification.answer"]
    assert differences() == []
