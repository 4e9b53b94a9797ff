"""Sheets written as workbooks: by XlsxWriter, by openpyxl, and in the old binary form. No clock is asked."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter

from dixian.simulation.world.layouts import ROUNDED, Sheet

MADE = datetime(2024, 1, 1)  # noqa: DTZ001 - a workbook's time has no zone
STAMP = b"2024-01-01T00:00:00Z"
ZIP_STAMP = (1980, 1, 1, 0, 0, 0)
# What a number format leaves of long numbers begins here.
LONG = 10**15
MARK, MARKED = 10**12, re.compile(rb">-(10{2}\d{10})<")
ID_DIGITS = re.compile(r"[1-9][0-9]{17}")


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """As Excel and WPS make it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": MADE})
        text, framed = book.add_format({"num_format": "@"}), book.add_format({"border": 1})
        hidden_row, hidden_column = {"hidden": True}, {"hidden": True}
        for one in sheets:
            sheet = book.add_worksheet(one.name)
            if one.hidden:
                sheet.hide()
            for at, row in enumerate(one.rows):
                for place, cell in enumerate(row):
                    if (at, place) in one.formulas:
                        sheet.write_formula(at, place, one.formulas[at, place], None, cell)
                    elif isinstance(cell, str):
                        sheet.write_string(at, place, cell, text)
                    elif cell is not None:
                        sheet.write_number(at, place, cell)
            for top, left, bottom, right in one.merged:
                sheet.merge_range(top, left, bottom, right, one.rows[top][left])
            for at in sorted(one.hidden_rows):
                sheet.set_row(at, None, None, hidden_row)
            for place in sorted(one.hidden_columns):
                sheet.set_column(place, place, None, None, hidden_column)
            for at in range(len(one.rows), len(one.rows) + one.empty_rows):
                for place in range(8):
                    sheet.write_blank(at, place, None, framed)
    return out.getvalue()


def plain(header: Sequence[str], body: Sequence[Sequence[object]]) -> bytes:
    """One sheet with one header and its rows, and nothing besides."""
    return xlsx([Sheet("Sheet1", [[*header], *([*row] for row in body)])])


def xlsx_of_a_program(sheets: Sequence[Sheet]) -> bytes:
    """As an exporting program makes it with openpyxl, which keeps sixteen digits of a number; others keep all."""
    digits: list[str] = []
    book = openpyxl.Workbook()
    book.remove(book.active)
    framed = Border(left=Side("thin"), right=Side("thin"))
    for one in sheets:
        sheet = book.create_sheet(one.name)
        sheet.sheet_state = "hidden" if one.hidden else "visible"
        for row in one.rows:
            sheet.append([_as_number(cell, digits, one.numbers) for cell in row])
        for top, left, bottom, right in one.merged:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for at in one.hidden_rows:
            sheet.row_dimensions[at + 1].hidden = True
        for place in one.hidden_columns:
            sheet.column_dimensions[get_column_letter(place + 1)].hidden = True
        for at in range(len(one.rows), len(one.rows) + one.empty_rows):
            sheet.cell(at + 1, 1).border = framed
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue(), digits)


def xls(sheets: Sequence[Sheet]) -> bytes:
    """The binary form of before 2007; WPS gives the same the name .et."""
    book = xlwt.Workbook(encoding="utf-8")
    text = xlwt.easyxf(num_format_str="@")
    framed = xlwt.easyxf("borders: left thin, right thin")
    for one in sheets:
        sheet = book.add_sheet(one.name)
        sheet.visibility = 1 if one.hidden else 0
        covered = {
            (at, place)
            for top, left, bottom, right in one.merged
            for at in range(top, bottom + 1)
            for place in range(left, right + 1)
        }
        for top, left, bottom, right in one.merged:
            sheet.write_merge(top, bottom, left, right, one.rows[top][left])
        for at, row in enumerate(one.rows):
            for place, cell in enumerate(row):
                if cell is None or (at, place) in covered:
                    continue
                sheet.write(at, place, cell, text) if isinstance(cell, str) else sheet.write(at, place, cell)
            if at in one.hidden_rows:
                sheet.row(at).hidden = 1
        for place in one.hidden_columns:
            sheet.col(place).hidden = 1
        for at in range(len(one.rows), len(one.rows) + one.empty_rows):
            sheet.write(at, 0, "", framed)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_number(cell: object, digits: list[str], how: str) -> object:
    """An ID number as a program writes it that takes digits for a number; in the place of `whole` ones a mark."""
    if not how or not (isinstance(cell, str) and ID_DIGITS.fullmatch(cell)):
        return cell
    if how == ROUNDED:
        return int(cell)
    digits.append(cell)
    return -MARK - len(digits)


def _settled(content: bytes, digits: Sequence[str]) -> bytes:
    """Without what a clock said, and with the digits that the marks stand for."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w") as kept:
        for part in made.infolist():
            held = made.read(part)
            if part.filename == "docProps/core.xml":
                held = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", STAMP, held)
            elif digits:
                held = MARKED.sub(lambda found: f">{digits[int(found[1]) - MARK - 1]}<".encode(), held)
            kept.writestr(zipfile.ZipInfo(part.filename, ZIP_STAMP), held, zipfile.ZIP_DEFLATED)
    return out.getvalue()
