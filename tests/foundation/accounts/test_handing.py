"""Work goes on when people go: hand-over, and entry on behalf."""

from datetime import timedelta
from uuid import uuid4

import pytest

from dixian.foundation.accounts import api as accounts
from dixian.foundation.accounts.enums import Role
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Duty, DutyKind, declare, inbox, open_duties

pytestmark = pytest.mark.django_db
OWN = declare(DutyKind("test.own", "本人的事", "test"))


def households(post):
    return sorted(accounts.Reach.objects.filter(post=post).values_list("household_id", flat=True))


def own_duty(post, capability="answer"):
    open_duties(
        [
            Duty(
                kind=OWN.code,
                subject_label="某户",
                subject_uid=uuid4(),
                capability=capability,
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


def test_a_helpers_households_go_to_the_successor(county):
    old, new = (
        county.post("old", Role.HELPER, county.insurance),
        county.post("new", Role.HELPER, county.insurance),
    )
    accounts.extend_reach(household_ids=[11, 12], source="结对帮扶", post=old)
    accounts.extend_reach(household_ids=[12, 13], source="结对帮扶", post=new)
    own_duty(old, "see_leads")
    accounts.hand_over(from_post=county["old"], to_post=county["new"], on=clock.today(), by=county["admin"])
    drain()
    assert households(new) == [11, 12, 13]
    assert households(old) == []
    assert inbox(county["new"]).count() == 1


def test_a_hand_over_on_a_later_day_moves_everything_that_day(county):
    old, new = (
        county.post("old", Role.HELPER, county.insurance),
        county.post("new", Role.HELPER, county.insurance),
    )
    accounts.extend_reach(household_ids=[11], source="结对帮扶", post=old)
    later = clock.today() + timedelta(days=5)
    accounts.hand_over(from_post=county["old"], to_post=county["new"], on=later, by=county["admin"])
    enqueue("accounts.carry_over", key="too early")
    drain()
    assert county["old"].is_in_force()
    assert (households(old), households(new)) == ([11], [])
    with clock.at(clock.noon(later)):
        enqueue("accounts.carry_over", key="on the day")
        drain()
        assert not county["old"].is_in_force()
    assert (households(old), households(new)) == ([], [11])


def test_what_was_left_with_an_ended_post_can_still_be_handed_on(county):
    old, new = (
        county.post("old", Role.HELPER, county.insurance),
        county.post("new", Role.HELPER, county.insurance),
    )
    accounts.extend_reach(household_ids=[11], source="结对帮扶", post=old)
    accounts.end_post(post=county["old"], on=clock.today(), by=county["admin"])
    accounts.hand_over(from_post=county["old"], to_post=county["new"], on=clock.today(), by=county["admin"])
    assert (households(old), households(new)) == ([], [11])


def test_nobody_takes_over_before_being_in_office(county):
    later = clock.today() + timedelta(days=5)
    next_one = county.post("next", Role.VILLAGE_CADRE, county.village_unit, county.village)
    accounts.Post.objects.filter(pk=next_one.pk).update(valid_from=later)
    with pytest.raises(Refusal, match="不能接手"):
        accounts.hand_over(
            from_post=county["cadre"], to_post=county["next"], on=clock.today(), by=county["admin"]
        )
    accounts.hand_over(from_post=county["cadre"], to_post=county["next"], on=later, by=county["admin"])


def test_an_administrators_post_is_no_successor_of_others(county):
    with pytest.raises(Refusal, match="不能接手"):
        accounts.hand_over(
            from_post=county["bureau"], to_post=county["admin"], on=clock.today(), by=county["admin"]
        )
    assert county["admin"] not in accounts.successors_of(county["bureau"])


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
