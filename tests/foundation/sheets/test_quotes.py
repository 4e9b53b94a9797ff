"""Quotes in a text with separators: what they hold stays one cell, what they swallow is refused."""

import pytest

from dixian.foundation.sheets.opening import sheets_of
from dixian.foundation.sheets.problems import NotASheet

HEAD = "姓名,身份证号,自付金额,备注\n"


def text(*lines: str) -> bytes:
    return (HEAD + "".join(f"{line}\n" for line in lines)).encode("gb18030")


def test_a_quote_without_an_end_is_refused_with_its_line():
    content = text(
        "张三,231226197001011001,5,", '李四,23122619700101101X,6,"低保户', "王五,231226197001011001,7,"
    )
    with pytest.raises(NotASheet) as refusal:
        sheets_of(content, name="名单.csv")
    assert "文件“名单.csv”第 3 行起读不开" in refusal.value.message
    assert "引号" in refusal.value.message and "删去这一行里多余的引号" in refusal.value.remedy


@pytest.mark.parametrize("closing", ['王五,231226197001011001,7,困难户"', '王五,231226197001011001,"7,'])
def test_a_quote_that_takes_in_further_rows_is_refused_with_its_line(closing):
    with pytest.raises(NotASheet) as refusal:
        sheets_of(text('李四,23122619700101101X,6,"低保户', closing), name="名单.csv")
    assert "第 2 行起读不开" in refusal.value.message


def test_a_break_inside_a_cell_stays_in_the_cell():
    content = text('李四,23122619700101101X,6,"低保户，\n已核实, 无误"', "王五,231226197001011001,7,")
    (sheet,) = sheets_of(content, name="名单.csv")
    grid = sheet.grid
    assert [row[0] for row in grid] == ["姓名", "李四", "王五"]
    assert grid[1][3] == "低保户，\n已核实, 无误"


def test_a_quote_in_the_middle_of_a_cell_is_text():
    (sheet,) = sheets_of(text('李四,23122619700101101X,6,又名"小李'), name="名单.csv")
    assert sheet.grid[1][3] == '又名"小李'


def test_a_cell_of_a_megabyte_is_the_trouble_of_its_row_alone():
    (sheet,) = sheets_of(text("李四,1,6,甲", f"{'王' * 1_000_000},2,6,甲", "赵六,3,6,甲"), name="名单.csv")
    assert [str(row[1]) for row in sheet.grid][-3:] == ["1", "2", "3"]
