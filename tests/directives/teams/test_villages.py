"""Villages that must have a team by the policy of the day are listed while they have no whole one (R13.1)."""

from datetime import date
from typing import Any

import pytest

from dixian.directives.teams.models import NeedyVillage, Team
from dixian.directives.teams.villages import what_lacks
from dixian.foundation.books import api as books
from dixian.foundation.figures.api import Tally, figure
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import CodeItem

pytestmark = pytest.mark.django_db
SINCE = date(2024, 4, 1)


def listed(office: Any, place: str = "relieved", **more: Any) -> NeedyVillage:
    values = {"village": office.village, "unit": office.town_unit, "place": place, "paper": "", **more}
    made: NeedyVillage = books.register(
        book=books.book("team-villages"),
        values={"from_on": SINCE, "until_on": None, **values},
        extra={},
        post=office["bureau"],
    )
    return made


def marked(mark: str) -> int:
    found = books.book("team-villages").mark(mark)
    assert found is not None
    return int(found.narrow(NeedyVillage.objects.all()).count())


def sent(office: Any, *roles: str) -> None:
    """The village's team with so many persons."""
    place = {"village": office.village, "unit": office.town_unit, "place": "relieved", "needed": 2}
    team = books.register(
        book=books.book("teams"),
        values={**place, "title": "", "from_on": SINCE},
        extra={},
        post=office["bureau"],
    )
    for at, role in enumerate(roles):
        who = {"name": f"某队员{at}", "team": team, "unit": office.insurance, "role": role}
        books.register(
            book=books.book("team-members"),
            values={**who, "from_on": SINCE, "due_on": None},
            extra={},
            post=office["bureau"],
        )


def test_a_village_nobody_ever_registered_a_team_for_is_listed(office: Any) -> None:
    village = listed(office)
    assert (marked("unready"), marked("teamless"), what_lacks(village)) == (1, 1, "没有登记工作队")
    assert figure("teams.whole").tally(Month.of(clock.today())) == {office.town_unit.pk: Tally(0, 1)}


def test_a_team_that_is_not_whole_is_no_team_yet_and_says_what_it_lacks(office: Any) -> None:
    village = listed(office)
    sent(office, "member")
    assert (marked("unready"), marked("teamless")) == (1, 0)
    assert what_lacks(village) == "缺第一书记，应派 2 人，在岗 1 人"
    shown = books.book("teams").beside(Team.objects.get(village=village.village), office["bureau"])
    assert shown == {"lacks": what_lacks(village)}


def test_a_village_with_its_whole_team_is_not_listed(office: Any) -> None:
    village = listed(office)
    sent(office, "first", "member")
    assert (marked("unready"), what_lacks(village)) == (0, "")
    assert figure("teams.whole").tally(Month.of(clock.today())) == {office.town_unit.pk: Tally(1, 1)}


def test_which_kinds_must_have_a_team_is_policy_of_the_day(office: Any) -> None:
    listed(office, "weak")
    assert marked("unready") == 1
    CodeItem.objects.filter(table="team_place", code="weak").update(valid_to=clock.today())
    assert marked("unready") == 0


def test_a_village_that_was_taken_off_the_list_asks_for_no_team(office: Any) -> None:
    listed(office, until_on=clock.today())
    assert marked("unready") == 1
    NeedyVillage.objects.update(until_on=date(2024, 4, 2))
    assert marked("unready") == 0


def test_what_is_no_village_or_ends_before_it_began_is_refused(office: Any) -> None:
    with pytest.raises(Refusal, match="不是村"):
        listed(office, village=office.township)
    with pytest.raises(Refusal, match="移出日期早于列入日期"):
        listed(office, until_on=date(2024, 3, 1))
