"""A list of problems as a superior sends it, in its own words for the headers."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from dixian.commons.rectification.api import Problem
from dixian.foundation.books import api as books
from dixian.foundation.kernel import clock
from dixian.foundation.sheets.api import Clean, clean_rows, read_table
from dixian.foundation.worklist.api import Obligation

pytestmark = pytest.mark.django_db
HEAD = (
    "序号",
    "反馈来源",
    "反馈时间",
    "具体问题",
    "整改责任单位",
    "整改责任人",
    "整改举措",
    "整改方式",
    "完成时限",
)
ROW = (
    *(1, "省级考核评估", "2024-05-06", "个别脱贫户没有参保", "县医保局", "某股长"),
    *("逐户动员参保", "限期整改", "2024-06-30"),
)


OTHERS = (
    *("序号", "反馈来源", "反馈时间", "问题清单", "牵头单位", "责任部门", "责任领导", "具体责任人"),
    *("整改措施", "类型", "整改时限"),
)
OTHER_ROW = (
    *(1, "省级考核评估反馈", "2024-05-06", "个别脱贫户没有参保", "县水务局", "县医保局", "某局长", "某股长"),
    *("逐户动员参保", "长期整改", "2024年12月底前"),
)


VALUES = {
    "source": "provincial",
    "problem": "个别脱贫户没有参保",
    "mode": "at_once",
    "due_on": None,
}


def test_who_leads_beside_who_answers_is_kept(office: Any) -> None:
    """The header of the second names the first where no other does, and stays with the row where one does."""
    of = books.book("rectification")
    assert of.seconds == {"unit": "lead"}
    values = {**VALUES, "found_on": clock.today(), "unit": office.insurance, "lead": "县水务局、县医保局"}
    made = books.register(book=of, values=values, extra={}, post=office["bureau"])
    assert (made.unit, made.lead) == (office.insurance, "县水务局")


def taken(office: Any, head: tuple[Any, ...], row: tuple[Any, ...]) -> Problem:
    assert planned(office, head, row).problems == []
    return Problem.objects.select_related("unit").get()


def taken_again(office: Any, head: tuple[Any, ...], row: tuple[Any, ...]) -> Problem:
    assert planned(office, head, row).problems == []
    return Problem.objects.latest("id")


def planned(office: Any, head: tuple[Any, ...], row: tuple[Any, ...]) -> books.Plan:
    """What became of a list of one problem; what could be taken is taken."""
    book = books.book("rectification")
    sheet = openpyxl.Workbook()
    for one in (("反馈问题清单",), head, row):
        sheet.active.append(one)  # type: ignore[union-attr]
    content = BytesIO()
    sheet.save(content)
    columns = books.all_columns(book)
    read = read_table(content.getvalue(), name="问题清单.xlsx", columns=columns)
    clean = [(one.row.number, one.values) for one in clean_rows(read, columns) if isinstance(one, Clean)]
    plan = books.planned(book=book, rows=clean, post=office["bureau"])
    books.apply(book=book, plan=plan, post=office["bureau"])
    return plan


def test_of_two_units_and_two_persons_the_one_that_answers_counts_and_words_are_known(office: Any) -> None:
    problem = taken(office, OTHERS, OTHER_ROW)
    assert (problem.unit, problem.person, problem.source) == (office.insurance, "某股长", "provincial")
    assert (problem.mode, str(problem.due_on)) == ("long_term", "2024-12-31")


@pytest.mark.parametrize(
    ("written", "day"),
    [("2024年12月底前", "2024-12-31"), ("2024年底前", "2024-12-31"), ("2024年6月15日前", "2024-06-15")],
)
def test_a_limit_is_a_day_in_the_words_of_a_paper(office: Any, written: str, day: str) -> None:
    assert str(taken(office, HEAD, (*ROW[:-1], written)).due_on) == day


def test_a_list_of_problems_is_taken_under_the_headers_its_sender_wrote(office: Any) -> None:
    problem = taken(office, HEAD, ROW)
    assert (problem.source, problem.problem, problem.unit) == ("provincial", ROW[3], office.insurance)
    assert (problem.person, problem.measure, problem.mode) == ("某股长", "逐户动员参保", "by_date")
    assert (str(problem.found_on), str(problem.due_on)) == ("2024-05-06", "2024-06-30")


def test_what_is_kept_up_for_long_needs_no_day_and_is_reported_on_by_the_policys(office: Any) -> None:
    problem = taken(office, HEAD, (*ROW[:7], "长期坚持", ""))
    assert problem.due_on == clock.today() + timedelta(days=180)
    (duty,) = Obligation.objects.filter(kind="rectification.fix", state="open")
    assert duty.due_on == problem.due_on


@pytest.mark.parametrize(
    ("written", "others"),
    [
        ("县医保局、县水务局", "县水务局"),
        ("县医保局，县水务局；县民政局", "县水务局、县民政局"),
        ("县医保局和县人力资源和社会保障局", "县人社局"),
        ("牵头单位：县医保局；配合单位：县水务局、各乡镇等", "县水务局、各乡镇"),
    ],
)
def test_of_several_units_in_one_cell_the_first_answers_and_the_others_stand_beside_it(
    office: Any, written: str, others: str
) -> None:
    problem = taken(office, HEAD, (*ROW[:4], written, *ROW[5:]))
    assert (problem.unit, problem.others) == (office.insurance, others)


def test_a_unit_nobody_knows_is_named_with_its_row(office: Any) -> None:
    plan = planned(office, HEAD, (*ROW[:4], "县医保局、县某某局、县水务局", *ROW[5:]))
    assert plan.problems == [(3, "“配合单位”里的“县某某局”不是本县单位。写单位全称或简称")]
    assert not Problem.objects.exists()


@pytest.mark.parametrize(("mode", "written"), [("长期坚持", "长期坚持"), ("立行立改", "立行立改")])
def test_a_limit_that_says_how_instead_of_when_is_none(office: Any, mode: str, written: str) -> None:
    today = str(clock.today())
    with_none = taken(office, HEAD, (*ROW[:2], today, *ROW[3:7], mode, ""))
    said = taken_again(office, HEAD, (*ROW[:2], today, f"{ROW[3]}一", *ROW[4:7], mode, written))
    assert said.due_on == with_none.due_on


def test_a_day_is_asked_of_what_is_due_by_a_day(office: Any) -> None:
    plan = planned(office, HEAD, (*ROW[:-1], "长期坚持"))
    assert "没有写整改期限" in plan.problems[0][1]
