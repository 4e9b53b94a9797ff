"""The organisation department reaches all resident teams, reads them and assesses who serves (R13.1); households it doesn't."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from dixian.directives.teams.models import Member, Team, TeamStep
from dixian.foundation.accounts.api import NotAllowed, acting_as
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import writing
from dixian.foundation.books import api as books
from dixian.foundation.kernel import clock
from dixian.registry.households.api import Household

pytestmark = pytest.mark.django_db
APRIL = date(2024, 4, 1)
ASSESSED = {"verb": "assess", "text": "年度考核", "on": clock.today(), "values": {"grade": "excellent"}}


@pytest.fixture
def member(office: Any) -> Member:
    """Somebody the insurer sent to the village; and posts of the organisation department and of another one."""
    office.post("organiser", Role.DEPARTMENT_CLERK, unit("zzb"))
    office.post("other", Role.DEPARTMENT_CLERK, unit("swj"))
    place = {"village": office.village, "unit": office.town_unit, "place": "relieved", "needed": None}
    values = {**place, "title": "", "from_on": APRIL}
    team = books.register(book=books.book("teams"), values=values, extra={}, post=office["bureau"])
    who = {"name": "王强", "team": team, "unit": office.insurance, "role": "first", "from_on": APRIL}
    of = books.book("team-members")
    made: Member = books.register(book=of, values={**who, "due_on": None}, extra={}, post=office["insurer"])
    return made


def seen(post: Any, model: Any) -> int:
    """How many a post reaches, by the list and, on PostgreSQL, by row security alone."""
    listed = model.objects.visible_to(post).count()
    if connection.vendor == "postgresql":
        with acting_as(post), writing():
            assert model.objects.count() == listed
    return int(listed)


def assess(member: Member, post: Any) -> None:
    of = books.book("team-members")
    with acting_as(post), writing():
        row = books.rows_of(of, post).get(pk=member.pk)
        books.act(book=of, row=row, post=post, **ASSESSED)


@pytest.mark.parametrize("model", [Team, TeamStep, Member])
def test_the_organisation_department_reaches_every_team_and_another_department_none(
    office: Any, member: Member, model: Any
) -> None:
    assert (seen(office["organiser"], model), seen(office["other"], model)) == (1, 0)


def test_who_sends_somebody_reaches_the_team_and_who_was_sent(office: Any, member: Member) -> None:
    assert (seen(office["insurer"], Team), seen(office["insurer"], Member)) == (1, 1)
    with acting_as(office["insurer"]), writing():
        assert [*books.rows_of(books.book("team-members"), office["insurer"])] == [member]


def test_it_reaches_no_household_by_that(office: Any, member: Member) -> None:
    assert Household.objects.visible_to(office["organiser"]).count() == 0


def test_it_assesses_and_a_unit_that_sends_does_not(office: Any, member: Member) -> None:
    with pytest.raises(NotAllowed):
        assess(member, office["insurer"])
    assess(member, office["organiser"])
    assert Member.objects.get(pk=member.pk).grade == "excellent"


def test_it_does_not_alter_what_others_registered(office: Any, member: Member) -> None:
    of = books.book("team-members")
    with pytest.raises(NotAllowed, match="只能登记和更正本单位的"):
        books.correct(
            book=of, row=member, values={"name": "李强"}, extra={}, post=office["organiser"], text=""
        )


def test_a_grade_comes_with_a_file_only_of_who_assesses_and_is_typed_in_no_form(
    office: Any, member: Member
) -> None:
    of = books.book("team-members")
    assert "grade" not in {one.code for one in books.typed_columns(of)}
    told: dict[str, Any] = dict.fromkeys(of.columns)
    told |= {
        "name": "王强",
        "team": str(member.team),
        "unit": "县医保局",
        "role": "第一书记",
        "from_on": APRIL,
    }
    rows = [
        (2, {**told, "grade": "优秀"}),
        (3, {**told, "name": "李敏", "role": "工作队员", "grade": "优秀"}),
    ]
    said = [one for _, one in books.planned(book=of, rows=rows, post=office["clerk"]).problems]
    assert len(said) == 2 and "登记考核" in said[0] and "先空着导入" in said[1]
    plan = books.planned(book=of, rows=rows[:1], post=office["bureau"])
    books.apply(book=of, plan=plan, post=office["bureau"])
    assert Member.objects.get(pk=member.pk).grade == "excellent"
    assert of.step.objects.filter(row=member, verb="assess").count() == 1
