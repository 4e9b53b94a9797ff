"""HTML tables and XML spreadsheets saved as .xls are read like workbooks."""

import time

import pytest

from dixian.foundation.sheets.api import Clean, NotASheet
from dixian.foundation.sheets.markup import markup_sheets
from tests.foundation.sheets.workbooks import LI, TITLES, ZHANG, read, results

CELLS = "".join(f"<th>{title}</th>" for title in TITLES)


def page(*lines: str, charset: str = "utf-8") -> bytes:
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    head = f'<html><head><meta charset="{charset}"></head>'
    return f"{head}<body><table>{rows}</table></body></html>".encode(charset)


def line(*values: object) -> str:
    return "".join(f"<td>{value}</td>" for value in values)


def taken(content: bytes) -> list[dict[str, object]]:
    ended = results(content)
    assert all(isinstance(one, Clean) for one in ended), ended
    return [one.values for one in ended]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_page_saved_as_xls_keeps_all_eighteen_digits(charset):
    content = page(CELLS, line("张三", ZHANG, "1,234.50", "2024-04-03", "", ""), charset=charset)
    (row,) = taken(content)
    assert (row["name"], row["id_number"], str(row["amount"])) == ("张三", ZHANG, "1234.50")


def test_a_title_over_all_columns_and_a_frame_of_layout_are_passed_by():
    inner = page('<td colspan="6">2024年4月自付费用</td>', CELLS, line("张三", ZHANG, 5)).decode()
    content = f"<html><body><table><tr><td>{inner}</td></tr></table></body></html>".encode()
    assert [row["name"] for row in taken(content)] == ["张三"]


def test_a_cell_that_hangs_down_says_the_same_for_each_row_but_an_amount_only_once():
    first = '<td>张三</td><td>{}</td><td rowspan="2">50</td><td rowspan="2">2024-04-03</td>'
    reading = read(page(CELLS, first.format(ZHANG), line("李四", LI)))
    assert [reading.cell(row, "settled_on") for row in reading.rows] == ["2024-04-03", "2024-04-03"]
    assert [reading.cell(row, "amount") for row in reading.rows] == ["50", None]


def test_a_sign_in_page_saved_by_mistake_is_named():
    with pytest.raises(NotASheet) as refused:
        read("<html><body>请登录</body></html>".encode())
    assert "是网页，里面没有表格" in refused.value.message


def xml(*rows: str, sheet: str = "医保", hidden: str = "") -> str:
    visible = f"<x:Visible>{hidden}</x:Visible>" if hidden else ""
    return (
        f'<Worksheet ss:Name="{sheet}"><Table>{"".join(f"<Row>{row}</Row>" for row in rows)}</Table>'
        f'<x:WorksheetOptions xmlns:x="urn:schemas-microsoft-com:office:excel">{visible}</x:WorksheetOptions>'
        "</Worksheet>"
    )


def workbook(*sheets: str) -> bytes:
    names = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Workbook {names}>{"".join(sheets)}</Workbook>'.encode()


def cells(*values: object, kind: str = "String") -> str:
    return "".join(f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>' for value in values)


def test_an_xml_spreadsheet_is_read_with_its_empty_places_and_kinds():
    row = (
        cells("张三", ZHANG)
        + cells(1234.5, kind="Number")
        + cells("2024-04-03T00:00:00.000", kind="DateTime")
        + '<Cell ss:Index="6"><Data ss:Type="String">脱贫户</Data></Cell>'
    )
    (values,) = taken(workbook(xml(cells(*TITLES), row)))
    assert (values["id_number"], str(values["amount"]), values["phone"], values["kind"]) == (
        ZHANG,
        "1234.50",
        None,
        "脱贫户",
    )
    assert str(values["settled_on"]) == "2024-04-03"


def test_a_hidden_sheet_of_an_xml_spreadsheet_is_not_read():
    old = xml(cells(*TITLES), cells("旧", ZHANG, "1"), sheet="上月", hidden="SheetHidden")
    new = xml(cells(*TITLES), cells("张三", ZHANG, "1"))
    assert read(workbook(old, new)).sheet == "医保"


def test_a_cut_off_xml_spreadsheet_is_refused():
    with pytest.raises(NotASheet) as refused:
        read(workbook(xml(cells(*TITLES)))[:-40])
    assert "不完整" in refused.value.message


def test_entities_are_not_opened():
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    row = cells("&amp;", ZHANG, "1").replace("&amp;", "&a;")
    content = workbook(xml(cells(*TITLES), row)).partition(b"\n")[2]
    assert read(bomb + content).rows[0].cells[0] == "&a;"


def test_a_cell_that_says_it_stands_far_away_is_refused_by_its_place():
    far = xml(cells(*TITLES), '<Cell ss:Index="99999999"><Data ss:Type="String">x</Data></Cell>')
    with pytest.raises(NotASheet) as refused:
        read(workbook(far))
    assert "超过能读的大小" in refused.value.message


def test_what_a_cell_hides_is_not_read_and_a_table_inside_a_cell_is_no_frame():
    hidden = "1<span style='display: none'>00</span><script>var a=1</script>"
    inside = "张三<table><tr><td>注</td></tr></table>"
    content = page(CELLS, line("李四", ZHANG, hidden), line(inside, LI, 2))
    reading = read(content)
    assert [reading.cell(row, "amount") for row in reading.rows] == ["1", "2"]


def test_a_place_before_the_first_is_none():
    row = cells("张三", ZHANG, "1").replace("<Cell>", '<Cell ss:Index="-1">', 1)
    assert read(workbook(xml(cells(*TITLES), row))).rows[0].cells[:2] == ("张三", ZHANG)


def test_a_workbook_with_a_prefix_is_read_alike():
    content = workbook(xml(cells(*TITLES), cells("张三", ZHANG, "1"))).decode()
    assert read(
        content.replace("<Workbook", "<ss:Workbook").replace("</Workbook", "</ss:Workbook").encode()
    ).rows


def test_a_page_of_ten_thousand_rows_is_read_in_seconds():
    line = (
        f"<tr><td>张三</td><td>{ZHANG}</td><td>12</td><td>后头乡</td><td>前进村</td><td>1</td><td>2</td></tr>"
    )
    head = "<tr><td>姓名</td><td>身份证号</td><td>自付金额</td></tr>"
    page = f"<html><table>{head}{line * 10_000}</table></html>".encode()
    begun = time.process_time()
    (sheet,) = markup_sheets(page, name="名单.xls")
    assert len(sheet.grid) == 10_001
    assert time.process_time() - begun < 10
