"""Nobody approves a paper they corrected, and what doesn't stand in it says so (R0)."""

from dataclasses import replace
from typing import Any

import pytest

from dixian.directives.workplans import api as workplans
from dixian.foundation.accounts.api import acting_as
from dixian.foundation.accounts.enums import Role
from dixian.foundation.audit.api import writing
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve, decidable, reject
from tests.support.workplans import TEXT, proposed, settled, taken_in

pytestmark = pytest.mark.django_db
OWN = "组织一次集中培训。（牵头单位：县医保局）"


def corrected(draft: Any, post: Any) -> Any:
    """One item's title put right by somebody."""
    one = workplans.items_of(draft)[0]
    with acting_as(post), writing():
        workplans.correct_item(item=one, said=workplans.ItemSaid(f"{one.title}一遍"), post=post)
    return workplans.Workplan.objects.get(pk=draft.pk)


def added(draft: Any, post: Any, text: str = "", **more: Any) -> Any:
    made = workplans.add_item(workplan=draft, said=workplans.MissedSaid(text=text, **more), post=post)
    return workplans.PlanItem.objects.get(pk=made.pk)


def test_whoever_corrected_a_paper_does_not_decide_its_adoption(office: Any) -> None:
    second = office.post("head2", Role.BUREAU_REVIEWER, office.bureau)
    draft = corrected(settled(taken_in(office["bureau"]), office["bureau"]), office["reviewer"])
    asked = proposed(draft, office["bureau"])
    for decide in (approve, reject):
        with pytest.raises(Refusal, match="您校对过这份文件，不能由您审批"):
            decide(proposal=asked, post=office["reviewer"], reason="看过")
    assert decidable(office["reviewer"]) == [] and decidable(second) == [asked]
    assert workplans.correctors_of(draft) == f"{office['bureau'].user.name}、{office['reviewer'].user.name}"
    approve(proposal=asked, post=second)


def test_who_looked_at_a_paper_and_altered_nothing_may_decide(office: Any) -> None:
    draft = settled(taken_in(office["bureau"]), office["bureau"])
    approve(proposal=proposed(draft, office["bureau"]), post=office["reviewer"])


def test_words_that_do_not_stand_in_the_paper_are_somebodys_own_and_adoption_says_so(office: Any) -> None:
    draft = taken_in(office["bureau"])
    made = added(draft, office["bureau"], OWN)
    assert made.by_hand
    label = proposed(settled(draft, office["bureau"]), office["bureau"]).label
    assert label.startswith("下达任务：（人工补充 1 项）")


@pytest.mark.parametrize(
    "words",
    [
        "监测对象参保率达到100%。",
        "监测对象 参保率\n达到１００％",
        "2.落实医疗保障。监测对象参保率达到100%。（牵头单位：县医保局；责任单位：县农业农村局、县星火办）",
        "每月5日前报告进展，联系电话13800000101。",
    ],
)
def test_words_that_stand_in_the_paper_are_the_papers(office: Any, words: str) -> None:
    assert not added(taken_in(office["bureau"]), office["bureau"], words).by_hand


def test_a_sentence_of_ones_own_among_the_papers_makes_the_item_ones_own(office: Any) -> None:
    assert added(taken_in(office["bureau"]), office["bureau"], f"监测对象参保率达到100%。{OWN}").by_hand


def test_a_passage_of_the_paper_is_the_papers_and_what_is_read_says_nothing_else(office: Any) -> None:
    draft = taken_in(office["bureau"])
    passage = workplans.passages_of(draft)[0]
    assert not added(draft, office["bureau"], passages=[passage.uid]).by_hand
    (first, *_) = workplans.read_text(TEXT, workplans.packaged_units()).items
    assert workplans.Paper(None, None, None, None, [replace(first, by_hand=True)]).told()["items"][0][
        "by_hand"
    ]
    assert first.by_hand is False
