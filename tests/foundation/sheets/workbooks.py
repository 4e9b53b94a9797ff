"""Workbooks as departments make them, and the columns they should hold."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

from dixian.foundation.kernel.columns import Choice, Day, IdNumberColumn, Money, Phone, Text
from dixian.foundation.sheets.api import Clean, Reading, Rejected, clean_rows, read_table

COLUMNS = (
    Text("name", "姓名", ("患者姓名",), required=True, longest=20),
    IdNumberColumn("id_number", "身份证号", ("身份证号码", "公民身份号码"), required=True),
    Money("amount", "自付金额", ("个人自付费用",), required=True),
    Day("settled_on", "结算日期"),
    Phone("phone", "联系电话"),
    Choice("kind", "人员类别", options=("脱贫户", "一般户")),
)
TITLES = tuple(column.title for column in COLUMNS)
ZHANG = "231226197001011001"
LI = "23122619700101101X"
GOOD = ("张三", ZHANG, 1234.5, "2024-04-03", "13800000101", "脱贫户")

Cells = Sequence[object]


def book(*sheets: Callable[[Any, Any], None]) -> bytes:
    """A workbook; each function fills one sheet: `fill(book, sheet)`."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as made:
        for number, fill in enumerate(sheets, start=1):
            fill(made, made.add_worksheet(f"{number}月"))
    return out.getvalue()


def rows(*lines: Cells) -> Callable[[Any, Any], None]:
    """Fills a sheet with plain lines from its first row on; an empty line is an empty row."""

    def fill(_: Any, sheet: Any) -> None:
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)

    return fill


def table(*lines: Cells, titles: Cells = TITLES) -> bytes:
    """A workbook with the header in its first row."""
    return book(rows(titles, *lines))


def read(content: bytes, name: str = "名单.xlsx") -> Reading:
    return read_table(content, name=name, columns=COLUMNS)


def results(content: bytes) -> list[Clean | Rejected]:
    return list(clean_rows(read(content), COLUMNS))


def only(content: bytes) -> Clean | Rejected:
    (one,) = results(content)
    return one


def repacked(content: bytes, **changed: bytes) -> bytes:
    """The workbook with parts replaced; `sheet1=` stands for `xl/worksheets/sheet1.xml`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as here, zipfile.ZipFile(out, "w") as there:
        for name in here.namelist():
            short = name.rpartition("/")[2].removesuffix(".xml")
            there.writestr(name, changed.get(short, here.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()
