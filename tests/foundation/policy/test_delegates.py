"""Four eyes belong to two persons: a borrowed post adds none."""

from datetime import timedelta

import pytest

from dixian.foundation.accounts.api import delegate, posts_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import Proposal, approve, may_decide, propose_parameter, reject, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def borrowed(county):
    """The reviewer's post in the hands of the bureau's clerk, as the clerk's next request loads it."""
    today = clock.today()
    delegate(
        post=county["reviewer"], delegate=county["bureau"].user, valid_from=today,
        valid_to=today + timedelta(days=3), reason="休假", by=county["reviewer"],
    )  # fmt: skip
    by_id = {post.pk: post for post in posts_of(county["bureau"].user)}
    return by_id[county["reviewer"].pk]


def test_a_delegate_neither_approves_nor_rejects_what_they_proposed_themselves(proposed, borrowed):
    made = proposed()
    assert not may_decide(proposal=made, post=borrowed)
    with pytest.raises(Refusal, match="不能审批自己的提请"):
        approve(proposal=made, post=borrowed)
    with pytest.raises(Refusal, match="不能审批自己的提请"):
        reject(proposal=made, post=borrowed, reason="算了")
    assert Proposal.objects.get().state == "waiting"


def test_a_delegates_approval_stands_under_the_delegates_name(county, proposed, borrowed):
    made = proposed(by="chief")
    approve(proposal=made, post=borrowed)
    made.refresh_from_db()
    assert made.approver == county["bureau"].user


def test_what_a_delegate_proposes_is_theirs_to_withdraw_and_not_to_approve(county, borrowed):
    made = propose_parameter(
        code="limit.answer", text="6天", valid_from=clock.today(), source="县领导小组会议纪要", post=borrowed
    )
    assert made.submitter == county["bureau"].user
    with pytest.raises(Refusal, match="只有提请人"):
        withdraw(proposal=made, post=county["reviewer"])
    withdraw(proposal=made, post=county["bureau"])


def test_whose_post_it_is_may_approve_what_the_delegate_proposed_with_it(county, borrowed):
    made = propose_parameter(
        code="limit.answer", text="6天", valid_from=clock.today(), source="县领导小组会议纪要", post=borrowed
    )
    approve(proposal=made, post=county["reviewer"])
    made.refresh_from_db()
    assert (made.submitter, made.approver) == (county["bureau"].user, county["reviewer"].user)
