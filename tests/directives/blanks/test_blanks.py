"""A superior's table that arrives on a Friday: prefilled, split by township, filled in, merged, differences shown."""

import io
import json
from dataclasses import asdict
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.directives.blanks.actions import fill, match, merged, part_of
from dixian.directives.blanks.engine.filling import filled, sums
from dixian.directives.blanks.engine.layout import NotABlank, guessed, layout_of
from dixian.directives.blanks.engine.returned import NotTheSent, values_in
from dixian.directives.blanks.models import Blank, BlankPart
from dixian.directives.blanks.selectors import beside_blank
from dixian.foundation.areas.api import group_members
from dixian.foundation.books import api as books
from dixian.foundation.figures.api import count, figure
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from tests.support.database import as_worker
from tests.support.register import XLSX, Someone, settle

TODAY = clock.today()


def table(names: tuple[str, ...] = (), total: bool = True) -> bytes:
    """A title over all columns, headers in two rows, rows of these units or empty ones, a row of totals."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "附件1"
    sheet.append(["巩固脱贫成果情况统计表"])
    sheet.merge_cells("A1:E1")
    sheet.append(["序号", "乡镇", "农户", None, "产业情况"])
    sheet.append([None, None, "农户数", "脱贫户数（户）", None])
    for area in ("A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        sheet.merge_cells(area)
    for at, name in enumerate(names, start=1):
        sheet.append([at, name])
    if total:
        sheet.append(["合计"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_headers_in_two_rows_units_and_totals_are_found() -> None:
    found = layout_of(table(("绥棱镇", "上集镇")))
    assert (found.sheet, found.place, found.rows, found.total) == ("附件1", 2, {4: "绥棱镇", 5: "上集镇"}, 6)
    assert found.columns == {3: "农户 农户数", 4: "农户 脱贫户数(户)", 5: "产业情况"}
    known = {"register.households": ("户数", "农户数"), "register.relieved": ("脱贫户数",)}
    assert [guessed(title, known) for title in found.columns.values()] == [*known, ""]


@pytest.mark.parametrize(
    "typed", ["1E9999999", "1e99", "9" * 16, "Infinity", "=1+1", '=HYPERLINK("http://a")']
)
def test_what_is_typed_is_written_as_a_plain_number_or_as_text(typed: str) -> None:
    made = filled(
        table(("绥棱镇",)), sheet="附件1", place=2, rows={4: ("绥棱镇", {3: typed, 4: "12"})}, total=None
    )
    row = openpyxl.load_workbook(io.BytesIO(made))["附件1"][4]
    assert [(cell.value, cell.data_type) for cell in row[2:4]] == [(typed, "s"), (12, "n")]


def test_a_file_without_units_is_refused_with_what_to_do() -> None:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["名称", "年份"])
    book.save(buffer)
    with pytest.raises(NotABlank, match="没有找到“单位”或“乡镇”一列"):
        layout_of(buffer.getvalue())
    with pytest.raises(NotABlank, match="打不开"):
        layout_of(b"not a workbook")


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_totals_are_sums_of_numbers_and_shares_have_none(numbers: list[int]) -> None:
    rows = {at: ("某镇", {3: str(one), 4: "92.3%"}) for at, one in enumerate(numbers)}
    assert sums(rows) == {3: sum(numbers)}


def test_what_the_superior_counts_is_not_asked_for_and_averages_are_not_summed() -> None:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in (
        ["乡镇", "户数", "人数", "合计", "人均收入"],
        ["绥棱镇", None, None, "=B2+C2", None],
        ["阁山镇", None, None, "=B3+C3", None],
        ["合计", None, None, None, None],
    ):
        book.active.append(row)
    book.save(buffer)
    layout = layout_of(buffer.getvalue())
    assert list(layout.columns.values()) == ["户数", "人数", "人均收入"]
    rows = {2: ("绥棱镇", {2: "7", 5: "9000"}), 3: ("阁山镇", {2: "5", 5: "8000"})}
    made = filled(
        buffer.getvalue(), sheet="Sheet", place=1, rows=rows, total=layout.total, titles=layout.columns
    )
    total = openpyxl.load_workbook(io.BytesIO(made))["Sheet"][4]
    assert [cell.value for cell in total] == ["合计", 12, None, None, None]


@pytest.mark.parametrize("written_over", [False, True])
def test_a_table_with_formulas_comes_back_whether_or_not_they_were_written_over(written_over: bool) -> None:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in (["乡镇", "户数", "两倍"], ["绥棱镇", None, "=B2*2"], ["阁山镇", None, "=B3*2"]):
        book.active.append(row)
    book.save(buffer)
    original = buffer.getvalue()
    sent = json.loads(json.dumps(asdict(layout_of(original))))
    book.active["B2"] = 7
    if written_over:
        book.active["C2"], book.active["C3"] = 14, None
    book.save(buffer)
    told = values_in(buffer.getvalue(), sent=sent, original=original, name="绥棱镇", which=0, of=1)
    assert told["values"] == {"2": "7"}


def test_formulas_of_the_superior_stay() -> None:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["乡镇", "户数", "两倍"])
    book.active.append([None, None, "=B2*2"])
    book.save(buffer)
    done = filled(
        buffer.getvalue(), sheet="Sheet", place=1, rows={2: ("绥棱镇", {2: "7", 3: "1"})}, total=None
    )
    sheet = openpyxl.load_workbook(io.BytesIO(done))["Sheet"]
    assert [cell.value for cell in sheet[2]] == ["绥棱镇", 7, "=B2*2"]


def returned(change: Any) -> bytes:
    """The table of three townships as one of them sends it back, with something changed in it."""
    book = openpyxl.load_workbook(io.BytesIO(table(("阁山镇", "上集镇", "双岔河镇"))))
    for row, values in (4, (1, 555, 666)), (5, (2, 555, 666)), (6, (3, 77, 3)):
        for column, value in zip((1, 3, 4), values, strict=True):
            book["附件1"].cell(row, column).value = value
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def own_row(content: bytes) -> dict[str, Any]:
    sent = asdict(layout_of(table(("阁山镇", "上集镇", "双岔河镇"))))
    original = returned(lambda _book: None)
    return values_in(content, sent=sent, original=original, name="双岔河镇", which=0, of=1)


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (lambda _book: None, 6),
        (lambda book: book["附件1"].delete_rows(5), 5),
        (lambda book: book["附件1"].insert_rows(6), 7),
    ],
)
def test_a_returned_row_is_found_by_the_units_name_wherever_it_stands(change: Any, row: int) -> None:
    assert own_row(returned(change)) == {"row": row, "values": {"3": "77", "4": "3", "5": ""}}


def _another_table(book: Any) -> None:
    book.remove(book["附件1"])
    book.create_sheet("附件1")["A1"] = "无关"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda book: setattr(book["附件1"], "title", "别的"), "没有“附件1”这张表"),
        (_another_table, "没有单位一栏的表头"),
        (lambda book: book["附件1"].delete_rows(6), "B列里没有“双岔河镇”这一行"),
        (lambda book: setattr(book["附件1"]["B5"], "value", "双岔河镇"), "有 2 行（第 5、6 行）"),
        (lambda book: setattr(book["附件1"]["C3"], "value", "人数"), "第 3 行 C 列的表头是“农户 人数”"),
        (lambda book: setattr(book["附件1"]["F2"], "value", "备注"), "F 列的表头是“备注”，发出的是空的"),
        (lambda book: setattr(book["附件1"]["C4"], "value", 9), "第 4 行 C 列在“阁山镇”的行里填了“9”"),
    ],
)
def test_a_workbook_that_is_not_as_it_was_sent_is_refused_with_the_place(change: Any, why: str) -> None:
    with pytest.raises(NotTheSent) as refused:
        own_row(returned(change))
    assert why in refused.value.args[0] and refused.value.args[1]


def step(row: Any, verb: str, post: Any, **more: Any) -> str:
    of = books.book("blanks" if isinstance(row, Blank) else "blank-parts")
    found = books.rows_of(of, post).get(pk=row.pk)
    books.act(book=of, row=found, verb=verb, post=post, on=TODAY, text="已办理", **more)
    return str(of.model.objects.get(pk=row.pk).state)


@pytest.mark.django_db
def test_a_table_goes_out_prefilled_and_comes_back_as_it_came(office: Any) -> None:
    settle([Someone(f"户{at}", at, office.village, kind="poverty_relieved") for at in (1, 2)])
    with as_worker():
        for code in ("register.households", "register.relieved"):
            count(figure(code), Month.of(TODAY))
    said = {"title": "成果情况统计表", "asked_by": "省农业农村厅", "unit": office.bureau, "due_on": TODAY}
    with pytest.raises(Refusal, match="期限 2020-01-01 已经过了"):
        books.register(
            book=books.book("blanks"),
            values={**said, "due_on": date(2020, 1, 1)},
            extra={},
            post=office["bureau"],
        )
    blank = books.register(book=books.book("blanks"), values=said, extra={}, post=office["bureau"])
    sent = store([table()], name="附件1.xlsx", content_type=XLSX, purpose="临时报表佐证")
    assert step(blank, "load", office["bureau"], evidence=sent) == "read"
    blank = Blank.objects.get()
    assert blank.meant == {"3": "register.households", "4": "register.relieved", "5": ""}
    with pytest.raises(Refusal, match="“产业情况”对应的指标系统里没有"):
        match(blank=blank, meant={"5": "没有的"}, post=office["bureau"])
    match(blank=blank, meant={"3": "register.households", "4": ""}, post=office["bureau"])
    assert Blank.objects.get().meant == {"3": "register.households", "4": "", "5": ""}
    assert step(blank, "send", office["bureau"]) == "sent"
    assert BlankPart.objects.count() == group_members("gexiangzhen").count()
    part = BlankPart.objects.select_related("blank__source", "unit").get(unit=office.town_unit)
    assert (part.prefilled, part.line) == ({"3": "2"}, 5)
    assert Obligation.objects.filter(kind="blanks.fill", unit=office.town_unit, state="open").exists()
    with pytest.raises(Refusal, match="号码"):
        fill(part=part, values={"3": "2", "5": "电话13800000101"}, returned=None, post=office["clerk"])
    for column, text, why in ("3", "", "预填的是 2"), ("3", "-5", "应当是数"), ("3", "abc", "应当是数"):
        with pytest.raises(Refusal, match=f"“农户 农户数”.*{why}"):
            fill(part=part, values={"3": "2", column: text}, returned=None, post=office["clerk"])
    fill(part=part, values={"3": "3", "4": "2", "5": "木耳"}, returned=None, post=office["clerk"])
    (differing,) = [cells for one, _, cells in beside_blank(blank, office["bureau"])["parts"] if cells]
    assert [(cell.title, cell.prefilled, cell.told) for cell in differing] == [("农户 农户数", "2", "3")]
    assert step(part, "send_back", office["bureau"]) == "returned"
    own = openpyxl.load_workbook(io.BytesIO(part_of(BlankPart.objects.get(pk=part.pk), office["clerk"])))
    own["附件1"]["C5"] = 2
    own["附件1"].delete_rows(4)
    buffer = io.BytesIO()
    own.save(buffer)
    back = store([buffer.getvalue()], name="填好.xlsx", content_type=XLSX, purpose="临时报表填报")
    part = BlankPart.objects.select_related("blank__source", "unit").get(pk=part.pk)
    fill(part=part, values={}, returned=back, post=office["clerk"])
    assert step(part, "accept", office["bureau"]) == "accepted"
    sheet = openpyxl.load_workbook(io.BytesIO(merged(Blank.objects.get(), office["bureau"])))["附件1"]
    assert [cell.value for cell in sheet[5]] == [None, str(office.town_unit), 2, 2, "木耳"]
    assert [cell.value for cell in sheet[4]][:4] == ["合计", None, 2, 2]
    with pytest.raises(Refusal, match="没有审核通过"):
        step(blank, "close", office["bureau"])
