"""A file is opened in a process of its own, and nothing it does there reaches us."""

import io
import sys
import time
import zipfile

import pytest
import xlsxwriter

from dixian.foundation.sheets import opening
from dixian.foundation.sheets.opening import sheets_of
from dixian.foundation.sheets.problems import NotASheet

HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHEET = "xl/worksheets/sheet1.xml"


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("一月").write_row(0, 0, ["姓名", 3.5])
    return out.getvalue()


def changed(sheet: bytes, moved_to: str = SHEET) -> bytes:
    """A workbook whose only sheet is `sheet`, at another place where the test says so."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            content = sheet if part == SHEET else old.read(part)
            content = content.replace(b"worksheets/sheet1.xml", moved_to.removeprefix("xl/").encode())
            new.writestr(moved_to if part == SHEET else part, content)
    return out.getvalue()


def test_what_is_seen_comes_back_as_it_was_typed() -> None:
    assert [(one.name, list(one.grid)) for one in sheets_of(workbook(), name="a.xlsx")] == [
        ("一月", [["姓名", 3.5]])
    ]


def test_a_sheet_in_an_unusual_place_is_measured_too() -> None:
    corner = HEAD + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(NotASheet, match="超过能读的大小"):
        sheets_of(changed(corner, "xl/other/sheet1.xml"), name="a.xlsx")


def test_a_tag_without_an_end_does_not_hold_the_reader_up() -> None:
    begun = time.monotonic()
    with pytest.raises(NotASheet):
        sheets_of(changed(HEAD + b"<row><c" + b' r="A1"' * 30_000), name="a.xlsx")
    assert time.monotonic() - begun < 20


def test_a_reader_that_dies_is_a_refusal_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(NotASheet) as refusal:
        sheets_of(workbook(), name="a.xlsx")
    assert "读不出来" in refusal.value.message
    assert "另存为" in refusal.value.remedy


def test_a_reader_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(opening, "MOST_SECONDS", 0.01)
    with pytest.raises(NotASheet, match="还没有读完"):
        sheets_of(workbook(), name="a.xlsx")
