"""Somebody of ours whom a department has named comes into the register, seen by two, and has the rows."""

from typing import Any

import pytest

from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import approve, reject
from dixian.registry.households import api as households
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import Bin, CheckState
from dixian.warning.submissions.models import RegisterCheck
from tests.registry.changes.conftest import numbers_go_on
from tests.support.changes import again
from tests.warning.submissions.test_checks import APRIL, MAY, checks, duties, held_sums

pytestmark = pytest.mark.django_db


def to_be_entered(of: RegisterCheck, county: Any) -> Any:
    values = {"name": "周九", "sex": "男", "id_number": of.number.open(), "certificate": "id_card"}
    made = households.found_household(
        village=county.village, values=values, on=clock.today(), reason="户口簿", post=county["clerk"]
    )
    submissions.ask_entry(of=of, changes=made, post=county["clerk"])
    return made


def test_somebody_of_ours_is_entered_when_another_has_approved(county, month, stranger):
    numbers_go_on()
    month(APRIL, stranger.costs("90000"))
    (of,) = checks()
    made = to_be_entered(of, county)
    assert (checks()[0].state, duties()) == (CheckState.ASKED, [])
    assert held_sums()
    approve(proposal=again(made).proposal, post=county["head"])
    drain()
    (of,) = checks()
    assert (of.state, of.result, of.why) == (CheckState.CLOSED, "entered", "户口簿")
    assert (of.person.name, of.person.id_number.open()) == ("周九", stranger.id_number)
    assert (of.person.household.head_name, of.person.household.size) == ("周九", 1)
    (row,) = submissions.Row.objects.all()
    assert (row.bin, row.person, row.outcome) == (Bin.REPAIRED, of.person, "raised")
    assert [one.bin for one in month(MAY, stranger.costs("90001"))] == [Bin.LINKED]
    assert held_sums()


def test_an_entry_that_was_sent_back_opens_the_check_again(county, month, stranger):
    month(APRIL, stranger.costs("1"))
    made = to_be_entered(checks()[0], county)
    reject(proposal=again(made).proposal, post=county["head"], reason="没有附户口簿")
    drain()
    (of,), (duty,) = checks(), duties()
    assert (of.state, of.changes) == (CheckState.OPEN, None)
    assert "已退回，请重新核对" in duty.about
    assert held_sums()
