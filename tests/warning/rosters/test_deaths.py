"""Deaths, from the police and from the crematorium: proposed once, and known where the register says so."""

from datetime import date

from dixian.registry.households.models import Household
from dixian.warning.submissions.enums import Bin
from tests.support.register import id_number
from tests.support.rosters import CREMATIONS, DEATHS, MAY, agreed, kinds_of, outcomes, proposed, reasons, sent

DIED, LATER = "2024-04-03", "2024-04-05"


def of(one, died=DIED):
    return (one.name, one.number, died, LATER)


def test_a_death_is_proposed_and_ends_the_person_on_its_day_once_approved(town):
    batch = sent("ga_siwang", DEATHS, [of(town.li)], town["police"])
    assert outcomes(batch) == ["proposed"]
    assert town.li.person.valid_to is None
    (changes,) = proposed(batch)
    assert (changes.area, changes.state) == (town.township, "proposed")
    assert agreed(changes, town["head"]).state == "applied"
    assert (town.li.person.valid_to, town.li.person.end_cause) == (date(2024, 4, 3), "death")
    assert Household.objects.get(number="H00101").size == 2


def test_the_death_of_the_last_member_ends_the_household(town):
    batch = sent("ga_siwang", DEATHS, [of(town.wu)], town["police"])
    agreed(*proposed(batch), town["head"])
    assert Household.objects.get(number="H00104").valid_to is not None


def test_a_cremation_of_somebody_the_police_reported_is_needless_before_and_after_the_approval(town):
    batch = sent("ga_siwang", DEATHS, [of(town.li)], town["police"])
    burnt = ("李四", town.li.number, DIED, LATER, "")
    before = sent("mz_huohua", CREMATIONS, [burnt], town["civil"])
    assert outcomes(before) == ["needless"]
    assert "已经提请，等待审批（县公安局2024年4月死亡注销名册）" in reasons(before)[0]
    agreed(*proposed(batch), town["head"])
    after = sent("mz_huohua", CREMATIONS, [burnt, (*burnt[:3], "", "后头乡")], town["civil"], MAY)
    assert outcomes(after) == ["needless"] * 2
    assert "已于 2024-04-03 注销（死亡）" in reasons(after)[0]
    assert proposed(after) == []


def test_the_same_person_twice_in_a_file_is_proposed_once(town):
    batch = sent("ga_siwang", DEATHS, [of(town.li), of(town.li, LATER)], town["police"])
    assert outcomes(batch) == ["proposed", "needless"]
    assert "同一件事" in reasons(batch)[1]
    assert kinds_of(*proposed(batch)) == ["end_person"]


def test_who_is_not_in_the_register_is_a_stranger_as_ever(town):
    batch = sent("ga_siwang", DEATHS, [("外来", id_number(900), DIED, LATER)], town["police"])
    (row,) = batch.rows.all()
    assert (row.bin, row.outcome) == (Bin.STRANGER, "")


def test_a_day_to_come_can_not_be_proposed(town):
    batch = sent("ga_siwang", DEATHS, [of(town.li, "2024-05-20")], town["police"], MAY)
    assert outcomes(batch) == ["unclear"]
    assert "晚于今天" in reasons(batch)[0]


def test_the_death_of_a_head_comes_with_who_is_head_then(town):
    batch = sent("ga_siwang", DEATHS, [of(town.zhang)], town["police"])
    (changes,) = proposed(batch)
    assert kinds_of(changes) == ["correct_person", "end_person"]
    agreed(changes, town["head"])
    assert (town.li.person.relation, town.son.person.relation) == ("户主", "之子")


def test_a_head_and_spouse_of_one_roster_are_followed_by_the_child(town):
    batch = sent("ga_siwang", DEATHS, [of(town.zhang), of(town.li)], town["police"])
    agreed(*proposed(batch), town["head"])
    assert town.son.person.relation == "户主"
