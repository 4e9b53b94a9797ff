"""A table in a PDF is read by the rules around its cells, in the order of its rows: what a typesetter made, not what we drew (R0)."""

from typing import Any

import pytest

from dixian.directives.workplans.api import open_paper, packaged_units, read
from dixian.foundation.papers.api import pdf_lacks

pytestmark = pytest.mark.skipif(bool(pdf_lacks()), reason=pdf_lacks() or "")
HEADER = ("序号", "重点任务", "具体措施", "牵头单位", "责任单位", "完成时限")
LONG = "县医保局、县住建局、县水务局、县民政局、各乡镇"
ROWS = (
    (
        "1",
        "开展集中排查",
        "对全部农户逐户走访，不漏一户、不落一人，问题当场登记并分办",
        "县农业农村局",
        LONG,
        "每月5日至15日",
    ),
    ("2", "落实医疗保障", "监测对象参保率达到100%", "县医保局", "县农业农村局", "2024年12月31日前"),
)


def typeset(body: str, *, height: int = 297) -> bytes:
    import typst

    source = f'#set page(width: 210mm, height: {height}mm, margin: 15mm)\n#set text(font: "Noto Sans CJK SC", size: 10pt)\n{body}'
    made: bytes = typst.compile(source.encode())
    return made


def table(*cells: str, columns: str = "(10mm, 26mm, 1fr, 26mm, 30mm, 26mm)") -> str:
    return f"#table(columns: {columns}, {', '.join(cells)})"


def plain(*rows: tuple[str, ...]) -> list[str]:
    return [f"[{cell}]" for row in rows for cell in row]


def units_of(item: Any) -> tuple[list[str], int]:
    return [one.unit for one in item.lead], len({one.unit for one in item.responsible})


def test_cells_whose_lines_are_wrapped_keep_their_columns() -> None:
    body = f"绥棱县2024年工作任务责任清单\n\n{table(*plain(HEADER, *ROWS))}\n\n请各单位抓好落实。"
    paper = read(typeset(body), name="清单.pdf", units=packaged_units())
    assert [item.title for item in paper.items] == ["开展集中排查", "落实医疗保障"]
    assert units_of(paper.items[0]) == (["绥棱县农业农村局"], 15)
    assert units_of(paper.items[1]) == (["绥棱县医疗保障局"], 1)
    assert paper.items[0].limits[0].kind == "window" and paper.items[1].limits[0].date == "2024-12-31"
    assert not [mark for mark in paper.marks if mark.about == "表格"]


def test_a_row_over_all_columns_is_a_section_and_a_tall_cell_holds_for_its_rows() -> None:
    cells = [
        *plain(HEADER), "table.cell(colspan: 6)[一、健全监测机制]", *plain(ROWS[0][:3]),
        "table.cell(rowspan: 2)[县医保局]", *plain(ROWS[0][4:], ROWS[1][:3], ROWS[1][4:]),
    ]  # fmt: skip
    paper = read(typeset(table(*cells)), name="清单.pdf", units=packaged_units())
    assert [(item.section, units_of(item)[0]) for item in paper.items] == [
        ("一、健全监测机制", ["绥棱县医疗保障局"])
    ] * 2


def test_a_row_cut_by_a_page_break_is_one_and_the_header_of_the_next_page_none() -> None:
    long = ("3", "推进产业帮扶", "逐村核对，" * 60, "县农业农村局", "县水务局", "10天内")
    body = table(
        f"table.header({', '.join(plain(HEADER))})", *plain(*ROWS, long, ("4", "加强监管", *ROWS[1][2:]))
    )
    content = typeset(body, height=90)
    assert open_paper(content, name="清单.pdf").text.count("\f") >= 1
    paper = read(content, name="清单.pdf", units=packaged_units())
    assert [item.title for item in paper.items] == [
        "开展集中排查",
        "落实医疗保障",
        "推进产业帮扶",
        "加强监管",
    ]
    assert paper.items[2].text.count("逐村核对") == 60


def drawn(rules: tuple[int, ...], ends: tuple[int, int], said: dict[tuple[int, int], str]) -> str:
    """A page with three columns from and to these heights, and only these rules across."""
    down = [
        f"#place(dx: {x}mm, dy: {ends[0]}mm, line(angle: 90deg, length: {ends[1] - ends[0]}mm))"
        for x in (0, 20, 80, 120)
    ]
    across = [f"#place(dy: {y}mm, line(length: 120mm))" for y in rules]
    words = [f"#place(dx: {x}mm, dy: {y}mm, box(width: 38mm)[{text}])" for (x, y), text in said.items()]
    return "\n".join([*down, *across, *words])


def test_a_row_that_runs_over_the_page_without_a_rule_at_the_break_is_one() -> None:
    head = {(2, 2): "序号", (22, 2): "工作任务", (82, 2): "责任单位"}
    first = head | {(2, 12): "1", (22, 12): "逐户走访，", (82, 12): "县医保局、县水"}
    second = {
        (22, 2): "不漏一户。",
        (82, 2): "务局",
        (2, 12): "2",
        (22, 12): "加强监管",
        (82, 12): "县民政局",
    }
    body = f"{drawn((0, 10), (0, 40), first)}#pagebreak()\n{drawn((10, 20), (0, 20), second)}"
    items = read(typeset(body), name="清单.pdf", units=packaged_units()).items
    assert [item.title for item in items] == ["逐户走访，不漏一户", "加强监管"]
    assert [one.written for one in items[0].responsible] == ["县医保局", "县水务局"]
