"""A proposed batch is a duty of whoever may decide; what was sent back is one of whoever asked."""

import pytest

from dixian.foundation.accounts.enums import Role
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve, reject, withdraw
from dixian.foundation.worklist.api import inbox
from dixian.foundation.worklist.models import Obligation
from dixian.registry.households import api as households
from dixian.registry.households.enums import EndCause
from dixian.registry.households.models import Person
from tests.support.changes import HEADER, again, book, compared
from tests.support.register import id_number


def ended(town, post="clerk", number="P101"):
    return households.end_person(
        person=Person.objects.get(number=number),
        cause=EndCause.MOVED_AWAY,
        on=clock.today(),
        reason="迁移证",
        post=town[post],
    )


def waiting(town, post):
    return [one.subject_uid for one in inbox(town[post]).filter(kind="register.approve")]


def test_what_a_township_asks_waits_for_its_head(town):
    batch = ended(town)
    assert {post: waiting(town, post) for post in ("clerk", "head", "reviewer")} == {
        "clerk": [], "head": [batch.uid], "reviewer": [],
    }  # fmt: skip
    (duty,) = inbox(town["head"]).filter(kind="register.approve")
    assert (duty.subject_label, duty.about) == ("注销（迁出）", f"某clerk提请，{town.village.name}")
    assert duty.due_on > clock.today()
    assert "张三" not in f"{duty.title}{duty.subject_label}{duty.about}"


def test_what_the_only_head_asks_waits_for_the_bureau(town):
    batch = ended(town, "head")
    assert {post: waiting(town, post) for post in ("head", "reviewer")} == {
        "head": [],
        "reviewer": [batch.uid],
    }


def test_what_one_of_two_heads_asks_waits_for_the_other(town):
    town.post("second", Role.TOWNSHIP_HEAD, town.town_unit, town.township)
    batch = ended(town, "head")
    assert waiting(town, "second") == [batch.uid]
    assert waiting(town, "reviewer") == []


def test_a_file_of_the_county_waits_for_the_bureaus_reviewer(town):
    content = book(
        HEADER, [("P900", "H90", "新人", id_number(900), "户主", town.township.name, town.village.name, "")]
    )
    batch = compared(content, town["bureau"])
    assert waiting(town, "reviewer") == []
    households.propose(batch=again(batch), source="省里的名单", post=town["bureau"])
    assert waiting(town, "reviewer") == [batch.uid]


def test_the_duty_ends_with_the_decision(town):
    batch = ended(town)
    approve(proposal=again(batch).proposal, post=town["head"])
    (duty,) = Obligation.objects.filter(subject_uid=batch.uid)
    assert (duty.state, duty.kind) == ("done", "register.approve")


def test_the_duty_goes_when_it_is_taken_back(town):
    batch = ended(town)
    withdraw(proposal=again(batch).proposal, post=town["clerk"])
    (duty,) = Obligation.objects.filter(subject_uid=batch.uid)
    assert (duty.state, duty.reason) == ("cancelled", "提请人撤回")


def test_what_was_sent_back_waits_for_whoever_asked_until_they_have_seen_it(town):
    batch = ended(town)
    proposal = again(batch).proposal
    type(proposal).objects.filter(pk=proposal.pk).update(made_by_post=town.posts["clerk"].pk)
    reject(proposal=again(batch).proposal, post=town["head"], reason="没有附迁移证")
    (duty,) = inbox(town["clerk"]).filter(kind="register.returned")
    assert (duty.subject_uid, duty.about) == (batch.uid, "某head退回：没有附迁移证")
    households.seen(batch=again(batch), post=town["clerk"])
    assert not inbox(town["clerk"]).filter(kind="register.returned").exists()
    with pytest.raises(Refusal, match="没有退回待看"):
        households.seen(batch=again(batch), post=town["clerk"])


def test_every_batch_that_waits_is_a_duty(town):
    ended(town)
    ended(town, number="P102")
    (only,) = households.sums()
    assert (only.left, only.right) == (2, 2)
