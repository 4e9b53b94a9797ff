"""责任分工: a lead's answer is by itself the duty of whoever is responsible for the household; the township only redirects."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as some

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.foundation.accounts.api import NotAllowed, Post, extend_reach, hand_over, set_right
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.areas.api import unit, unit_of_area
from dixian.foundation.audit.api import Stale
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import Obligation, unheld
from dixian.warning.verification import api as verification
from dixian.warning.verification.assigning import assigned
from dixian.warning.verification.models import Assignee, Redirect
from tests.warning.verification.assigning import arranged, home, place, rows
from tests.warning.verification.steps import again, differences, given, released, waits

pytestmark = pytest.mark.django_db
ANSWER = "verification.answer"


@pytest.fixture
def grid(county: Any) -> Any:
    """网格员 of the village."""
    return county.post("grid", Role.GRID_WORKER, county.village_unit, county.village)


@pytest.fixture
def team(county: Any) -> Any:
    """驻村队员 of the village."""
    return county.post("team", Role.RESIDENT_TEAM, county.village_unit, county.village)


def whose(county: Any, lead: Lead) -> set[str]:
    """In whose hands the answer is."""
    return {name for name in county.posts if waits(county, name, lead) == [ANSWER]}


def test_released_it_is_the_duty_of_whoever_is_named_for_the_household(county, lead, grid, team):
    arranged(county, place("grid", county), home("team"))
    released(county, lead)
    assert whose(county, lead) == {"team"}
    assert differences() == []


def test_a_group_comes_before_the_village_and_the_household_before_both(county, lead, grid, team):
    arranged(county, place("team", county), place("grid", county, "前屯"))
    released(county, lead)
    assert whose(county, lead) == {"grid"}


def test_where_nobody_is_named_the_village_holds_it_in_common(county, lead, grid):
    arranged(county, place("grid", county, "后屯"))
    released(county, lead)
    assert whose(county, lead) == {"cadre", "grid"}


def test_who_cannot_act_any_more_is_passed_over(county, lead, grid):
    arranged(county, home("grid"))
    Post.objects.filter(pk=grid.pk).update(valid_to=clock.today())
    released(county, lead)
    assert whose(county, lead) == {"cadre"}


def test_a_helper_answers_for_the_households_paired_with_where_the_county_gave_the_right(county, lead):
    helper = county.post("helper", Role.HELPER, unit("rsj"))
    refused = arranged(county, home("helper")).problems
    assert [number for number, _ in refused] == [2]
    assert "核实反馈" in refused[0][1]
    set_right(role=Role.HELPER, capability=Capability.ANSWER, granted=True, since=clock.today(), source="x")
    assert "结对名单" in arranged(county, home("helper")).problems[0][1]
    extend_reach(household_ids=[lead.household_id], source="结对帮扶", post=helper)
    assert arranged(county, home("helper")).came == 1
    released(county, lead)
    assert whose(county, lead) == {"helper"}
    given(county, lead, Verdict.NO_RISK, post=county["helper"])
    assert whose(county, lead) == set()


def test_sent_back_it_is_theirs_again(county, lead, grid):
    arranged(county, home("grid"))
    given(county, released(county, lead), Verdict.NO_RISK)
    verification.send_back(lead=again(lead), reason="补充", post=county["clerk"])
    assert whose(county, lead) == {"grid"}


def test_the_township_redirects_and_the_clock_goes_on(county, lead, grid, team):
    arranged(county, home("grid"))
    lead = released(county, lead)
    before = Obligation.objects.get(kind=ANSWER).due_on
    told = verification.redirect(lead_uids=[lead.uid], to=county["team"], post=county["clerk"])
    assert (told.done, told.refused) == (1, [])
    assert whose(county, lead) == {"team"}
    duty = Obligation.objects.get(kind=ANSWER)
    assert (duty.due_on, "某clerk改派给某team" in duty.about) == (before, True)
    given(county, lead, Verdict.NO_RISK, post=county["team"])
    verification.send_back(lead=again(lead), reason="补充", post=county["clerk"])
    assert whose(county, lead) == {"team"}


def test_what_cannot_be_redirected_is_named_and_the_rest_goes_on(county, people, lead, grid):
    lead = released(county, lead)
    second = unit_of_area(county.second)
    county.post("far", Role.VILLAGE_CADRE, second, county.second)
    told = verification.redirect(lead_uids=[lead.uid], to=county["far"], post=county["clerk"])
    assert (told.done, len(told.refused)) == (0, 1)
    given(county, lead, Verdict.NO_RISK)
    told = verification.redirect(lead_uids=[lead.uid], to=county["grid"], post=county["clerk"])
    assert "不用再核实" in told.refused[0]
    assert not Redirect.objects.exists()
    with pytest.raises(NotAllowed):
        verification.redirect(lead_uids=[lead.uid], to=county["grid"], post=county["cadre"])


def test_what_lies_with_somebody_who_left_is_given_again_the_next_morning(county, lead, grid):
    arranged(county, home("grid"))
    released(county, lead)
    Post.objects.filter(pk=grid.pk).update(valid_to=clock.today())
    assert "cadre" not in whose(county, lead)
    assert unheld(county["bureau"]).count() == 1
    enqueue("verification.give_again", key="a morning")
    drain()
    assert whose(county, lead) == {"cadre"}
    assert unheld(county["bureau"]).count() == 0


def test_a_successor_takes_over_what_a_post_was_named_for(county, lead, grid, team):
    arranged(county, home("grid"))
    hand_over(from_post=county["grid"], to_post=county["team"], on=clock.today(), by=_admin(county))
    drain()
    assert Assignee.objects.get().post_id == team.pk


def _admin(county: Any) -> Post:
    return county.post("system_admin", Role.SYSTEM_ADMIN, county.bureau)


def test_a_list_says_what_it_changes_and_takes_back(county, people, grid, team):
    assert arranged(county, home("grid"), home("grid", "H00102")).came == 2
    told = arranged(county, home("team"), home("", "H00102"), place("grid", county))
    assert (told.came, told.changed, told.went, told.same) == (1, 1, 1, 0)
    assert {(one.household_id is None, one.post_id) for one in Assignee.objects.all()} == {
        (False, team.pk),
        (True, grid.pk),
    }


def test_a_wrong_row_is_named_and_the_rest_goes_on(county, people, grid):
    told = arranged(
        county, home("nobody"), home("grid", "H9"), {"username": "grid"}, home("grid"), home("grid"),
        {"username": "grid", "village": "没有的村"}, home("grid", "H00104"), by="clerk",
    )  # fmt: skip
    assert [number for number, _ in told.problems] == [2, 3, 4, 6, 7, 8]
    assert told.came == 1


def test_only_bureau_and_township_arrange_and_nobody_over_anothers_list(county, people, grid, team):
    with pytest.raises(NotAllowed):
        verification.arrange(rows=[], by=county["cadre"])
    mine = rows(home("grid"))
    preview = verification.arrange(rows=mine, by=county["bureau"])
    arranged(county, home("team"), by="clerk")
    with pytest.raises(Stale):
        verification.arrange(rows=mine, by=county["bureau"], version=preview.version)


def test_places_without_anybody_are_listed_with_their_households(county, people, grid):
    def told() -> list[tuple[str, str, int]]:
        found = verification.by_group_uncovered(county["bureau"], county.township.code)
        return [(one.village, one.group, one.count) for one in found]

    assert told() == [(county.village.name, "前屯", 2), (county.second.name, "前屯", 1)]
    arranged(county, home("grid"))
    assert told() == [(county.village.name, "前屯", 1), (county.second.name, "前屯", 1)]
    arranged(county, place("grid", county, "前屯"))
    assert told() == [(county.second.name, "前屯", 1)]
    assert [one.count for one in verification.by_township_uncovered(county["bureau"])] == [1, 1]
    Post.objects.filter(pk=grid.pk).update(valid_to=clock.today() - timedelta(days=1))
    assert told() == [(county.village.name, "前屯", 2), (county.second.name, "前屯", 1)]


@for_all(wanted=some.lists(some.sampled_from(["grid", "team", ""]), min_size=3, max_size=3))
def test_the_nearest_name_that_can_act_answers_and_every_lead_is_somebodys(county, lead, grid, team, wanted):
    household, group, village = wanted
    Assignee.objects.all().delete()
    arranged(county, home(household), place(group, county, "前屯"), place(village, county))
    expected = next((name for name in wanted if name), None)
    found = assigned([again(lead)]).get(lead.pk)
    assert found == (county.posts[expected].pk if expected else None)
