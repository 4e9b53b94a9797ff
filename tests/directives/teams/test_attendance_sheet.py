"""A township's attendance sheet as it is kept in Excel: each row that fills the month in reports it."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from dixian.directives.teams.models import Member, MemberMonth, Team
from dixian.foundation.books import api as books
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import Clean, clean_rows, read_table

pytestmark = pytest.mark.django_db
APRIL = date(2024, 4, 1)
HEAD = ("月份", "姓名", "出勤天数", "请假", "备注")


def at(month: int, day: int) -> Any:
    return clock.at(datetime(2024, month, day, 9, tzinfo=clock.SHANGHAI))


@pytest.fixture
def serving(office: Any) -> list[Member]:
    """Three of the village's team, two of one name, sent by different units; in April."""
    with at(4, 2):
        place = {"village": office.village, "unit": office.town_unit, "place": "relieved", "needed": 3}
        team: Team = new("teams", {**place, "title": "", "from_on": APRIL}, office["bureau"])
        for name, unit in (
            ("王强", office.insurance),
            ("王强", office.town_unit),
            ("李敏", office.insurance),
        ):
            who = {"name": name, "team": team, "unit": unit, "role": "member", "from_on": APRIL}
            books.register_many(
                book=books.book("team-members"), rows=[member_of(who)], post=office["bureau"], text="选派"
            )
    return list(Member.objects.order_by("id"))


def member_of(values: dict[str, Any]) -> Member:
    made = Member(state="serving", extra={}, **values)
    books.book("team-members").prepare(made, {})
    return made


def new(code: str, values: dict[str, Any], post: Any) -> Any:
    return books.register(book=books.book(code), values=values, extra={}, post=post)


def loaded(post: Any, *rows: tuple[Any, ...]) -> books.Plan:
    """The sheet written by a spreadsheet, read, planned and applied."""
    book = openpyxl.Workbook()
    for row in (("四月驻村考勤表",), HEAD, *rows):
        book.active.append(row)  # type: ignore[union-attr]
    content = BytesIO()
    book.save(content)
    of = books.book("team-months")
    columns = books.all_columns(of)
    table = read_table(content.getvalue(), name="考勤.xlsx", columns=columns)
    clean = [(one.row.number, one.values) for one in clean_rows(table, columns) if isinstance(one, Clean)]
    plan = books.planned(book=of, rows=clean, post=post)
    books.apply(book=of, plan=plan, post=post)
    return plan


def test_each_row_reports_its_month_and_another_confirms(office: Any, serving: list[Member]) -> None:
    with at(5, 3):
        plan = loaded(
            office["clerk"],
            (datetime(2024, 4, 1), "李敏", 21, 2, "学习"),  # noqa: DTZ001 - what a spreadsheet makes of 2024年4月
            ("2024-04", "王强（县医保局）", 17, 0, None),
        )
        assert (len(plan.done), plan.new, plan.changed, plan.problems) == (2, [], [], [])
        told = MemberMonth.objects.order_by("member_id").values_list("state", "days", "leave", "leave_why")
        assert list(told) == [("reported", 17, 0, ""), ("due", None, None, ""), ("reported", 21, 2, "学习")]
        of, row = books.book("team-months"), MemberMonth.objects.get(member=serving[2])
        books.act(book=of, row=row, verb="confirm", post=office["head"], on=clock.today(), text="核对")
        again = loaded(office["clerk"], ("2024年4月", "李敏", 21, 2, "学习"))
        assert (again.known, again.done, again.problems) == (1, [], [])


def test_what_does_not_fit_is_said_row_by_row_and_the_rest_goes_on(
    office: Any, serving: list[Member]
) -> None:
    with at(5, 3):
        plan = loaded(
            office["clerk"],
            ("2024年4月", "王强", 20, 0, None),
            ("2024年4月", "李敏", 30, 4, None),
            ("2024年3月", "李敏", 20, 0, None),
            ("2024年4月", "王强（绥棱镇）", 20, None, None),
            ("2024年4月", "王强（县医保局）", 20, 1, None),
        )
    said = [sentence for _, sentence in plan.problems]
    assert "有几个" in said[0] and "超过当月天数" in said[1] and "没有这一件" in said[2], said
    assert (len(said), len(plan.changed), len(plan.done)) == (3, 1, 1)
    states = dict(MemberMonth.objects.values_list("member_id", "state"))
    assert [states[one.pk] for one in serving] == ["reported", "due", "due"]


def test_a_month_is_corrected_to_no_other_month_and_to_no_more_days_than_it_has(
    office: Any, serving: list[Member]
) -> None:
    of = books.book("team-months")
    with at(5, 3):
        month = MemberMonth.objects.get(member=serving[2])

        def correct(**values: Any) -> None:
            books.correct(book=of, row=month, values=values, extra={}, post=office["clerk"])

        with pytest.raises(Refusal, match="按期自动列出"):
            correct(period="2024年3月")
        month.refresh_from_db()
        with pytest.raises(Refusal, match="超过当月天数"):
            correct(days=20, leave=20)
        month.refresh_from_db()
        before = of.step.objects.count()
        correct(leave_why="")
        assert of.step.objects.count() == before
    assert [one.code for one in books.typed_columns(of)] == []
