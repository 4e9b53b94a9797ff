"""After each kind of correction the paper's page opens and shows it, for who corrects and who reads (R0)."""

from collections.abc import Callable
from typing import Any

import pytest

from dixian.directives.workplans import api as workplans
from dixian.foundation.audit.api import acting, reading
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], FormClient]


def read(county: Any) -> list[Any]:
    with acting(SYSTEM), reading():
        return workplans.items_of(county.draft)


def correct(county: Any, as_post: AsPost, position: int, said: dict[str, str]) -> str:
    """What the page shows after this was saved."""
    at, item = f"/workplans/{county.draft.uid}/", read(county)[position - 1]
    path = f"/workplan-items/{item.uid}/correct/"
    answer = as_post("bureau").fill_in(at, path, {"title": item.title, **said})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert "集中排查" in main_of(as_post("leader"), at)
    return main_of(as_post("bureau"), at)


def test_limits_changed_struck_and_added(county: Any, as_post: AsPost) -> None:
    monthly, last = read(county)[0].limits.all()
    shown = correct(county, as_post, 1, {f"limit-{monthly.uid}": "每月5日至15日"})
    assert "每月（校对为“每月5日至15日”）" in shown
    struck = {f"limit-{last.uid}": last.written, f"struck-limit-{last.uid}": "文件没有"}
    assert f"{last.written}（文件没有）" in correct(county, as_post, 1, struck)
    assert "每季度" in correct(county, as_post, 1, {"limit-1": "每季度"})


def test_figures_changed_struck_and_added(county: Any, as_post: AsPost) -> None:
    (whole,) = read(county)[1].figures.all()
    assert "100%（校对为“65%以上”）" in correct(county, as_post, 2, {f"figure-{whole.uid}": "65%以上"})
    less = read(county)[1].figures.get(struck="")
    struck = {f"figure-{less.uid}": less.written, f"struck-figure-{less.uid}": "不是指标"}
    assert f"{less.written}（不是指标）" in correct(county, as_post, 2, struck)
    assert "不低于20户" in correct(county, as_post, 2, {"figure-1": "不低于20户"})


def test_a_range_is_shown_once(county: Any, as_post: AsPost) -> None:
    shown = correct(county, as_post, 2, {"figure-1": "10%—15%"})
    assert shown.count(">10%—15%（校对时写的）<") == 1 and shown.count('value="10%—15%"') == 1


def test_an_item_of_ones_own_words_says_so(county: Any, as_post: AsPost) -> None:
    at = f"/workplans/{county.draft.uid}/"
    said = {"text": "组织一次集中培训。（牵头单位：县医保局）"}
    assert as_post("bureau").fill_in(at, f"{at}items/", said).status_code == 302
    assert main_of(as_post("leader"), at).count("人工补充，不是文件原文") == 1


def test_what_a_person_added_to_an_item_says_so_to_whoever_reads(county: Any, as_post: AsPost) -> None:
    added = {"limit-1": "每季度", "figure-1": "不低于20户", "unit-1": "绥棱县水务局", "role-1": "responsible"}
    correct(county, as_post, 1, added)
    shown = main_of(as_post("leader"), f"/workplans/{county.draft.uid}/")
    for words in ("每季度（校对时写的）", "不低于20户（校对时写的）", "县水务局（校对时增加）"):
        assert shown.count(words) == 1, words
    assert shown.count("（校对时写的）") == 2 and shown.count("（校对时增加）") == 1


def test_an_item_worded_otherwise_says_so_and_shows_the_papers_words(county: Any, as_post: AsPost) -> None:
    before = read(county)[1].text
    correct(county, as_post, 2, {"text": "监测对象参保率达到60%。"})
    shown = main_of(as_post("leader"), f"/workplans/{county.draft.uid}/")
    assert "校对时改写，与文件原文不同" in shown and before in shown


def test_units_struck_and_added_and_an_added_one_struck(county: Any, as_post: AsPost) -> None:
    row = read(county)[0].units.first()
    said = {f"unit-{row.uid}": row.unit.name if row.unit else "", f"role-{row.uid}": row.role}
    assert "（不归它）" in correct(county, as_post, 1, {**said, f"struck-unit-{row.uid}": "不归它"})
    shown = correct(county, as_post, 1, {"unit-1": "绥棱县水务局", "role-1": "responsible"})
    assert "县水务局" in shown
    added = read(county)[0].units.get(written="", struck="")
    said = {f"unit-{added.uid}": "绥棱县水务局", f"role-{added.uid}": "responsible"}
    shown = correct(county, as_post, 1, {**said, f"struck-unit-{added.uid}": "多加的"})
    assert "县水务局（多加的）" in shown


def test_words_changed_an_item_added_and_one_dropped(county: Any, as_post: AsPost) -> None:
    shown = correct(county, as_post, 1, {"title": "集中排查", "text": "改过的原文。", "section": "一、监测"})
    assert "改过的原文。" in shown
    assert "不作为任务：已并入" in correct(county, as_post, 2, {"struck": "已并入"})
    at = f"/workplans/{county.draft.uid}/"
    missed = {"text": "四、加强监管。每季度公示一次。", "lead": "县水务局"}
    as_post("bureau").fill_in(at, f"{at}items/", missed)
    assert "加强监管" in main_of(as_post("bureau"), at)
