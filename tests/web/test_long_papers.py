"""A paper with fifteen hundred items opens page by page, and is corrected on each of them (R0)."""

from collections.abc import Callable
from typing import Any

import pytest

from dixian.directives.workplans import api as workplans
from dixian.foundation.audit.api import acting, reading, writing
from tests.support.client import FormClient
from tests.support.workplans import taken_in
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], FormClient]
ITEMS, LARGEST = 1500, 1_500_000
HEAD = "绥棱县2024年重点任务分工方案\n一、健全监测机制\n"


@pytest.fixture
def paper(county: Any) -> Any:
    lines = [
        f"{number}.落实第{number}件事。每季度报告一次，达到{number % 90 + 5}%。（牵头单位：县医保局；责任单位：县水务局、各乡镇）"
        for number in range(1, ITEMS + 1)
    ]
    with acting(SYSTEM), writing():
        return taken_in(county.posts["bureau"], f"{HEAD}{chr(10).join(lines)}\n2024年2月20日\n")


def item(paper: Any, place: int) -> Any:
    with acting(SYSTEM), reading():
        return workplans.PlanItem.objects.get(workplan=paper, position=place)


@pytest.mark.sweep
def test_no_page_of_a_long_paper_is_large_and_every_item_stands_on_one(
    county: Any, as_post: AsPost, paper: Any
) -> None:
    bureau, at = as_post("bureau"), f"/workplans/{paper.uid}/"
    with acting(SYSTEM), reading():
        sheets = workplans.sheets_of(paper).all
    assert sum(one.last - one.first + 1 for one in sheets) == ITEMS
    for place in (1, 777, ITEMS, 9_999):
        answer = bureau.get(f"{at}?at={place}")
        assert len(answer.content) < LARGEST
        assert f'id="i{min(place, ITEMS)}"' in answer.content.decode()
    assert 'id="i1"' in bureau.get(f"{at}?at=none").content.decode()
    assert f"第{sheets[1].first}—{sheets[1].last}项" in main_of(bureau, at)


def test_an_item_far_behind_is_corrected_on_its_page_and_shown_there(
    county: Any, as_post: AsPost, paper: Any
) -> None:
    bureau, at, place = as_post("bureau"), f"/workplans/{paper.uid}/", 1234
    one = item(paper, place)
    answer = bureau.fill_in(
        f"{at}?at={place}",
        f"/workplan-items/{one.uid}/correct/",
        {"title": "改过的名称", "figure-1": "5户以上"},
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{at}?at={place}#i{place}")
    shown = main_of(bureau, answer.headers["Location"].partition("#")[0])
    assert "改过的名称" in shown and "5户以上" in shown
    said = {"text": "补上的一件事。（牵头单位：县医保局）", "after": str(one.uid)}
    answer = bureau.fill_in(f"{at}?at={place}", f"/workplans/{paper.uid}/items/", said)
    assert answer.headers["Location"] == f"{at}?at={place + 1}#i{place + 1}"
