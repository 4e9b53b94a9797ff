"""What a file keeps out of sight is read all the same, and said; hidden sheets are not read, and said too."""

import io

import openpyxl
import pytest
import xlsxwriter
import xlwt

from tests.foundation.sheets.workbooks import GOOD, LI, TITLES, ZHANG, book, read, rows, table


def hiding(_, sheet):
    rows(TITLES[:3], *[(f"某{number}", ZHANG, number) for number in range(2, 12)])(_, sheet)
    for row in (4, 6, 7, 8, 40):
        sheet.set_row(row, None, None, {"hidden": True})
    sheet.set_column(1, 1, None, None, {"hidden": True})
    sheet.set_column(9, 20, None, None, {"hidden": True})


def test_hidden_rows_and_columns_are_read_and_named():
    reading = read(book(hiding))
    assert [row.number for row in reading.rows] == list(range(2, 12))
    assert (reading.hidden.rows, reading.hidden.columns) == ((5, 7, 8, 9), (1,))
    assert reading.about_hidden == (
        "文件里看不见的第 5、7—9 行共 4 行（隐藏的，或者被筛选掉的），B 列“身份证号”，都照样读了。"
        "不对的，在文件里取消隐藏和筛选，改好后重新上传"
    )


def test_rows_that_a_filter_leaves_out_are_hidden_rows():
    made = openpyxl.Workbook()
    for line in (TITLES[:3], ("张三", ZHANG, 1), ("李四", LI, 2), ("张三", ZHANG, 3)):
        made.active.append(line)
    made.active.auto_filter.ref = "A1:C4"
    made.active.auto_filter.add_filter_column(0, ["张三"])
    made.active.row_dimensions[3].hidden = True
    out = io.BytesIO()
    made.save(out)
    reading = read(out.getvalue())
    assert (len(reading.rows), reading.hidden.rows) == (3, (3,))


def test_a_hidden_sheet_is_named_as_one_that_is_not_read():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        for name in ("一月", "上年 & 留存", "备查"):
            rows(TITLES[:3], GOOD[:3])(made, made.add_worksheet(name))
        made.get_worksheet_by_name("上年 & 留存").hide()
        made.get_worksheet_by_name("备查").very_hidden()
    reading = read(out.getvalue())
    assert reading.sheet == "一月"
    assert "隐藏的工作表“上年 & 留存”、“备查”没有读" in reading.about_hidden


def test_what_is_hidden_in_another_sheet_is_not_told():
    reading = read(
        book(rows(TITLES[:3], GOOD[:3]), lambda made, sheet: sheet.set_row(1, options={"hidden": True}))
    )
    assert reading.about_hidden == ""


def test_where_nothing_is_hidden_nothing_is_said():
    assert read(table(GOOD)).about_hidden == ""


HEADS = TITLES[:3]
LINES = (("张三", ZHANG, 1), ("李四", LI, 2), ("张三", ZHANG, 3))
SAID = (
    "文件里看不见的第 3 行共 1 行（隐藏的，或者被筛选掉的），B 列“身份证号”，都照样读了。"
    "不对的，在文件里取消隐藏和筛选，改好后重新上传"
)


def test_an_xls_tells_its_hidden_rows_columns_and_sheets():
    made = xlwt.Workbook()
    for name in ("一月", "留存"):
        sheet = made.add_sheet(name)
        for at, line in enumerate((HEADS, *LINES)):
            for place, cell in enumerate(line):
                sheet.write(at, place, cell)
    sheet.visibility = 1
    first = made.get_sheet(0)
    first.row(2).hidden = first.col(1).hidden = True
    out = io.BytesIO()
    made.save(out)
    assert read(out.getvalue(), "名单.xls").about_hidden == SAID.replace(
        "不对的", "隐藏的工作表“留存”没有读。不对的"
    )


@pytest.mark.parametrize("way", ["row and column", "row group and cells"])
def test_a_page_tells_its_hidden_rows_and_columns(way):
    said = "style='height:0; display: none'"
    column, group, row, cell = (said, "", said, "") if way == "row and column" else ("", "hidden", "", said)

    def line(cells, attributes=""):
        shown = (f"<td {cell if at == 1 else ''}>{text}</td>" for at, text in enumerate(cells))
        return f"<tr {attributes}>{''.join(shown)}</tr>"

    page = f"<table><col><col {column}>{line(HEADS)}{line(LINES[0])}"
    page += f"<tbody {group}>{line(LINES[1], row)}</tbody><tbody>{line(LINES[2])}</tbody></table>"
    reading = read(page.encode(), "名单.xls")
    assert ([row.number for row in reading.rows], reading.about_hidden) == ([2, 3, 4], SAID)


def test_an_xml_spreadsheet_tells_its_hidden_rows_columns_and_sheets():
    def line(cells, attributes=""):
        shown = (f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in cells)
        return f"<Row {attributes}>{''.join(shown)}</Row>"

    rows_ = [line(HEADS), line(LINES[0]), line(LINES[1], 'ss:Hidden="1"'), line(LINES[2])]
    table_ = f'<Table><Column/><Column ss:Hidden="1"/><Column ss:Span="3"/>{"".join(rows_)}</Table>'
    unseen = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    content = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<Worksheet ss:Name="一月">{table_}</Worksheet>'
        f'<Worksheet ss:Name="留存">{table_}{unseen}</Worksheet></Workbook>'
    )
    assert read(content.encode(), "名单.xls").about_hidden == SAID.replace(
        "不对的", "隐藏的工作表“留存”没有读。不对的"
    )
