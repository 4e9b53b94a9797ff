"""Ledgers and the quarter's meeting of the county that pages are tried on."""

from datetime import timedelta
from decimal import Decimal

from dixian.directives.meetings import api as meetings
from dixian.directives.tasks import api as tasks
from dixian.directives.teams.models import Member
from dixian.foundation.books import api as books
from dixian.foundation.figures import api as figures
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from tests.support.county import County
from tests.support.database import as_worker


def ledgers(county: County) -> None:
    """A problem the insurer has reported as put right, and a column the county added."""
    of = books.book("rectification")
    county.problem = books.register(
        book=of,
        values={
            "source": "audit",
            "found_on": clock.today(),
            "problem": "帮扶车间台账不全",
            "unit": county.insurance,
            "person": "某股长",
            "measure": "补齐台账",
            "mode": "by_date",
            "due_on": clock.today() + timedelta(days=20),
        },
        extra={},
        post=county["bureau"],
    )
    photo = store([b"a photo"], name="台账.jpg", content_type="image/jpeg", purpose="整改台账佐证")
    county.problem_step = books.act(
        book=of,
        row=county.problem,
        verb="report",
        post=county["insurer"],
        on=clock.today(),
        text="已补齐",
        evidence=photo,
    )
    books.add_column(book=of, title="经费来源", kind="text", options="", post=county["bureau"])
    tasks.set_indicator(
        task=county.task,
        code="rectification.done",
        target=Decimal(100),
        at_least=True,
        paper="",
        post=county["bureau"],
    )
    with as_worker():
        figures.count(figures.figure("rectification.done"), Month.of(clock.today()))
    _called(county)
    county.member = _sent(county)


def _sent(county: County) -> Member:
    """The village's team, and its first secretary, whom the insurer has sent."""
    place = {"village": county.village, "unit": county.town_unit, "place": "relieved", "needed": None}
    values = {**place, "title": "", "from_on": clock.today()}
    team = books.register(book=books.book("teams"), values=values, extra={}, post=county["bureau"])
    who = {"name": "王强", "team": team, "unit": county.insurance, "role": "first", "due_on": None}
    made: Member = books.register(
        book=books.book("team-members"),
        values={**who, "from_on": clock.today()},
        extra={},
        post=county["insurer"],
    )
    return made


def _called(county: County) -> None:
    """The quarter's meeting, called, with a point the insurer has raised."""
    with as_worker():
        meeting = meetings.open_quarter(clock.today())
    county.agenda_item = meetings.raise_point(
        meeting=meeting, title="断缴人员动员", text="", post=county["insurer"]
    )
    books.act(
        book=books.book("meetings"),
        row=meeting,
        verb="call",
        post=county["bureau"],
        on=clock.today(),
        values={"held_on": clock.today(), "place": "第二会议室", "chair": "某副县长"},
    )
    county.meeting = meeting
