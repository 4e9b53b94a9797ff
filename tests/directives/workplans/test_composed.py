"""Papers composed from seeds are read back: no unit invented, nearly all right, the rest marked (R0)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.directives.workplans.api import UnitTable, packaged_units, read_text
from tests.directives.workplans.written import units
from tests.support.plans import composed, counted

TABLES = [packaged_units(), units()]
SEEDS = st.integers(0, 10**9)
ENOUGH = 0.99
IMPRINTS = [
    "\n绥棱县人民政府办公室 2025年4月3日印发\n",
    "\n抄送：县法院。\n中共绥棱县委办公室2025年4月3日印发\n",
]
# Names in which a role word stands, offices that are no unit, and plain ones.
NAMES = [
    "县政协", "县政协办", "县政协办公室", "县科协", "县人大", "县委负责同志", "县政府负责人", "县项目实施办公室", "县政策落实中心",
    "县民政局", "县教育局", "县农业农村局",
]  # fmt: skip
STYLES = [
    "（牵头单位：{lead}；责任单位：{others}）",
    "（{lead}牵头，{others}配合）",
    "（{lead}牵头；{others}按职责分工负责）",
    "〔牵头单位:{lead},配合单位:{others}〕",
    "\n牵头单位：{lead}\n责任单位：{others}",
    "（责任单位：{lead}牵头，{others}）",
    "（{lead}牵头组织实施，{others}做好配合）",
    "（{lead}负责牵头，{others}协办）",
]


@settings(max_examples=60)
@given(seed=SEEDS, table=st.sampled_from(TABLES))
def test_no_unit_is_invented_and_what_is_not_right_is_marked(seed: int, table: UnitTable) -> None:
    count, read, paper = counted(seed, table)
    assert count.invented == []
    assert count.silent == []
    assert [(item.number, item.title) for item in read.items] == [
        (told.number, told.title) for told in paper.tasks
    ]
    assert (read.document_number, read.date) == (paper.number, paper.date)


@settings(max_examples=20)
@given(seed=SEEDS)
def test_limits_and_figures_of_composed_papers_are_found(seed: int) -> None:
    _, read, paper = counted(seed, TABLES[0])
    for item, told in zip(read.items, paper.tasks, strict=True):
        assert set(told.limits) <= {limit.written for limit in item.limits}
        assert set(told.figures) <= {figure.written for figure in item.figures}


@pytest.mark.parametrize("table", TABLES, ids=["packaged", "invented"])
def test_of_a_hundred_papers_nearly_every_unit_is_right(table: UnitTable) -> None:
    counts = [counted(seed, table)[0] for seed in range(50)]
    named, right = sum(count.named for count in counts), sum(count.right for count in counts)
    assert named > 1000
    assert right >= named * ENOUGH


@settings(max_examples=60)
@given(
    seed=SEEDS,
    at=st.integers(0, 4000),
    piece=st.sampled_from(["〔", "）", "\f", "：", "，", "|", "\t", "**", "等", "负责"]),
)
def test_a_paper_with_a_stray_sign_is_read_without_inventing_a_unit(seed: int, at: int, piece: str) -> None:
    paper = composed(seed, TABLES[0])
    at %= len(paper.text)
    known = {unit.name for unit in TABLES[0].units}
    for item in read_text(paper.text[:at] + piece + paper.text[at:], TABLES[0]).items:
        assert {one.unit for one in (*item.lead, *item.responsible)} - {None} <= known


@settings(max_examples=40)
@given(seed=SEEDS, imprint=st.sampled_from(IMPRINTS))
def test_an_imprint_below_a_paper_changes_none_of_its_tasks(seed: int, imprint: str) -> None:
    paper = composed(seed, TABLES[0])
    assert read_text(paper.text + imprint, TABLES[0]).items == read_text(paper.text, TABLES[0]).items


@settings(max_examples=100)
@given(
    lead=st.sampled_from(NAMES),
    others=st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True),
    style=st.sampled_from(STYLES),
)
def test_of_names_with_role_words_in_them_none_is_cut_and_none_is_lost(
    lead: str, others: list[str], style: str
) -> None:
    others = [one for one in others if one != lead] or ["县财政局"]
    told = style.format(lead=lead, others="、".join(others))
    (item,) = read_text(f"绥棱县2025年工作要点\n1.抓落实。{told}\n", TABLES[0]).items
    assert [one.written for one in item.lead] == [lead]
    assert list(dict.fromkeys(one.written for one in item.responsible)) == others
    marked = {mark.about for mark in item.marks}
    assert {one.written for one in item.responsible if one.unit is None} <= marked


@settings(max_examples=100)
@given(
    text=st.text(
        alphabet="县教育局、，；：（）〔〕牵头负责单位各乡镇1.一、\n\f\t|等和及民政 年月日5", max_size=200
    )
)
def test_any_text_is_read_without_an_error(text: str) -> None:
    known = {unit.name for unit in TABLES[1].units}
    for item in read_text(text, TABLES[1]).items:
        assert {one.unit for one in (*item.lead, *item.responsible)} - {None} <= known
