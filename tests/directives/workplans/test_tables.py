"""Tables in a paper: headers of two rows, rows between the tasks of the text, and every word somewhere (R0)."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.directives.workplans.api import packaged_units, read_text

HEADER = ["序号", "工作任务", "牵头单位", "责任单位", "完成时限", "备注"]
WORDS = re.compile(r"[一-龥0-9]+")


def text_of(*rows: list[str]) -> str:
    return "\n".join(["绥棱县2026年任务分解表", "", *("\t".join(row) for row in rows)])


def read(*rows: list[str]) -> Any:
    return read_text(text_of(*rows), packaged_units())


def names(named: Any) -> list[str]:
    return list(dict.fromkeys(one.written for one in named))


def test_a_header_of_two_rows_names_lead_and_responsible() -> None:
    for over, under in (
        (
            ["序号", "工作任务", "责任分工", "", "完成时限"],
            ["序号", "工作任务", "牵头单位", "责任单位", "完成时限"],
        ),
        (["序号", "工作任务", "责任分工", "", "完成时限"], ["", "", "牵头单位", "责任单位", ""]),
    ):
        paper = read(over, under, ["1", "做好监测", "县民政局", "县教育局、县残联", "10月底前"])
        (item,) = paper.items
        assert (names(item.lead), names(item.responsible)) == (["县民政局"], ["县教育局", "县残联"])
        assert [limit.written for limit in item.limits] == ["10月底前"]


def test_what_stands_in_a_column_of_no_known_kind_is_told_in_the_rest() -> None:
    paper = read(HEADER, ["1", "做好监测", "县民政局", "县残联", "持续推进", "省里考核"])
    assert [(one.after, one.text) for one in paper.rest] == [(1, "完成时限：持续推进"), (1, "备注：省里考核")]


def test_a_table_without_a_header_is_told_in_the_rest() -> None:
    paper = read(["甲", "做好监测", "县民政局"], ["乙", "做好帮扶", "县残联"])
    assert not paper.items and [one.text for one in paper.rest][-1] == "乙 做好帮扶 县残联"


def test_tasks_of_a_table_stand_where_the_table_stands() -> None:
    text = (
        "绥棱县2026年工作要点\n一、任务\n1. 抓监测。每月排查。（牵头单位：县农业农村局；责任单位：县残联）\n"
        + "\t".join(HEADER)
        + "\n1\t抓帮扶\t县民政局\t县残联\t年底前\t\n\n"
        "2. 抓增收。稳定务工。（牵头单位：县人社局；责任单位：县残联）\n"
    )
    paper = read_text(text, packaged_units())
    assert [item.title for item in paper.items] == ["抓监测", "抓帮扶", "抓增收"]


CELLS = st.sampled_from(
    ["", "做好监测", "县民政局", "县残联、县妇联", "县教育局（牵头）", "每月5日前", "长期坚持", "2026年10月底前完成", "张三", "无", "某某队伍", "危房清零。逐户排查。"]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=5), st.booleans())
def test_every_word_of_a_table_lands_in_an_item_or_in_the_rest(rows: list[list[str]], headed: bool) -> None:
    paper = read(*([HEADER] if headed else []), *rows)
    told = re.sub(r"[\W_]+", "", repr(paper.told()))
    for cell in (cell for row in rows for cell in row if cell != "无"):
        for words in WORDS.findall(re.sub(r"牵头|完成", "、", cell)):
            assert words in told
