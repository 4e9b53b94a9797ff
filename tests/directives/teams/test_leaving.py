"""The last day of somebody who serves in a village (R13): what is still told of the time before, what no more."""

from datetime import date
from typing import Any

import pytest

from dixian.directives.teams.models import Member, MemberMonth
from dixian.directives.teams.papers import month_paper
from dixian.foundation.accounts.enums import Role
from dixian.foundation.books import api as books
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from tests.directives.teams.test_month import APRIL, at, new, step
from tests.support.database import as_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(office: Any) -> Member:
    """Sent by the insurer in April, as first secretary."""
    office.post("team", Role.RESIDENT_TEAM, office.village_unit, office.village)
    place = {"village": office.village, "unit": office.town_unit, "place": "relieved", "needed": None}
    with at(4, 2):
        team = new("teams", {**place, "title": "", "from_on": APRIL}, office["bureau"])
        who = {"name": "王强", "team": team, "unit": office.insurance, "role": "first", "from_on": APRIL}
        return new("team-members", {**who, "due_on": None}, office["insurer"])


def test_after_the_last_day_no_log_is_written_and_a_month_that_was_over_is_still_told(
    office: Any, member: Member
) -> None:
    entry = {"member": member, "duty": "party", "text": "走访", "households": 2}
    with at(5, 3), as_worker():
        books.open_series(clock.today())
    with at(5, 4):
        new("team-log", {**entry, "on": date(2024, 5, 2)}, office["team"])
        for wrong, why in (
            ({"left_on": date(2024, 5, 1)}, "2024-05-02 的日志"),
            ({"left_on": date(2024, 6, 1)}, "今天以后"),
        ):
            with pytest.raises(Refusal, match=why):
                given = {"successor": "待派", **wrong}
                step("team-members", member, "hand_over", office["insurer"], clock.today(), values=given)
        given = {"successor": "待派", "left_on": date(2024, 5, 3)}
        step("team-members", member, "hand_over", office["insurer"], clock.today(), values=given)
        assert step("team-members", member, "confirm", office["clerk"], clock.today()) == "left"
        entry["member"] = Member.objects.get()
        with pytest.raises(Refusal, match="离岗的 2024-05-03"):
            new("team-log", {**entry, "on": date(2024, 5, 4)}, office["team"])
        new("team-log", {**entry, "on": date(2024, 5, 3)}, office["team"])
        states = dict(MemberMonth.objects.values_list("period", "state"))
        assert states == {"2024年4月": "due", "2024年5月": "off"}


def test_the_month_paper_names_whoever_served_in_it(office: Any, member: Member) -> None:
    MemberMonth.objects.filter(member=member).update(state="off")
    with at(6, 3):
        gone = {"successor": "待派", "left_on": date(2024, 5, 20)}
        step("team-members", member, "hand_over", office["insurer"], clock.today(), values=gone)
        paper = month_paper([member.team], office["clerk"])
    assert "工作队 1 人" in paper.paragraphs[0] and [row[:4] for row in paper.rows] == [
        ["王强", "第一书记", "县医保局", "未登记"]
    ]
    with at(7, 3):
        assert month_paper([member.team], office["clerk"]).rows == []
