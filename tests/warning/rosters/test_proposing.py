"""What follows from a roster lies with each township, stays with four eyes, and goes with its file."""

from decimal import Decimal

import pytest

from dixian.cli.checks import run_checks
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve, decidable, reject
from dixian.foundation.worklist.models import Obligation
from dixian.registry.households import api as households
from dixian.simulation.world.costs import Cost
from dixian.warning.alerts.models import Alert
from dixian.warning.submissions import api as submissions
from tests.support.changes import again
from tests.support.register import pushed
from tests.support.rosters import DEATHS, agreed, outcomes, proposed, sent


def dead(*people):
    return [(one.name, one.number, "2024-04-03", "") for one in people]


def wrong():
    return [one.name for one in run_checks() if one.difference]


def test_each_township_gets_its_own_people_and_no_alert_is_raised(town):
    batch = sent("ga_siwang", DEATHS, dead(town.li, town.wu, town.zhao), town["police"])
    here, there = sorted(proposed(batch), key=lambda one: one.area_id != town.township.pk)
    assert (here.area, here.rows_read, there.area, there.rows_read) == (town.township, 2, town.other, 1)
    assert (here.unit, here.what) == (batch.unit, "县公安局2024年4月死亡注销名册")
    assert here.proposal in decidable(town["head"])
    assert there.proposal not in decidable(town["head"])
    assert not Alert.objects.exists()
    assert wrong() == []


def test_who_reported_the_roster_is_its_proposer_and_approves_nothing(town):
    batch = sent("ga_siwang", DEATHS, dead(town.li), town["police"])
    (changes,) = proposed(batch)
    assert changes.proposal.submitter == town["police"].user
    with pytest.raises(NotAllowed):
        approve(proposal=changes.proposal, post=town["police"])
    with pytest.raises(Refusal, match="范围"):
        approve(proposal=changes.proposal, post=town["far_head"])


def test_a_department_may_propose_nothing_by_hand(town):
    with pytest.raises(NotAllowed):
        households.correct_person(
            person=town.li.person, values={"name": "李肆"}, reason="户口簿", post=town["police"]
        )


def test_the_department_sees_what_became_of_its_roster(town):
    batch = sent("ga_siwang", DEATHS, dead(town.li, town.zhao), town["police"])
    first, second = proposed(batch)
    reject(proposal=first.proposal, post=town["head"], reason="人还在")
    seen = households.changes_of_roster(source_uid=batch.uid, post=town["police"])
    assert [(one.state, one.proposal.reason) for one in seen] == [("rejected", "人还在"), ("proposed", "")]
    assert households.changes_of_roster(source_uid=batch.uid, post=town["civil"]) == []
    assert households.changes_of_roster(source_uid=batch.uid, post=town["far_head"]) == [second]


def test_a_row_settled_at_the_desk_is_proposed_then_and_by_whoever_settled_it(town):
    rows = [("钱八", town.li.number, "2024-04-03", ""), *dead(town.wu)]
    batch = sent("ga_siwang", DEATHS, rows, town["police"])
    assert outcomes(batch) == ["ambiguous", "proposed"]
    row = batch.rows.order_by("number").first()
    submissions.settle_row(row=row, post=town["reviewer"], reason="曾用名", person_uid=town.li.person.uid)
    drain()
    assert outcomes(batch) == ["proposed"] * 2
    later = proposed(batch)[1]
    with pytest.raises(Refusal, match="提请人不能审批自己的提请"):
        approve(proposal=later.proposal, post=town["reviewer"])
    agreed(later, town["head"])
    assert town.li.person.valid_to is not None
    assert wrong() == []


def test_a_roster_that_is_taken_back_takes_its_proposals_along(town):
    batch = sent("ga_siwang", DEATHS, dead(town.li, town.zhao), town["police"])
    submissions.withdraw(batch=batch, post=town["police"])
    assert {one.state for one in proposed(batch)} == {"cancelled"}
    assert {one.proposal.state for one in proposed(batch)} == {"withdrawn"}
    assert decidable(town["head"]) == []
    assert Obligation.objects.filter(kind="submissions.submit", state="open", title__contains="死亡").exists()
    assert wrong() == []
    anew = sent("ga_siwang", DEATHS, [*dead(town.li), *dead(town.wu)], town["police"])
    assert outcomes(anew) == ["proposed"] * 2


def test_once_a_township_has_decided_the_roster_stays(town):
    batch = sent("ga_siwang", DEATHS, dead(town.li, town.zhao), town["police"])
    agreed(proposed(batch)[0], town["head"])
    with pytest.raises(Refusal, match="已经办理过"):
        submissions.withdraw(batch=batch, post=town["police"])
    assert again(proposed(batch)[1]).state == "proposed"


def test_only_a_roster_is_taken_back_once_it_counts(town, file):
    paid = Cost("李四", town.li.number, "", "", Decimal(100), "", "")
    batch = pushed(file([paid]), town["insurer"])
    with pytest.raises(Refusal, match="不能撤回"):
        submissions.withdraw(batch=batch, post=town["insurer"])


def test_another_department_takes_nothing_back(town):
    batch = sent("ga_siwang", DEATHS, dead(town.li), town["police"])
    with pytest.raises(Refusal, match="由县公安局报送"):
        submissions.withdraw(batch=batch, post=town["civil"])
