"""Next year's paper beside this year's, as both were corrected (R0)."""

from typing import Any

import pytest

from dixian.directives.workplans import api as workplans
from dixian.directives.workplans import beside
from dixian.foundation.kernel.problems import Refusal
from tests.support.workplans import TEXT, taken_in

pytestmark = pytest.mark.django_db
NEXT = (
    TEXT.replace("3号", "8号")
    .replace("参保率达到100%", "参保率达到99%以上")
    .replace("；责任单位：县水务局", "；责任单位：县水务局、县民政局")
    .replace(
        "1.开展集中排查。每月开展一次排查，2024年12月31日前全部完成。", "1.发展庭院经济。户均增收500元。"
    )
)


@pytest.fixture
def papers(office: Any) -> tuple[Any, Any]:
    return taken_in(office["bureau"]), taken_in(office["bureau"], NEXT)


def titles(changes: Any) -> list[str]:
    return [(one.after or one.before).title for one in changes]


def test_each_task_is_carried_over_changed_new_or_gone(papers: tuple[Any, Any]) -> None:
    made = workplans.beside(*papers)
    assert titles(made.changed) == ["落实医疗保障", "推进产业帮扶"]
    assert made.changed[0].differences["figures"] == (["100%"], ["99%以上"])
    assert made.changed[1].differences["responsible"] == (["县水务局"], ["县水务局", "县民政局"])
    assert (titles(made.new), titles(made.gone), made.carried) == (["发展庭院经济"], ["开展集中排查"], [])


def test_what_was_struck_or_put_right_is_compared_as_it_stands(office: Any, papers: tuple[Any, Any]) -> None:
    old, new = papers
    first = workplans.items_of(new)[0]
    workplans.correct_item(
        item=first, said=workplans.ItemSaid(first.title, struck="不作为任务"), post=office["bureau"]
    )
    third = workplans.items_of(new)[2]
    added = next(row for row in third.units.all() if str(row.unit) == "县民政局")
    said = workplans.UnitSaid(added.uid, "", added.role, struck="写错了")
    workplans.correct_item(
        item=third, said=workplans.ItemSaid(third.title, units=[said]), post=office["bureau"]
    )
    made = workplans.beside(old, new)
    assert (made.new, titles(made.carried)) == ([], ["推进产业帮扶"])


def test_papers_too_long_for_somebody_who_waits_are_left_to_the_command(
    papers: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "MOST", 8)
    with pytest.raises(Refusal, match="3 项、一份 3 项"):
        workplans.beside(*papers)


def test_an_adopted_paper_is_offered_before_drafts(office: Any, papers: tuple[Any, Any]) -> None:
    old, new = papers
    workplans.Workplan.objects.filter(pk=old.pk).update(state="adopted", adopted_on="2024-03-01")
    third = taken_in(office["bureau"], NEXT.replace("8号", "9号"))
    assert workplans.others_of(third) == [old, new]
