"""Finding the table in a workbook as it comes: titles above, notes below, other sheets beside."""

import pytest

from dixian.foundation.sheets.api import MissingColumns, NoRows, NotASheet
from tests.foundation.sheets.workbooks import COLUMNS, GOOD, LI, TITLES, ZHANG, book, read, rows, table

NOTES = (
    "合计",
    "总计：",
    "小计",
    "制表人：李四",
    "填表人",
    "审核人：",
    "负责人签字",
    "说明：",
    "备注：",
    "注：一式两份",
)


def test_a_plain_table_is_read_with_every_column_in_its_place():
    reading = read(table(GOOD))
    assert (reading.sheet, reading.header_row, reading.passed_over) == ("1月", 1, [])
    assert reading.mapping == {column.code: index for index, column in enumerate(COLUMNS)}
    assert [row.number for row in reading.rows] == [2]
    assert reading.cell(reading.rows[0], "name") == "张三"


def test_a_cell_of_a_column_the_file_does_not_have_is_nothing():
    reading = read(table(GOOD[:3], titles=TITLES[:3]))
    assert reading.cell(reading.rows[0], "phone") is None


def test_the_header_is_found_below_title_rows_and_empty_rows_and_rows_keep_their_numbers():
    lines = [
        ("绥棱县2024年4月个人自付费用明细表",),
        (),
        ("填报单位：县医保局",),
        TITLES,
        (),
        GOOD,
        (),
        (),
        GOOD,
    ]
    reading = read(book(rows(*lines)))
    assert reading.header_row == 4
    assert [row.number for row in reading.rows] == [6, 9]


def test_a_title_merged_over_the_table_is_no_header():
    def fill(made, sheet):
        sheet.merge_range(0, 0, 1, 5, "姓名及自付金额明细表", made.add_format({"align": "center"}))
        sheet.write_row(2, 0, TITLES)
        sheet.write_row(3, 0, GOOD)

    reading = read(book(fill))
    assert (reading.header_row, [row.number for row in reading.rows]) == (3, [4])


def test_a_header_is_known_by_its_aliases_in_any_order_width_and_spacing():
    titles = ("序号", "个人 自付\n费用", "公民身份号码", " 患者姓名 ", "联系电话：")
    reading = read(table((1, 12, ZHANG, "张三", "13800000101"), titles=titles))
    assert reading.mapping == {"amount": 1, "id_number": 2, "name": 3, "phone": 4}


def test_a_column_that_stands_there_twice_with_the_same_in_each_row_is_read_once():
    reading = read(table((*GOOD, "张三"), titles=(*TITLES, "姓名")))
    assert reading.mapping["name"] == 0


@pytest.mark.parametrize(
    "lines",
    [
        ((*TITLES, "自付金额"), (*GOOD, 9)),
        (
            ("姓名", "身份证号", "本月", None, "本年累计", None),
            (None, None, *("总费用", "自付金额") * 2),
            (*GOOD[:2], 9, 8, 7, 6),
        ),
    ],
    ids=["one row", "two rows"],
)
def test_two_columns_of_one_name_that_differ_are_named_and_none_is_guessed(lines):
    with pytest.raises(MissingColumns) as refusal:
        read(book(rows(*lines)))
    assert "有 2 列都像“自付金额”：第" in refusal.value.message


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (
            ((*TITLES, "", *TITLES), (*GOOD, *[""] * (len(TITLES) - len(GOOD) + 1), *LI)),
            "剪切到最左一段的下面",
        ),
        (((*TITLES, "自付金额"), (*GOOD, 9)), "只留要用的一列"),
    ],
)
def test_a_list_that_goes_on_beside_itself_is_told_from_a_column_that_is_there_twice(lines, says):
    with pytest.raises(MissingColumns) as refusal:
        read(book(rows(*lines)))
    assert says in refusal.value.remedy


def test_a_title_over_parts_that_is_called_like_a_column_is_not_taken_for_its_first_part():
    def fill(made, sheet):
        for index, title in enumerate(("姓名", "身份证号")):
            sheet.merge_range(0, index, 1, index, title)
        sheet.merge_range(0, 2, 0, 4, "自付金额")
        sheet.write_row(1, 2, ("门诊", "住院", "合计"))
        sheet.write_row(2, 0, (*GOOD[:2], 100, 2000, 2100))

    with pytest.raises(MissingColumns) as refusal:
        read(book(fill))
    assert "第 3、4、5 列" in refusal.value.message


@pytest.mark.parametrize("note", NOTES)
def test_a_line_below_the_table_that_is_no_row_is_passed_over_and_counted(note):
    reading = read(table(GOOD, (note, "", 1234.5), GOOD))
    assert ([row.number for row in reading.rows], reading.passed_over) == ([2, 4], [3])


def test_a_total_that_stands_further_right_is_passed_over_too():
    assert read(table(GOOD, ("", "合计", 1234.5))).passed_over == [3]


def test_a_misspelt_column_is_said_with_sheet_row_and_the_headers_there_are():
    with pytest.raises(MissingColumns) as refusal:
        read(table(GOOD, titles=("姓名", "身分证号", *TITLES[2:])))
    assert refusal.value.message == "文件“名单.xlsx”工作表“1月”第 1 行表头缺少：身份证号"
    assert "现有表头是：姓名、身分证号、自付金额" in refusal.value.remedy
    assert "改好表头" in refusal.value.remedy


def test_a_file_without_any_known_header_is_told_which_it_needs_and_what_it_holds():
    with pytest.raises(MissingColumns) as refusal:
        read(table(("王五", 2), titles=("户主", "人口")))
    assert refusal.value.message == "文件“名单.xlsx”里没有找到表头"
    assert refusal.value.remedy == "表头须有：姓名、身份证号、自付金额。文件第一行是：户主、人口"


def test_an_empty_workbook_has_a_blank_first_line():
    with pytest.raises(MissingColumns) as refusal:
        read(book(rows()))
    assert "文件第一行是：空白" in refusal.value.remedy


@pytest.mark.parametrize(
    "first",
    [("1", "张三", "231226197001011234", "13800000101"), ("1", "姓名", "231226197001011234", "13800000101")],
    ids=["no-header", "half-a-header"],
)
def test_numbers_in_a_line_that_is_quoted_are_masked(first):
    with pytest.raises(MissingColumns) as refusal:
        read(table(("2", "李四", "x", "y"), titles=first))
    said = refusal.value.message + refusal.value.remedy
    assert "231226********1234" in said
    assert "138****0101" in said
    assert "231226197001011234" not in said


def test_a_header_without_rows_is_told_apart():
    with pytest.raises(NoRows) as refusal:
        read(table(("合计", "", 0)))
    assert "只有表头，没有数据" in refusal.value.message
    assert "填好数据" in refusal.value.remedy


def test_the_sheet_with_the_table_is_found_behind_others():
    content = book(rows(("填表说明",), ("姓名请填全名",)), rows(("姓名", "电话")), rows(TITLES, GOOD))
    assert read(content).sheet == "3月"


def test_a_sheet_with_rows_is_taken_before_one_with_a_header_alone():
    assert read(book(rows(TITLES), rows(TITLES[:3], GOOD[:3]))).sheet == "2月"


def test_a_hidden_sheet_is_not_read():
    def hidden(_, sheet):
        sheet.write_row(0, 0, TITLES)
        sheet.write_row(1, 0, ("李四", LI, 5, "", "", ""))
        sheet.hide()

    reading = read(book(rows(TITLES[:3], GOOD[:3]), hidden))
    assert (reading.sheet, len(reading.rows), reading.cell(reading.rows[0], "name")) == ("1月", 1, "张三")


def test_two_sheets_that_could_both_be_meant_and_differ_in_columns_are_refused_so_that_no_row_is_left_out():
    with pytest.raises(NotASheet) as refusal:
        read(book(rows(TITLES, GOOD), rows(("说明",)), rows(TITLES[:5], GOOD[:5], GOOD[:5])))
    assert "有 2 张工作表都像要用的：“1月”、“3月”" in refusal.value.message
    assert "栏目却不一样：“1月”和“3月”的“人员类别”不同" in refusal.value.message
    assert "把表头改成一样" in refusal.value.remedy


def test_a_chart_on_a_sheet_of_its_own_does_no_harm():
    def with_chart(made, sheet):
        rows(TITLES, GOOD)(made, sheet)
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "='1月'!$C$2:$C$2"})
        made.add_chartsheet("图").set_chart(chart)

    assert read(book(with_chart)).sheet == "1月"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
@pytest.mark.parametrize("between", [",", "\t"], ids=["comma", "tab"])
def test_a_text_table_is_read_whatever_program_saved_it(encoding, end, between):
    lines = (TITLES, (), ("张三", ZHANG, "1234.5", "2024-04-03", "13800000101", "脱贫户"))
    content = "".join(between.join(line) + end for line in lines).encode(encoding)
    reading = read(content, "名单.csv")
    assert [row.number for row in reading.rows] == [3]
    assert reading.cell(reading.rows[0], "id_number") == ZHANG


def test_what_brackets_add_to_a_header_does_not_hide_the_column():
    found = read(table(GOOD, titles=tuple(f"{title}（必填）" for title in TITLES)))
    assert found.mapping == read(table(GOOD)).mapping
