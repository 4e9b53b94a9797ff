"""A resident team's month: who is missing, who was there, what was done, who confirms; then support and hand-over (R13)."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from dixian.cli.checks import run_checks
from dixian.directives.teams.models import LogEntry, Member, MemberMonth, Team
from dixian.directives.teams.papers import month_paper
from dixian.directives.teams.rules import wrong_days
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import Area
from dixian.foundation.books import api as books
from dixian.foundation.figures.api import Tally, figure
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import word_file
from dixian.foundation.worklist.api import Obligation, inbox
from tests.support.database import as_worker

pytestmark = pytest.mark.django_db
APRIL = date(2024, 4, 1)


def at(month: int, day: int) -> Any:
    return clock.at(datetime(2024, month, day, 9, tzinfo=clock.SHANGHAI))


def new(code: str, values: dict[str, Any], post: Any) -> Any:
    return books.register(book=books.book(code), values=values, extra={}, post=post)


def step(code: str, row: Any, verb: str, post: Any, on: date, **more: Any) -> str:
    of = books.book(code)
    said = {"text": "已办理", **more}
    books.act(book=of, row=books.rows_of(of, post).get(pk=row.pk), verb=verb, post=post, on=on, **said)
    return str(of.model.objects.get(pk=row.pk).state)


def marked(code: str, mark: str) -> int:
    found = books.book(code).mark(mark)
    assert found is not None
    return int(found.narrow(books.book(code).model.objects.all()).count())


@pytest.fixture
def team(office: Any) -> Team:
    """The village has a team, and one of its three: sent by the insurer as first secretary."""
    office.post("team", Role.RESIDENT_TEAM, office.village_unit, office.village)
    place = {"village": office.village, "unit": office.town_unit, "place": "relieved", "needed": None}
    with at(4, 2):
        made: Team = new("teams", {**place, "title": "", "from_on": APRIL}, office["bureau"])
        who = {"name": "王强", "team": made, "unit": office.insurance, "role": "first", "from_on": APRIL}
        new("team-members", {**who, "due_on": None}, office["insurer"])
    return made


def test_a_team_that_is_not_whole_is_listed(office: Any, team: Team) -> None:
    assert (team.title, team.needed) == (
        f"{office.township}{books.village_called(office.village.name)}驻村工作队",
        3,
    )
    assert marked("teams", "lacking") == 1
    place = {"village": office.village, "unit": office.town_unit, "place": "key", "needed": 3}
    with pytest.raises(Refusal, match="已经登记过"):
        new("teams", {**place, "title": "", "from_on": APRIL}, office["bureau"])
    for name in ("李敏", "赵刚"):
        who = {"name": name, "team": team, "unit": office.insurance, "role": "member", "from_on": APRIL}
        new("team-members", {**who, "due_on": None}, office["clerk"])
    assert marked("teams", "lacking") == 0
    assert figure("teams.whole").tally(Month(2024, 4)) == {office.town_unit.pk: Tally(1, 1)}
    assert Member.objects.get(name="王强").due_on == date(2026, 4, 1)


def test_a_teams_month_from_the_log_to_the_confirmed_attendance(office: Any, team: Team) -> None:
    member, april = Member.objects.get(), MemberMonth.objects.get()
    assert (april.period, april.due_on) == ("2024年4月", date(2024, 5, 5))
    said = {"member": member, "on": date(2024, 4, 9), "duty": "serve", "text": "帮两户办慢病证"}
    with at(4, 10):
        new("team-log", {**said, "households": 2}, office["team"])
        with pytest.raises(Refusal, match="还没有过完"):
            step(
                "team-months", april, "report", office["clerk"], clock.today(), values={"days": 9, "leave": 0}
            )
    with at(5, 3):
        assert Obligation.objects.get(kind="teams.attend") in inbox(office["clerk"])
        noted = {"days": 17, "leave": 14}
        with pytest.raises(Refusal, match="超过当月天数"):
            step("team-months", april, "report", office["clerk"], clock.today(), values=noted)
        noted = {"days": 17, "leave": 3, "leave_why": "学习"}
        assert (
            step("team-months", april, "report", office["clerk"], clock.today(), values=noted) == "reported"
        )
        with pytest.raises(Refusal, match="原来的经办人"):
            step("team-months", april, "confirm", office["clerk"], clock.today())
        assert step("team-months", april, "confirm", office["head"], clock.today()) == "confirmed"
        assert (marked("team-months", "short"), MemberMonth.objects.get().norm) == (1, 20)
        assert figure("teams.attended").tally(Month(2024, 4)) == {office.insurance.pk: Tally(0, 1)}
        document = Document(BytesIO(word_file(month_paper([team], office["clerk"]))))
    text = "\n".join(one.text for one in document.paragraphs)
    assert "为民办事服务（1 条）" in text and "王强：帮两户办慢病证" in text
    assert [cell.text for cell in document.tables[0].rows[1].cells][3:] == ["17", "3", "20", "1"]
    assert [one for one in run_checks() if one.left != one.right] == []


def test_a_month_in_which_no_job_ran_is_made_up_for_and_says_whose_it_is(office: Any, team: Team) -> None:
    with at(6, 10), as_worker():
        books.open_series(clock.today())
    assert list(MemberMonth.objects.order_by("first_on").values_list("period", flat=True)) == [
        "2024年4月",
        "2024年5月",
        "2024年6月",
    ]
    told = (
        Obligation.objects.filter(kind="teams.attend")
        .order_by("due_on")
        .values_list("subject_label", flat=True)
    )
    assert list(told) == [f"王强：2024年{month}月考勤" for month in (4, 5, 6)]


def test_support_is_recorded_and_what_is_missing_is_listed(office: Any, team: Team) -> None:
    member = Member.objects.get()
    assert (marked("team-members", "uninsured"), marked("team-members", "unchecked")) == (1, 1)
    given = {"insured_on": clock.today(), "checked_on": None, "funds": Decimal(5000), "promoted": ""}
    assert (
        step("team-members", member, "support", office["insurer"], clock.today(), values=given) == "serving"
    )
    assert (marked("team-members", "uninsured"), marked("team-members", "unchecked")) == (0, 1)


def test_who_leaves_hands_over_and_another_confirms(office: Any, team: Team) -> None:
    member = Member.objects.get()
    with at(4, 20):
        today = clock.today()
        left = step(
            "team-members", member, "hand_over", office["insurer"], today, values={"successor": "待派"}
        )
        assert left == "handing"
        with pytest.raises(Refusal, match="原来的经办人"):
            step("team-members", member, "confirm", office["insurer"], today)
        assert step("team-members", member, "confirm", office["clerk"], today) == "left"
    assert (MemberMonth.objects.get().state, Member.objects.get().left_on) == ("off", date(2024, 4, 20))
    assert not Obligation.objects.filter(kind__startswith="teams.", state="open").exists()
    with at(5, 2), as_worker():
        assert books.open_series(clock.today()) == 0


def test_whoever_does_not_work_in_the_village_writes_no_log(office: Any, team: Team) -> None:
    said = {"member": Member.objects.get(), "on": APRIL, "duty": "serve", "text": "替别人写", "households": 1}
    with pytest.raises(NotAllowed):
        new("team-log", said, office["insurer"])
    assert not LogEntry.objects.exists()


def test_a_team_has_one_first_secretary_and_nobody_twice(office: Any, team: Team) -> None:
    who = {"team": team, "unit": office.insurance, "role": "first", "from_on": APRIL, "due_on": None}
    with pytest.raises(Refusal, match="已有第一书记王强"):
        new("team-members", {**who, "name": "李敏"}, office["clerk"])
    with pytest.raises(Refusal, match="同样的一件已经登记过"):
        new("team-members", {**who, "name": "王 强"}, office["clerk"])


@pytest.mark.parametrize(
    ("from_on", "until", "proved", "why"),
    [
        (APRIL, date(2026, 4, 1), date(2024, 4, 2), ""),
        (date(2030, 1, 1), None, None, "到岗以后再登记"),
        (APRIL, date(2020, 1, 1), None, "派驻期满"),
        (APRIL, None, date(2031, 1, 1), "在今天以后"),
    ],
)
def test_the_days_of_a_member(from_on: date, until: date | None, proved: date | None, why: str) -> None:
    told = wrong_days(from_on, until, (proved, None), date(2024, 5, 1))
    assert why in told and bool(why) == bool(told)


def test_a_log_is_of_the_time_in_the_village_and_of_no_more_households_than_can_be(
    office: Any, team: Team
) -> None:
    entry = {"member": Member.objects.get(), "duty": "party", "text": "走访", "households": 2}
    for wrong, why in ({"on": date(1990, 1, 1)}, "到岗"), ({"households": 999_999}, "多写了几位"):
        with pytest.raises(Refusal) as refused:
            new("team-log", {**entry, "on": clock.today(), **wrong}, office["team"])
        assert why in f"{refused.value.message}{refused.value.remedy}"


def test_a_team_is_of_somebody_and_kept_by_the_villages_own_township(office: Any, team: Team) -> None:
    place = {"village": office.second, "place": "key", "from_on": APRIL, "title": ""}
    with pytest.raises(Refusal, match="应派人数是 0"):
        new("teams", {**place, "unit": office.town_unit, "needed": 0}, office["bureau"])
    far = Area.objects.filter(parent=office.other, level="village").earliest("code")
    elsewhere = {**place, "village": far, "unit": office.town_unit, "needed": 3}
    with pytest.raises(Refusal, match="不归"):
        new("teams", elsewhere, office["bureau"])


def test_a_team_that_begins_years_to_come_is_a_slip(office: Any) -> None:
    place = {"village": office.village, "unit": office.town_unit, "place": "relieved", "needed": None}
    with pytest.raises(Refusal, match="派驻起始日期 2090-01-01 在"):
        new("teams", {**place, "title": "", "from_on": date(2090, 1, 1)}, office["bureau"])


def test_what_was_reported_is_not_altered_by_who_is_to_confirm_it(office: Any, team: Team) -> None:
    of, april = books.book("team-months"), MemberMonth.objects.get()
    with at(5, 3):
        noted = {"days": 12, "leave": 0}
        step("team-months", april, "report", office["clerk"], clock.today(), values=noted)
        row = books.rows_of(of, office["head"]).get(pk=april.pk)
        with pytest.raises(Refusal, match="“驻村天数”已经报来核对，不能直接更正"):
            books.correct(book=of, row=row, values={"days": 22}, extra={}, post=office["head"])
        assert step("team-months", april, "send_back", office["head"], clock.today()) == "returned"
        row = books.rows_of(of, office["clerk"]).get(pk=april.pk)
        books.correct(book=of, row=row, values={"days": 22}, extra={}, post=office["clerk"])


@pytest.mark.parametrize("verb", ["train", "support", "hand_over"])
def test_nothing_is_done_with_somebody_before_they_served(office: Any, team: Team, verb: str) -> None:
    values = {"insured_on": clock.today()} if verb == "support" else {"successor": "李强"}
    with pytest.raises(Refusal, match="到岗的 2024-04-01"):
        step("team-members", Member.objects.get(), verb, office["insurer"], date(2024, 3, 1), values=values)


def test_the_name_of_a_team_is_its_villages_and_typed_by_nobody() -> None:
    assert "title" not in [one.code for one in books.all_columns(books.book("teams"))]
