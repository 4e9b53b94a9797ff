"""Work goes on when people go: hand-over, delegation, entry on behalf."""

from datetime import timedelta
from uuid import uuid4

import pytest

from dixian.foundation.accounts import api as accounts
from dixian.foundation.accounts.enums import Role
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Duty, DutyKind, declare, inbox, open_duties

pytestmark = pytest.mark.django_db
OWN = declare(DutyKind("test.own", "本人的事", "test"))


def own_duty(post):
    open_duties(
        [
            Duty(
                kind=OWN.code,
                subject_label="某户",
                subject_uid=uuid4(),
                capability="answer",
                post_id=post.pk,
                due_on=clock.today(),
            )
        ]
    )


def test_hand_over_ends_the_post_and_moves_its_open_work(county):
    next_one = county.post("next", Role.VILLAGE_CADRE, county.village_unit, county.village)
    own_duty(county["cadre"])
    assert inbox(next_one).count() == 0
    accounts.hand_over(from_post=county["cadre"], to_post=next_one, on=clock.today(), by=county["admin"])
    drain()
    assert not county["cadre"].is_in_force()
    assert inbox(county["next"]).count() == 1


def test_hand_over_stays_within_the_unit(county):
    with pytest.raises(Refusal, match="同一单位"):
        accounts.hand_over(
            from_post=county["cadre"], to_post=county["bureau"], on=clock.today(), by=county["admin"]
        )


def test_only_the_system_administrator_hands_over(county):
    with pytest.raises(accounts.NotAllowed):
        accounts.hand_over(
            from_post=county["clerk"], to_post=county["head"], on=clock.today(), by=county["head"]
        )


def test_a_delegate_has_the_post_during_the_leave_and_not_a_day_longer(county):
    stand_in, today = county.person("standin"), clock.today()
    accounts.delegate(
        post=county["clerk"], delegate=stand_in, valid_from=today, valid_to=today + timedelta(days=3),
        reason="休假", by=county["clerk"],
    )  # fmt: skip
    assert [post.pk for post in accounts.posts_of(stand_in)] == [county["clerk"].pk]
    with clock.at(clock.noon(today + timedelta(days=3))):
        assert accounts.posts_of(stand_in) == []


def test_what_a_delegate_does_is_noted_under_the_delegates_name(county):
    stand_in = county.person("standin")
    with accounts.acting_as(county["clerk"], user_id=stand_in.pk) as who:
        assert who.actor == f"user:{stand_in.pk}"
        assert who.post == county["clerk"].pk


@pytest.mark.parametrize("days", [0, -1])
def test_a_delegation_ends_after_it_begins(county, days):
    today = clock.today()
    with pytest.raises(Refusal, match="晚于"):
        accounts.delegate(
            post=county["clerk"], delegate=county.person("x"), valid_from=today,
            valid_to=today + timedelta(days=days), reason="休假", by=county["clerk"],
        )  # fmt: skip


def test_nobody_delegates_another_post_or_to_themselves(county):
    today = clock.today()
    dates = {"valid_from": today, "valid_to": today + timedelta(days=1), "reason": "休假"}
    with pytest.raises(accounts.NotAllowed):
        accounts.delegate(post=county["head"], delegate=county.person("x"), by=county["clerk"], **dates)
    with pytest.raises(Refusal, match="本人"):
        accounts.delegate(post=county["clerk"], delegate=county["clerk"].user, by=county["clerk"], **dates)


def test_an_entry_on_behalf_names_the_signed_sheet_and_is_confirmed_once_by_another(county):
    sheet = store([b"scan"], name="签字表.jpg", content_type="image/jpeg", purpose="代录签字原件")
    entry = accounts.enter_on_behalf(
        for_post=county["cadre"], subject_label="某户", subject_uid=uuid4(), sheet=sheet, by=county["clerk"]
    )
    assert (entry.sheet_id, entry.entered_by_id) == (sheet.pk, county["clerk"].user_id)
    with pytest.raises(Refusal, match="另一个人"):
        accounts.confirm_on_behalf(entry=entry, by=county["clerk"])
    accounts.confirm_on_behalf(entry=entry, by=county["head"])
    with pytest.raises(Refusal, match="已经确认过"):
        accounts.confirm_on_behalf(entry=entry, by=county["head"])
