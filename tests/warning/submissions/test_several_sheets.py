"""A sheet for each township, all with the same columns: one file of the month, in which each row keeps its place."""

import io
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BatchState, Bin
from dixian.warning.submissions.rules import of_several_months
from tests.support.register import XLSX, pushed, rows_of

pytestmark = pytest.mark.django_db
TITLES = ("姓名", "身份证号", "自付医疗费用", "截至月份")
MONTH = Month.of(clock.today())


def book(**sheets: Any) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for name, lines in sheets.items():
            sheet = made.add_worksheet(name)
            for at, line in enumerate([TITLES, *lines]):
                sheet.write_row(at, 0, line)
    return out.getvalue()


def line(someone: Any, amount: Any) -> tuple[Any, ...]:
    return (someone.name, someone.id_number, amount, MONTH.code)


@pytest.fixture
def batch(county: Any, people: Any) -> Any:
    """张三 in two sheets with two amounts; 李四 with none that can be read, in the second."""
    first = [line(people["张三"], 1), line(people["王五"], 2)]
    second = [line(people["张三"], 3), line(people["李四"], "不详"), ("合计", "", 3, "")]
    return pushed(book(绥棱镇=first, 上集镇=second), county["insurer"])


def test_all_rows_are_read_and_each_says_its_sheet_and_row(batch):
    assert (batch.rows_read, batch.sheets) == (4, [["绥棱镇", 0, 2], ["上集镇", 3, 2]])
    assert [row.at for row in rows_of(batch)] == [
        "工作表“绥棱镇”第 2 行",
        "工作表“绥棱镇”第 3 行",
        "工作表“上集镇”第 2 行",
        "工作表“上集镇”第 3 行",
    ]
    assert batch.passed_lines == [("工作表“上集镇”第 4 行", "合计 3")]
    assert "工作表“上集镇”第 3 行“自付医疗费用" in rows_of(batch)[3].reason


def test_rows_of_two_sheets_that_contradict_each_other_name_both_places(batch):
    assert "工作表“绥棱镇”第 2 行 1.00 元、工作表“上集镇”第 2 行 3.00 元" in rows_of(batch)[0].reason


def test_a_mended_row_finds_the_rejected_one_by_its_sheet_and_row(county, batch):
    sent = openpyxl.load_workbook(io.BytesIO(submissions.rejected_file(batch)))
    titles = [cell.value for cell in sent.active[1]]
    for row in sent.active.iter_rows(min_row=2):
        if row[titles.index("姓名")].value == "李四":
            row[titles.index("自付医疗费用")].value = "90000"
    out = io.BytesIO()
    sent.save(out)
    stored = store([out.getvalue()], name="补报.xlsx", content_type=XLSX, purpose="报送")
    made = submissions.mend(batch=batch, stored=stored, post=county["insurer"])
    drain()
    made = submissions.batch(uid=made.uid, post=county["insurer"])
    assert made.state == BatchState.PREVIEWED
    right = [row for row in rows_of(made) if row.bin == Bin.LINKED]
    assert [row.mends.at for row in right] == ["工作表“上集镇”第 3 行"]


def test_sheets_named_by_different_months_are_told_apart_from_others():
    assert of_several_months(["11月", "12月明细", "说明"]) == ["11月", "12月明细"]
    assert of_several_months(["2026年12月", "12月补充", "112月"]) == []
