"""Moves: out of the county, into a household, back again, and into one's own."""

from dixian.cli.checks import run_checks
from dixian.registry.households.changes.selectors import shown_changes
from dixian.registry.households.models import Change, Household, Person
from tests.support.register import id_number
from tests.support.rosters import MAY, MOVES, agreed, kinds_of, outcomes, proposed, reasons, sent

ON = "2024-04-03"


def wrong():
    return [one.name for one in run_checks() if one.difference]


def into(name, number, head, relation="之儿媳", township="", village=""):
    named = (head.name, head.number) if head else ("", "")
    return ("迁入", name, number, ON, *named, relation, township, village)


def out(one):
    return ("迁出", one.name, one.number, ON, "", "", "", "", "")


def test_who_moved_away_is_ended_as_such(town):
    batch = sent("ga_qianyi", MOVES, [out(town.son)], town["police"])
    agreed(*proposed(batch), town["head"])
    assert town.son.person.end_cause == "moved_away"


def test_somebody_new_comes_into_the_household_of_the_head(town):
    number = id_number(900)
    batch = sent("ga_qianyi", MOVES, [into("外来", number, town.zhang)], town["police"])
    assert outcomes(batch) == ["proposed"]
    agreed(*proposed(batch), town["head"])
    one = Person.objects.select_related("household").get(name="外来")
    assert (one.household.number, one.relation, one.id_number.open()) == ("H00101", "之儿媳", number)


def test_who_had_moved_away_comes_back_as_the_same_person(town):
    first = sent("ga_qianyi", MOVES, [out(town.son)], town["police"])
    agreed(*proposed(first), town["head"])
    back = sent("ga_qianyi", MOVES, [into("张小", town.son.number, town.zhang, "之子")], town["police"], MAY)
    assert kinds_of(*proposed(back)) == ["return_person"]
    agreed(*proposed(back), town["head"])
    assert town.son.person.valid_to is None


def test_a_move_between_townships_is_approved_by_the_county(town):
    batch = sent("ga_qianyi", MOVES, [into("赵小", town.daughter.number, town.wu, "其他")], town["police"])
    (changes,) = proposed(batch)
    assert changes.area.level == "county"
    agreed(changes, town["reviewer"])
    assert town.daughter.person.village == town.second


def test_a_household_of_ones_own_in_the_village_that_is_named(town):
    place = (town.township.name, town.second.name)
    batch = sent(
        "ga_qianyi", MOVES, [into("张小", town.son.number, town.son, "户主", *place)], town["police"]
    )
    assert kinds_of(*proposed(batch)) == ["add_household", "move_person"]
    agreed(*proposed(batch), town["head"])
    home = town.son.person.household
    assert (home.head_name, home.village, home.size) == ("张小", town.second, 1)
    assert Household.objects.get(number="H00101").size == 2


def test_what_can_not_be_told_says_what_is_missing(town):
    rows = [
        into("张小", town.son.number, None),
        into("张小", town.son.number, None, township=town.township.name, village="没有的村"),
        ("迁入", "张小", town.son.number, ON, "外来", id_number(901), "", "", ""),
        into("张小", town.son.number, town.zhang, "之子"),
    ]
    batch = sent("ga_qianyi", MOVES, rows, town["police"])
    assert outcomes(batch) == ["unclear", "unclear", "unclear", "needless"]
    assert [
        "哪个村" in reasons(batch)[0],
        reasons(batch)[1] == f"看不出迁入哪个村：“{town.township.name}”没有叫“没有的村”的村",
        "要迁入的户" in reasons(batch)[2],
    ] == [True] * 3
    assert proposed(batch) == []


def test_a_move_to_another_township_shows_both_with_their_townships(town):
    place = (town.other.name, town.elsewhere.name)
    family = [(town.zhang, "户主"), (town.li, "配偶"), (town.son, "之子")]
    rows = [into(one.name, one.number, town.zhang, relation, *place) for one, relation in family]
    (changes,) = proposed(sent("ga_qianyi", MOVES, rows, town["police"]))
    (shown,) = shown_changes(Change.objects.filter(batch=changes))
    (village,) = [one for one in shown.differences if one.title == "村"]
    assert village.before == town.township.name + town.village.name
    assert village.after == town.other.name + town.elsewhere.name


def test_a_family_that_moves_as_a_whole_keeps_its_household(town):
    place = (town.township.name, town.second.name)
    family = [(town.li, "配偶"), (town.zhang, "户主"), (town.son, "之子")]
    rows = [into(one.name, one.number, town.zhang, relation, *place) for one, relation in family]
    batch = sent("ga_qianyi", MOVES, rows, town["police"])
    assert outcomes(batch) == ["needless", "proposed", "needless"]
    assert kinds_of(*proposed(batch)) == ["move_household"]
    agreed(*proposed(batch), town["head"])
    assert {one.person.village for one in (town.zhang, town.li, town.son)} == {town.second}
    assert town.zhang.person.household.number == "H00101"


def test_a_family_nobody_knew_founds_a_household_and_its_rows_wait_for_nobody(town):
    head, wife = ("外来", id_number(900)), ("新人", id_number(902))
    place = (town.township.name, town.second.name)
    rows = [("迁入", *wife, ON, *head, "配偶", *place), ("迁入", *head, ON, *head, "户主", *place)]
    batch = sent("ga_qianyi", MOVES, rows, town["police"])
    assert outcomes(batch) == ["proposed", "proposed"]
    assert kinds_of(*proposed(batch)) == ["add_household", "add_person", "add_person"]
    agreed(*proposed(batch), town["head"])
    home = Person.objects.select_related("household").get(name="新人").household
    assert (home.head_name, home.size, home.village) == ("外来", 2, town.second)
    assert wrong() == []


def test_a_newcomer_whose_village_nobody_can_tell_stays_a_stranger(town):
    head = ("外来", id_number(900))
    batch = sent("ga_qianyi", MOVES, [("迁入", *head, ON, *head, "户主", "", "没有的村")], town["police"])
    assert outcomes(batch) == ["stranger"]
    assert reasons(batch)[0].endswith("；看不出迁入哪个村：全县没有叫“没有的村”的村")
    assert wrong() == []
