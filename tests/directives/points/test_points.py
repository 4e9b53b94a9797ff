"""A leader's contact point: a visit each period, paid, or missed and seen to be missed (R15.3)."""

from datetime import date, datetime
from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.directives.points.models import ContactPoint, PointVisit
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.books import api as books
from dixian.foundation.figures.api import Tally, figure
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from tests.support.database import as_worker

pytestmark = pytest.mark.django_db


def at(month: int, day: int) -> Any:
    return clock.at(datetime(2024, month, day, 9, tzinfo=clock.SHANGHAI))


@pytest.fixture
def point(office: Any) -> ContactPoint:
    """A vice head of the county, every month; its township keeps the record."""
    said = {"leader": "某副县长", "position": "副县长", "village": office.village, "unit": office.town_unit}
    with at(4, 2):
        made: ContactPoint = books.register(
            book=books.book("points"),
            values={**said, "rhythm": "month", "from_on": date(2024, 4, 1), "until_on": None},
            extra={},
            post=office["bureau"],
        )
    return made


def step(visit: PointVisit, verb: str, post: Any, on: date, **more: Any) -> str:
    row = PointVisit.objects.select_related("unit", "point").get(pk=visit.pk)
    if verb == "visit":
        more["evidence"] = store([b"a photo"], name="走访.jpg", content_type="image/jpeg", purpose="走访佐证")
    books.act(book=books.book("point-visits"), row=row, verb=verb, post=post, on=on, text="走访两户", **more)
    return str(PointVisit.objects.get(pk=visit.pk).state)


def missed() -> int:
    mark = books.book("point-visits").mark("missed")
    assert mark is not None
    return int(mark.narrow(PointVisit.objects.all()).count())


def test_each_period_asks_for_one_visit_and_a_missed_one_stays_to_be_seen(
    office: Any, point: ContactPoint
) -> None:
    april = PointVisit.objects.get()
    assert (april.period, april.due_on, april.village) == ("2024年4月", date(2024, 4, 30), office.village)
    duty = Obligation.objects.get(kind="points.visit", state="open")
    assert (duty.unit, duty.due_on) == (office.town_unit, april.due_on)
    with at(5, 6), as_worker():
        assert books.open_series(clock.today()) == 1
        assert books.open_series(clock.today()) == 0
    with at(5, 7):
        assert missed() == 1
        with pytest.raises(Refusal, match="不在2024年4月内"):
            step(april, "visit", office["clerk"], date(2024, 5, 6))
        assert step(april, "miss", office["clerk"], date(2024, 5, 6)) == "missed"
        may = PointVisit.objects.get(state="due")
        told = {"problems": "路灯不亮", "solved": ""}
        assert step(may, "visit", office["clerk"], date(2024, 5, 7), values=told) == "visited"
        assert step(may, "add", office["clerk"], date(2024, 5, 7), values={"solved": "已修好"}) == "visited"
        assert (missed(), PointVisit.objects.get(pk=may.pk).visited_on) == (1, date(2024, 5, 7))
        assert figure("points.visited").tally(Month(2024, 4)) == {office.town_unit.pk: Tally(0, 1)}
    assert [one for one in run_checks() if one.left != one.right] == []


def test_who_does_not_reach_the_village_neither_sees_nor_records(office: Any, point: ContactPoint) -> None:
    assert list(books.rows_of(books.book("point-visits"), office["insurer"])) == []
    with pytest.raises(NotAllowed), at(4, 3):
        books.correct(
            book=books.book("points"), row=point, values={"leader": "他人"}, extra={}, post=office["insurer"]
        )


def test_an_ended_point_asks_for_nothing_more(office: Any, point: ContactPoint) -> None:
    with at(4, 10):
        row = ContactPoint.objects.select_related("unit").get()
        books.act(
            book=books.book("points"), row=row, verb="end", post=office["bureau"], on=date(2024, 4, 10),
            text="分工调整", values={"until_on": date(2024, 4, 10)},
        )  # fmt: skip
    assert PointVisit.objects.get().state == "off"
    assert not Obligation.objects.filter(kind="points.visit", state="open").exists()
    with at(5, 2), as_worker():
        assert books.open_series(clock.today()) == 0


def test_a_point_that_begins_years_to_come_is_a_slip(office: Any) -> None:
    said = {"leader": "某副县长", "position": "", "village": office.village, "unit": office.town_unit}
    values = {**said, "rhythm": "month", "from_on": date(2090, 1, 1), "until_on": None}
    with pytest.raises(Refusal, match="联系起始日期 2090-01-01 在"):
        books.register(book=books.book("points"), values=values, extra={}, post=office["bureau"])


def test_a_point_does_not_end_before_it_began(office: Any, point: ContactPoint) -> None:
    of = books.book("points")
    row = ContactPoint.objects.select_related("unit").get(pk=point.pk)
    more = {"on": clock.today(), "text": "调离", "values": {"until_on": date(2024, 3, 1)}}
    with pytest.raises(Refusal, match="终止日期早于起始日期"):
        books.act(book=of, row=row, verb="end", post=office["bureau"], **more)


def test_a_leader_records_his_own_visit_and_no_other(office: Any, point: ContactPoint) -> None:
    """Who reads all and writes nothing takes this one step; the liaison takes it for him (R15.3)."""
    visit = PointVisit.objects.get()
    leader = office.post("leader", Role.COUNTY_LEADER, unit("xzf"))
    with at(4, 9):
        with pytest.raises(NotAllowed):
            step(visit, "visit", leader, date(2024, 4, 9))
        ContactPoint.objects.update(leader=leader.user.name)
        assert step(visit, "visit", leader, date(2024, 4, 9)) == "visited"
        with pytest.raises(NotAllowed):
            step(visit, "miss", leader, date(2024, 4, 9))


def test_a_visit_without_evidence_is_none(office: Any, point: ContactPoint) -> None:
    row = PointVisit.objects.select_related("unit", "point").get()
    with at(4, 9), pytest.raises(Refusal, match="没有上传佐证"):
        books.act(
            book=books.book("point-visits"), row=row, verb="visit", post=office["clerk"],
            on=date(2024, 4, 9), text="走访两户",
        )  # fmt: skip


def test_who_has_nobody_to_record_visits_keeps_no_point(office: Any) -> None:
    said = {"leader": "某副县长", "position": "", "village": office.village, "unit": unit("xzf")}
    values = {**said, "rhythm": "month", "from_on": date(2024, 4, 1), "until_on": None}
    with pytest.raises(Refusal, match="没有填报台账的人"):
        books.register(book=books.book("points"), values=values, extra={}, post=office["bureau"])
