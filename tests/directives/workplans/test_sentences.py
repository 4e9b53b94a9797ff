"""Who does what where only sentences tell it (R0)."""

import pytest

from dixian.directives.workplans.api import packaged_units, read_text

HEAD = "绥棱县2026年工作要点\n一、任务\n"


@pytest.mark.parametrize(
    ("words", "lead", "responsible"),
    [
        ("由县卫健局牵头，县医保局、县民政局协办。", ["县卫健局"], ["县医保局", "县民政局"]),
        ("由县民政局牵头，县残联、县妇联配合，县卫健局协办。", ["县民政局"], ["县残联", "县妇联", "县卫健局"]),
        ("县农业农村局（牵头）、县财政局、县审计局按职责分工负责", ["县农业农村局"], ["县财政局", "县审计局"]),
        ("县农业农村局（牵头）、县财政局、县审计局负责。", ["县农业农村局"], ["县财政局", "县审计局"]),
        ("县农业农村局（牵头）、县财政局、县审计局。", ["县农业农村局"], ["县财政局", "县审计局"]),
        ("由县财政局、县农业农村局（牵头）、县审计局（配合）负责。", ["县农业农村局"], ["县财政局", "县审计局"]),
        ("由县民政局、县残联负责，列第一位者为牵头单位，下同。", ["县民政局"], ["县残联"]),
        ("由县民政局、县残联负责（列第一位者为牵头单位，下同）。", ["县民政局"], ["县残联"]),
    ],
)  # fmt: skip
def test_sentences_name_lead_and_responsible(words: str, lead: list[str], responsible: list[str]) -> None:
    (item,) = read_text(f"{HEAD}1. 甲事。持续推进整改工作。{words}\n", packaged_units()).items
    assert [one.written for one in item.lead] == lead
    assert sorted(one.written for one in item.responsible) == sorted(responsible)
    assert any("从正文里读出来" in mark.why for mark in item.marks)
