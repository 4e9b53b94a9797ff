"""Files that are no workbook, or would do harm, are refused with their name and what to do."""

import io
import random
import zipfile

import pytest

from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets import guards
from dixian.foundation.sheets.api import NotASheet, clean_rows
from dixian.foundation.sheets.quotes import LONGEST_FIELD
from tests.foundation.sheets.workbooks import COLUMNS, GOOD, TITLES, book, read, repacked, rows, table
from tests.support.often import often

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refused(content: bytes) -> str:
    """What is said about a file that can't be read."""
    with pytest.raises(NotASheet) as refusal:
        read(content)
    assert "文件“名单.xlsx”" in refusal.value.message
    assert refusal.value.remedy
    return refusal.value.message


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "是空的"),
        ("四月份没有数据".encode(), "不是 Excel 表格"),
        ("通知\n请各单位于本月十五日前报送有关数据，逾期按未报处理。".encode(), "不是 Excel 表格"),
        (b"%PDF-1.7, 1", "不是 Excel 表格"),
        (b'{"a": 1, "b": 2}', "不是 Excel 表格"),
        (b"\x89PNG\r\n\x1a\n\0\0,", "是图片，不是 Excel 表格"),
        (b"\x89PNG\r\n\x1a\n," + b"\xff\xfe" * 99, "是图片，不是 Excel 表格"),
        (b"a,b\n\xff\xff\xff", "文字编码读不懂"),
        ("姓名,身份证号\n".encode() + b"x" * (LONGEST_FIELD + 1), "第 2 行的分列读不懂"),
        (zipped(**{"word/document.xml": b"<w/>"}), "不是 Excel 表格"),
        (table(GOOD)[:-300], "不完整，打不开"),
        (OLE + b"\0" * 600, "读不出来，可能已损坏"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "设了打开密码"),
    ],
    ids=[
        "nothing",
        "text",
        "notice",
        "pdf",
        "json",
        "picture",
        "picture-like-text",
        "no-encoding",
        "endless-cell",
        "word",
        "cut-off",
        "broken-xls",
        "locked",
    ],
)
def test_a_file_that_is_no_workbook_is_refused_with_the_reason(content, says):
    assert says in refused(content)


def test_a_file_that_would_unpack_beyond_all_bounds_is_refused_before_it_does(monkeypatch):
    monkeypatch.setattr(guards, "LARGEST_UNPACKED", 3 * 1024 * 1024)
    content = repacked(table(GOOD), app=b" " * 4 * 1024 * 1024)
    assert len(content) < 20_000
    with pytest.raises(NotASheet, match="展开后有 4 MB"):
        guards.refuse_unreadable(content, name="大.xlsx")


def test_the_bound_leaves_room_for_the_whole_county():
    assert guards.LARGEST_UNPACKED >= 100 * 1024 * 1024
    assert guards.MOST_CELLS >= 300_000 * 30


def test_a_part_that_unpacks_to_more_than_it_declares_is_noticed():
    content = bytearray(repacked(table(GOOD), app=b" " * 100_000))
    size = (100_000).to_bytes(4, "little")
    assert content.count(size) == 2
    content = content.replace(size, (10).to_bytes(4, "little"))
    assert "不完整" in refused(bytes(content))


def test_a_cell_at_the_far_corner_is_refused_before_the_grid_is_laid_out():
    def fill(made, sheet):
        rows(TITLES, GOOD)(made, sheet)
        sheet.write(1_048_575, 16_383, "1")

    assert "一直用到第 1048576 行、第 16384 列" in refused(book(fill))


def test_a_far_cell_is_found_across_the_pieces_a_sheet_is_read_in(monkeypatch):
    content = table(GOOD)
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    far = sheet.replace(b"</sheetData>", b"<row r='1048576'><c r='ZZZ1048576'><v>1</v></c></row></sheetData>")
    for piece in (17, 64, 101):
        monkeypatch.setattr(guards, "PIECE", piece)
        assert "第 1048576 行、第 18278 列" in refused(repacked(content, sheet1=far))


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="2"><c r="aaaaaa2"><v>1</v></c></row>',
        b'<row r="99999999"><c s = "1" r = "A99999999"><v>1</v></c></row>',
        b'<row r="99999999" ht="12"><c><v>1</v></c></row>',
        b'<x:row r="99999999"><x:c r="A99999999"><x:v>1</x:v></x:c></x:row>',
    ],
    ids=["column", "row", "cell-without-place", "prefixed"],
)
def test_a_far_cell_is_refused_however_its_place_is_written(row):
    sheet = zipfile.ZipFile(io.BytesIO(table(GOOD))).read("xl/worksheets/sheet1.xml")
    assert "超过能读的大小" in refused(
        repacked(table(GOOD), sheet1=sheet.replace(b"</sheetData>", row + b"</sheetData>"))
    )


def test_far_cells_that_hold_nothing_but_a_format_do_no_harm():
    def fill(made, sheet):
        rows(TITLES, GOOD)(made, sheet)
        sheet.set_row(1_048_575, 12)
        sheet.write_blank(1_048_575, 16_383, None, made.add_format({"bold": True}))

    assert [row.number for row in read(book(fill)).rows] == [2]


def test_a_stray_cell_in_the_last_row_of_a_narrow_table_only_costs_its_own_rejection():
    def fill(made, sheet):
        rows(TITLES, GOOD)(made, sheet)
        sheet.write(99_999, 0, "李四")

    assert [row.number for row in read(book(fill)).rows] == [2, 100_000]


def test_a_workbook_whose_list_of_sheets_is_lost_has_none():
    assert "没有工作表" in refused(repacked(table(GOOD), workbook=b"<workbook><sheets/></workbook>"))


def test_whatever_is_done_to_the_bytes_the_answer_is_a_sentence_or_a_reading():
    content, chance = table(GOOD, GOOD), random.Random(7)
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    for turn in range(often(300)):
        spoilt = bytearray(sheet if turn % 2 else content)
        for _ in range(chance.choice((1, 2, 9))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        if turn % 3 == 0:
            del spoilt[chance.randrange(len(spoilt)) :]
        try:
            reading = read(repacked(content, sheet1=bytes(spoilt)) if turn % 2 else bytes(spoilt))
        except Refusal as refusal:
            assert refusal.message and refusal.remedy
        else:
            assert len(list(clean_rows(reading, COLUMNS))) == len(reading.rows)


def test_a_sheet_of_more_rows_than_a_sheet_can_have_is_refused_before_all_of_it_is_read(monkeypatch):
    monkeypatch.setattr(guards, "MOST_ROWS", 1000)
    row = b"<row><c><v>1</v></c></row>"
    bomb = zipped(**{"xl/worksheets/sheet1.xml": b"<worksheet>" + row * 500_000})
    with pytest.raises(NotASheet, match="超过能读的大小"):
        guards.refuse_unreadable(bomb, name="大.xlsx")


def test_a_part_that_shrinks_as_no_list_does_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(guards, "LARGE_PART", 1 << 20)
    bomb = zipped(**{"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * (1 << 21)})
    monkeypatch.setattr(guards, "_farthest", None)
    with pytest.raises(NotASheet, match="正常的表格不会这样，没有打开"):
        guards.refuse_unreadable(bomb, name="大.xlsx")
