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
