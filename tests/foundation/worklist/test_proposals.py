"""A proposal is a duty of whoever else may decide; what was sent back is one of whoever asked."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.areas import api as areas
from dixian.foundation.audit import context
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import (
    Proposal,
    approve,
    propose_parameter,
    propose_right,
    reject,
    reset_or_propose,
    withdraw,
)
from dixian.foundation.worklist.api import Obligation, inbox, proposal_returned_to, proposal_seen, sums

pytestmark = pytest.mark.django_db
SOURCE = "县领导小组〔2024〕3号"
MOVE = import_module("dixian.foundation.worklist.migrations.0006_duties_of_waiting_proposals")


@pytest.fixture
def town(county: Any) -> Any:
    """The small county, with who decides about policy and about accounts; the administrators at another unit."""
    county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
    for name, role in (("system", Role.SYSTEM_ADMIN), ("security", Role.SECURITY_ADMIN)):
        county.post(name, role, areas.unit("ybj"))
    return county


def asked(town: Any, by: str = "bureau", **changes: Any) -> Proposal:
    values = {"code": "limit.answer", "text": "5天", "valid_from": clock.today() + timedelta(days=1)}
    with acting_as(town[by]):
        made = propose_parameter(**{**values, **changes}, source=SOURCE, post=town[by])
    drain()
    return Proposal.objects.get(pk=made.pk)


def acting_as(post: Any) -> Any:
    who = context.Acting(actor=f"user:{post.user_id}", post=post.pk, settings=(("dixian.all", "1"),))
    return context.acting(who)


def waiting(town: Any, post: str) -> list[Any]:
    return [one.subject_uid for one in inbox(town[post]).filter(kind="policy.approve")]


def without_duties() -> None:
    Obligation.objects.update(state="cancelled", done_on=clock.today(), reason="还没有这种待办")


def balanced() -> bool:
    return [one for one in sums() if one.difference] == []


def test_a_proposed_value_waits_for_the_bureaus_reviewer_with_a_limit(town):
    made = asked(town)
    assert {post: waiting(town, post) for post in ("bureau", "reviewer", "security", "clerk")} == {
        "bureau": [], "reviewer": [made.uid], "security": [], "clerk": [],
    }  # fmt: skip
    (duty,) = inbox(town["reviewer"]).filter(kind="policy.approve")
    assert (duty.subject_label, duty.about) == (made.label, "某bureau提请")
    assert (duty.due_on > clock.today(), duty.limit_code) == (True, "limit.approve_policy")


def test_what_one_of_two_who_may_decide_asks_waits_at_the_bureau_for_the_other(town):
    town.post("chief", Role.BUREAU_HEAD, town.bureau)
    made = asked(town, "reviewer")
    assert waiting(town, "chief") == [made.uid]


def test_where_nobody_else_has_the_right_the_duty_stands_at_the_bureau(town):
    made = asked(town, "reviewer")
    assert Obligation.objects.get(subject_uid=made.uid).unit == town.bureau


def test_a_guarded_account_waits_for_the_security_administrator_wherever_they_sit(town):
    made = reset_or_propose(user=town["reviewer"].user, source="本人申请", post=town["system"], password=None)
    drain()
    assert (waiting(town, "security"), waiting(town, "reviewer")) == ([made.uid], [])
    without_duties()
    MOVE.fill(apps, None)
    assert waiting(town, "security") == [made.uid]


def test_a_right_waits_for_the_reviewer(town):
    made = propose_right(
        role=Role.INSPECTOR, right=Capability.EXPORT, granted=True, source=SOURCE, post=town["security"]
    )
    drain()
    assert waiting(town, "reviewer") == [made.uid]


def test_the_duty_ends_with_the_decision_of_whoever_decided(town):
    made = asked(town)
    with acting_as(town["reviewer"]):
        approve(proposal=made, post=town["reviewer"])
    drain()
    duty = Obligation.objects.get(subject_uid=made.uid)
    assert (duty.state, duty.done_by) == ("done", town["reviewer"])


def test_the_duty_goes_when_the_proposal_is_taken_back(town):
    made = asked(town)
    withdraw(proposal=made, post=town["bureau"])
    drain()
    duty = Obligation.objects.get(subject_uid=made.uid)
    assert (duty.state, duty.reason) == ("cancelled", "提请人撤回")


def test_a_proposal_that_ended_before_anybody_heard_of_it_is_no_duty(town):
    made = propose_parameter(
        code="limit.answer", text="5天", valid_from=clock.today(), source=SOURCE, post=town["bureau"]
    )
    withdraw(proposal=made, post=town["bureau"])
    drain()
    assert not Obligation.objects.filter(subject_uid=made.uid).exists()


def test_what_was_sent_back_waits_for_whoever_asked_until_they_have_seen_it(town):
    made = asked(town)
    reject(proposal=made, post=town["reviewer"], reason="没有文件依据")
    drain()
    (duty,) = inbox(town["bureau"]).filter(kind="policy.returned")
    assert (duty.subject_uid, duty.about) == (made.uid, "某reviewer退回：没有文件依据")
    again = Proposal.objects.get(pk=made.pk)
    with pytest.raises(Refusal, match="没有退回待看"):
        proposal_seen(proposal=again, post=town["reviewer"])
    proposal_seen(proposal=again, post=town["bureau"])
    assert not inbox(town["bureau"]).filter(kind="policy.returned").exists()
    assert not proposal_returned_to(again, town["bureau"])


def test_every_waiting_proposal_is_a_duty_or_about_to_be_one(town):
    made = asked(town)
    propose_parameter(
        code="limit.confirm", text="5天", valid_from=clock.today(), source=SOURCE, post=town["bureau"]
    )
    assert balanced(), "one has its duty, the other is on the way"
    withdraw(proposal=made, post=town["bureau"])
    assert balanced(), "its end is on the way"
    drain()
    assert balanced()
    Obligation.objects.all().update(state="done", done_on=clock.today())
    (only,) = sums()
    assert (only.left, only.right) == (1, 0)


def test_proposals_of_an_installation_in_use_get_their_duty(town):
    made = asked(town)
    without_duties()
    MOVE.fill(apps, None)
    assert waiting(town, "reviewer") == [made.uid]
    assert Obligation.objects.get(subject_uid=made.uid, state="open").due_on == clock.today() + timedelta(
        days=5
    )
