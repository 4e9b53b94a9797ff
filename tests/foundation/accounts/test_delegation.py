"""During a leave a colleague acts with the post, and is not mistaken for its owner."""

from datetime import timedelta

import pytest

from dixian.foundation.accounts import api as accounts
from dixian.foundation.accounts.enums import Role
from dixian.foundation.accounts.models import Delegation
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def lend(county):
    """Let `to` act with `post` for some days from today."""

    def make(post: str = "clerk", to: str = "head", *, by: str | None = "", starts: int = 0, days: int = 3):
        first = clock.today() + timedelta(days=starts)
        return accounts.delegate(
            post=county[post], delegate=county[to].user, valid_from=first,
            valid_to=first + timedelta(days=days), reason="休假", by=None if by is None else county[by or post],
        )  # fmt: skip

    return make


def borrowed(county, post, by):
    return next(one for one in accounts.posts_of(county[by].user) if one.pk == county[post].pk)


def test_a_delegate_has_the_post_during_the_leave_and_not_a_day_longer(county, lend):
    lend()
    assert [post.pk for post in accounts.posts_of(county["head"].user)] == [
        county["head"].pk,
        county["clerk"].pk,
    ]
    with clock.at(clock.noon(clock.today() + timedelta(days=3))):
        assert [post.pk for post in accounts.posts_of(county["head"].user)] == [county["head"].pk]


def test_what_a_delegate_does_is_noted_under_the_delegates_name(county, lend):
    lend()
    post = borrowed(county, "clerk", "head")
    assert (post.acting_person, post.user) == (county["head"].user, county["clerk"].user)
    with accounts.acting_as(post) as who:
        assert (who.actor, who.post) == (f"user:{county['head'].user_id}", county["clerk"].pk)


def test_a_posts_own_person_acts_with_it_otherwise(county):
    assert county["clerk"].acting_person == county["clerk"].user


@pytest.mark.parametrize("days", [0, -1])
def test_a_delegation_ends_after_it_begins(lend, days):
    with pytest.raises(Refusal, match="晚于"):
        lend(days=days)


def test_nobody_delegates_another_post_or_to_themselves(lend):
    with pytest.raises(accounts.NotAllowed):
        lend("head", "cadre", by="clerk")
    with pytest.raises(Refusal, match="本人"):
        lend("clerk", "clerk")


def test_a_delegate_does_not_pass_the_post_on(county, lend):
    lend()
    today = clock.today()
    with pytest.raises(Refusal, match="再授权"):
        accounts.delegate(
            post=county["clerk"], delegate=county["cadre"].user, valid_from=today,
            valid_to=today + timedelta(days=1), reason="", by=borrowed(county, "clerk", "head"),
        )  # fmt: skip


def test_only_colleagues_of_the_unit_and_its_sub_units_stand_in(county, lend):
    lend("clerk", "cadre")
    with pytest.raises(Refusal, match="不能代办"):
        lend("clerk", "insurer")
    with pytest.raises(Refusal, match="不能代办"):
        lend("cadre", "clerk")
    colleagues = set(accounts.colleagues_of(county["clerk"]).values_list("username", flat=True))
    assert {"head", "cadre"} <= colleagues
    assert not colleagues & {"clerk", "insurer", "bureau"}


def test_the_system_administrator_alone_lends_no_post_that_sees_households(county, lend):
    with pytest.raises(Refusal, match="一个人不能借出去"):
        lend(by="admin")


def test_where_two_agreed_it_is_opened_for_somebody_who_cannot(county, lend):
    lend(by=None)
    assert borrowed(county, "clerk", "head")


def test_the_system_administrator_alone_gives_no_approvers_post_away(county, lend):
    county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
    with pytest.raises(Refusal, match="须由本人授权"):
        lend("reviewer", "bureau", by="admin")
    lend("reviewer", "bureau")


def test_administrators_lend_and_borrow_no_posts(county, lend):
    county.post("second", Role.SYSTEM_ADMIN, county.bureau)
    with pytest.raises(Refusal, match="重要岗位"):
        lend("second", "bureau", by="admin")
    with pytest.raises(Refusal, match="不能代办"):
        lend("bureau", "admin")


def test_a_helper_may_let_a_colleague_stand_in(county, lend):
    county.post("helper", Role.HELPER, county.insurance)
    accounts.extend_reach(household_ids=[11], source="结对帮扶", post=county["helper"])
    lend("helper", "insurer")
    assert borrowed(county, "helper", "insurer")


def test_a_post_that_ends_takes_its_delegations_along(county, lend):
    lend(), lend("clerk", "cadre", starts=10)
    last = clock.today() + timedelta(days=1)
    accounts.end_post(post=county["clerk"], on=last, by=county["admin"])
    assert [one.valid_to for one in Delegation.objects.all()] == [last]


def test_a_colleague_who_leaves_the_unit_does_not_keep_the_borrowed_post(county, lend):
    lend()
    accounts.end_post(post=county["head"], on=clock.today(), by=county["admin"])
    assert accounts.posts_of(county["head"].user) == []
    assert not Delegation.objects.exists()


def test_a_delegation_taken_back_before_it_began_leaves_nothing(county, lend):
    accounts.end_delegation(delegation=lend(starts=5), by=county["clerk"])
    assert not Delegation.objects.exists()


def test_a_delegate_ends_their_own_delegation_and_nobody_elses(county, lend):
    own, other = lend("clerk", "head"), lend("clerk", "cadre")
    post = borrowed(county, "clerk", "head")
    with pytest.raises(Refusal, match="代办人不能收回"):
        accounts.end_delegation(delegation=other, by=post)
    accounts.end_delegation(delegation=own, by=post)
    assert [one.delegate for one in Delegation.objects.filter(valid_to__gt=clock.today())] == [
        county["cadre"].user
    ]


@pytest.mark.parametrize(("starts", "days"), [(0, 3), (2, 5), (0, 10), (1, 1)])
def test_the_same_colleague_does_not_stand_in_twice_at_a_time(lend, starts, days):
    lend()
    with pytest.raises(Refusal, match="已在"):
        lend(starts=starts, days=days)


def test_one_leave_after_the_other_is_no_overlap(lend):
    lend()
    lend(starts=3)
    assert Delegation.objects.count() == 2
