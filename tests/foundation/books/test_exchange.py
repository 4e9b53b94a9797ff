"""A ledger and Excel, and the columns a county adds; tried on the ledger of problems to be put right."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.commons.rectification.api import Problem
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.accounts.enums import Role
from dixian.foundation.books import api as books
from dixian.foundation.books.rules import may_act
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.columns import Choice, Day
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import Clean, clean_rows, read_table, template, write_table

pytestmark = pytest.mark.django_db
FOUND, LIMIT = clock.today() - timedelta(days=9), clock.today() + timedelta(days=30)
ROW = {
    "source": "审计",
    "paper": "审计报告",
    "found_on": FOUND,
    "problem": "帮扶车间台账不全",
    "unit": "县医保局",
    "person": "某科员",
    "measure": "补齐台账",
    "mode": "限期整改",
    "due_on": LIMIT,
}


@pytest.fixture
def office(db: None, acting: Any, small_county: Any) -> Any:
    small_county.post("reviewer", Role.BUREAU_REVIEWER, small_county.bureau)
    return small_county


@pytest.fixture
def book() -> books.Book:
    return books.book("rectification")


def read(book: books.Book, *rows: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """Rows written to a workbook and read back."""
    columns = books.all_columns(book)
    cells = [[row.get(column.code) for column in columns] for row in rows]
    table = read_table(
        write_table(title="台账", columns=columns, rows=cells), name="台账.xlsx", columns=columns
    )
    results = list(clean_rows(table, columns))
    return [(one.row.number, one.values) for one in results if isinstance(one, Clean)]


def taken(book: books.Book, post: Any, *rows: dict[str, Any]) -> books.Plan:
    plan = books.planned(book=book, rows=read(book, *rows), post=post)
    books.apply(book=book, plan=plan, post=post)
    return plan


def test_rows_of_a_workbook_are_registered_with_their_duties(office: Any, book: books.Book) -> None:
    plan = taken(book, office["bureau"], ROW, {**ROW, "problem": "公益岗未签协议", "unit": "农业农村局"})
    assert (len(plan.new), plan.problems) == (2, [])
    made = Problem.objects.select_related("unit").order_by("id")
    assert [(one.unit, one.source, one.mode) for one in made] == [
        (office.insurance, "audit", "by_date"),
        (office.bureau, "audit", "by_date"),
    ]
    assert [step.text for one in made for step in books.steps_of(book, one)] == ["Excel 导入"] * 2


def test_the_same_workbook_again_changes_nothing(office: Any, book: books.Book) -> None:
    taken(book, office["bureau"], ROW)
    again = taken(book, office["bureau"], ROW)
    assert (again.new, again.changed, again.known) == ([], [], 1)
    twice = taken(book, office["bureau"], ROW, ROW)
    assert (twice.new, twice.known, len(twice.problems)) == ([], 1, 1)
    assert Problem.objects.count() == 1


def test_a_row_that_says_something_new_corrects_the_one_that_is_there(office: Any, book: books.Book) -> None:
    taken(book, office["bureau"], ROW)
    later = LIMIT + timedelta(days=5)
    plan = taken(book, office["bureau"], {**ROW, "due_on": later, "measure": None})
    assert (len(plan.changed), plan.new) == (1, [])
    kept = Problem.objects.get()
    assert (kept.due_on, kept.measure) == (later, "补齐台账")
    assert [step.label for step in books.steps_of(book, kept)] == ["登记", "更正"]


def test_what_can_not_be_taken_comes_back_with_row_and_reason(office: Any, book: books.Book) -> None:
    wrong = [
        ROW,
        ROW,
        {**ROW, "problem": "单位写错", "unit": "没有的局"},
        {**ROW, "problem": "没有期限", "due_on": None},
        {**ROW, "problem": "户主电话 13800000101 打不通"},
    ]
    plan = books.planned(book=book, rows=read(book, *wrong), post=office["bureau"])
    assert len(plan.new) == 1
    assert [(number, said[:12]) for number, said in plan.problems] == [
        (3, "与文件里前面的一行相同。"),
        (4, "“责任单位”里的“没有的"),
        (5, "限期整改的没有写整改期限"),
        (6, "“存在问题”里有证件号、"),
    ]


def test_a_unit_takes_in_rows_of_its_own_only(office: Any, book: books.Book) -> None:
    plan = books.planned(
        book=book, rows=read(book, ROW, {**ROW, "unit": "县农业农村局"}), post=office["insurer"]
    )
    assert (len(plan.new), [number for number, _ in plan.problems]) == (1, [3])
    with pytest.raises(NotAllowed):
        books.planned(book=book, rows=read(book, ROW), post=office["cadre"])


def test_many_rows_take_as_many_queries_as_few(
    office: Any, book: books.Book, django_assert_max_num_queries: Any
) -> None:
    rows = [
        {**ROW, "problem": f"第{number}个问题", "mode": "立行立改", "due_on": None} for number in range(120)
    ]
    cells, post = read(book, *rows), office["bureau"]
    with django_assert_max_num_queries(40):
        books.apply(book=book, plan=books.planned(book=book, rows=cells, post=post), post=post)
    assert Problem.objects.count() == 120


def test_a_columns_type_title_and_need_follow_from_the_field(book: books.Book) -> None:
    by_code = {column.code: column for column in books.columns_of(book)}
    assert isinstance(by_code["source"], Choice) and "主动认领" in by_code["source"].options
    assert isinstance(by_code["found_on"], Day) and by_code["found_on"].required
    assert isinstance(by_code["unit"], books.UnitName)
    assert (by_code["person"].required, by_code["person"].longest) == (False, 40)


def test_a_column_the_county_adds_is_in_forms_and_excel_and_ended_keeps_what_it_said(
    office: Any, book: books.Book
) -> None:
    post = office["bureau"]
    money = books.add_column(book=book, title="经费来源", kind="choice", options="财政、自筹", post=post)
    taken(book, post, {**ROW, money.code: "自筹"})
    kept = Problem.objects.get()
    assert (kept.extra, books.told(kept, money.code)) == ({money.code: "自筹"}, "自筹")
    plan = taken(book, post, {**ROW, money.code: "财政"})
    assert (len(plan.changed), Problem.objects.get().extra) == (1, {money.code: "财政"})
    assert "经费来源" in [column.title for column in books.all_columns(book)]
    assert template(title=book.title, columns=books.all_columns(book))
    books.end_column(column=money, post=post)
    assert "经费来源" not in [column.title for column in books.all_columns(book)]
    assert Problem.objects.get().extra == {money.code: "财政"}
    another = books.add_column(book=book, title="经费来源", kind="text", options="", post=post)
    assert another.code != money.code


@pytest.mark.parametrize(
    ("title", "kind", "options", "why"),
    [
        ("", "text", "", "没有写栏目名称"),
        ("责任单位", "text", "", "已经有了"),
        ("等级", "choice", "高", "至少写两个"),
        ("等级", "other", "", "没有选择栏目类型"),
    ],
)
def test_a_column_that_can_not_be_is_refused(
    office: Any, book: books.Book, title: str, kind: str, options: str, why: str
) -> None:
    with pytest.raises(Refusal, match=why):
        books.add_column(book=book, title=title, kind=kind, options=options, post=office["bureau"])


def test_only_the_bureau_adds_columns(office: Any, book: books.Book) -> None:
    with pytest.raises(NotAllowed):
        books.add_column(book=book, title="经费来源", kind="text", options="", post=office["insurer"])


def test_a_row_at_its_end_is_corrected_no_more(office: Any, book: books.Book) -> None:
    taken(book, office["bureau"], ROW)
    row = Problem.objects.get()
    books.act(book=book, row=row, verb="void", post=office["reviewer"], on=clock.today(), text="登记错了")
    with pytest.raises(Refusal, match="已撤销"):
        books.correct(book=book, row=row, values={"person": "另一人"}, extra={}, post=office["bureau"])
    plan = books.planned(book=book, rows=read(book, {**ROW, "person": "另一人"}), post=office["bureau"])
    assert "已撤销" in plan.problems[0][1]


def test_a_corrected_limit_is_the_limit_of_the_duty(office: Any, book: books.Book) -> None:
    from dixian.foundation.worklist.api import Obligation

    taken(book, office["bureau"], ROW)
    row = Problem.objects.get()
    later = LIMIT + timedelta(days=3)
    books.correct(book=book, row=row, values={"due_on": later}, extra={}, post=office["bureau"])
    states = Obligation.objects.filter(kind="rectification.fix").order_by("id").values_list("state", "due_on")
    assert list(states) == [("cancelled", LIMIT), ("open", later)]


@given(
    unit=st.integers(1, 3),
    mine=st.frozensets(st.integers(1, 3)),
    everything=st.booleans(),
    approves=st.booleans(),
    me=st.integers(1, 2),
    judged=st.one_of(st.none(), st.integers(1, 2)),
)
def test_nobody_judges_their_own_and_a_unit_never_accepts_for_itself_but_the_bureaus_approver(
    unit: int, mine: frozenset[int], everything: bool, approves: bool, me: int, judged: int | None
) -> None:
    def may(by: str) -> bool:
        return may_act(
            by=by, unit=unit, mine=mine, everything=everything, approves=approves, judged=judged, me=me
        )

    if judged == me:
        assert not (may("unit") or may("others") or may("anyone"))
    elif unit in mine:
        assert may("unit") and may("others") == (everything and approves)
    else:
        assert may("others") and not may("unit")


def test_the_same_again_by_a_form_is_refused_however_it_is_spaced(office: Any, book: books.Book) -> None:
    taken(book, office["bureau"], ROW)
    said = {
        "source": "audit", "found_on": FOUND, "problem": "帮扶车间 台账不全", "unit": office.insurance,
        "mode": "by_date", "due_on": LIMIT,
    }  # fmt: skip
    with pytest.raises(Refusal, match="同样的一件已经登记过"):
        books.register(book=book, values=said, extra={}, post=office["bureau"])
    row = Problem.objects.get()
    books.act(book=book, row=row, verb="void", post=office["reviewer"], on=clock.today(), text="登记错了")
    assert books.register(book=book, values=said, extra={}, post=office["bureau"]).pk != row.pk


def test_of_several_alike_the_one_meant_is_asked_for(office: Any, book: books.Book) -> None:
    taken(book, office["bureau"], ROW)
    (row,) = Problem.objects.all()
    row.pk, row.uid, row.person = None, uuid4(), "另一人"
    row.save(force_insert=True)
    same = books.planned(book=book, rows=read(book, ROW, {**ROW, "person": "另一人"}), post=office["bureau"])
    assert (same.known, same.new, same.changed, same.problems) == (2, [], [], [])
    third = books.planned(book=book, rows=read(book, {**ROW, "person": "第三人"}), post=office["bureau"])
    assert "这样的有 2 件" in third.problems[0][1]
