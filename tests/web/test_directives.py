"""工作要点 and 任务 on their pages: what is open is amber, who may not correct sees no form, counts are right (R0)."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from dixian.directives.workplans import api as workplans
from dixian.directives.workplans.api import ItemUnit
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of
from tests.web.story_steps import work

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], FormClient]


def test_a_unit_nobody_knows_is_amber_beside_the_papers_text_until_it_is_chosen(
    county: Any, as_post: AsPost
) -> None:
    at = f"/workplans/{county.draft.uid}/"
    page = main_of(as_post("bureau"), at)
    assert '<span class="tag tag-amber">县星火办 待认定</span>' in page
    assert "可能是“绥棱县星火办”" in page and "监测对象参保率达到100%。" in page
    assert "还不能提请下达" in page and 'value="propose"' not in page
    with acting(SYSTEM), reading():
        row = ItemUnit.objects.select_related("item").get(item__workplan=county.draft, unit=None)
    said = {
        "title": row.item.title,
        f"unit-{row.uid}": "绥棱县水务局",
        f"role-{row.uid}": "responsible",
    }
    as_post("bureau").fill_in(at, f"/workplan-items/{row.item.uid}/correct/", said)
    page = main_of(as_post("bureau"), at)
    assert "待认定</span>" not in page and 'value="propose"' in page


def test_a_form_made_before_another_changed_the_item_is_refused(county: Any, as_post: AsPost) -> None:
    at = f"/workplans/{county.draft.uid}/"
    path = f"/workplan-items/{county.plan_item.uid}/correct/"
    before = as_post("reviewer").hidden(at, path)
    as_post("bureau").fill_in(at, path, {"title": "集中排查"})
    late = as_post("reviewer").post(path, {**before, "title": "另一个名称"})
    assert late.status_code == 409
    assert "集中排查" in late.content.decode()


def test_who_may_not_correct_reads_the_paper_without_a_form(county: Any, as_post: AsPost) -> None:
    for who in ("cadre", "insurer", "leader"):
        page = main_of(as_post(who), f"/workplans/{county.draft.uid}/")
        assert "1. 开展集中排查" in page and "<form" not in page, who
        assert "<form" not in main_of(as_post(who), "/workplans/"), who


def test_a_list_without_tasks_says_when_there_will_be_some(county: Any, as_post: AsPost) -> None:
    page = main_of(as_post("cadre"), f"/tasks/?unit={county.village_unit.code}")
    assert "这个单位没有任务" in page


def test_the_matrix_and_the_unit_page_tell_the_same_counts(county: Any, as_post: AsPost) -> None:
    matrix = main_of(as_post("leader"), "/task-matrix/")
    assert "<ol>" not in matrix, "titles begin with the paper's own numbers"
    row = re.search(rf"/task-units/{county.insurance.uid}/.*?</tr>", matrix, re.DOTALL)
    assert row and (row[0].count("牵头"), row[0].count("责任")) == (1, 1)
    page = main_of(as_post("leader"), f"/task-units/{county.insurance.uid}/")
    assert "<h2>牵头 1 项</h2>" in page and "<h2>责任 1 项</h2>" in page


def test_what_waits_for_the_leads_word_stands_before_it_and_nobody_else(county: Any, as_post: AsPost) -> None:
    at = f"/tasks/{county.task.uid}/"
    assert "已排查三个村" in main_of(as_post("bureau"), at)
    assert 'value="accept"' in main_of(as_post("bureau"), at)
    assert 'value="accept"' not in main_of(as_post("insurer"), at)
    assert "1. 开展集中排查" in main_of(as_post("bureau"), "/tasks/?waiting=1")
    assert "没有等本单位认可的进展" in main_of(as_post("insurer"), "/tasks/?waiting=1")


def test_another_unit_sees_that_a_unit_reported_but_no_name_no_words_and_no_file(
    county: Any, as_post: AsPost
) -> None:
    at = f"/tasks/{county.task.uid}/"
    for who, whole in (
        ("insurer", True),
        ("bureau", True),
        ("leader", True),
        ("water", False),
        ("clerk", False),
    ):
        page = main_of(as_post(who), at)
        assert ("已排查三个村" in page) == whole, who
        assert ("县医保局填报了进展" in page) == (not whole), who
        if not whole:
            assert county["insurer"].user.name not in page and "下载佐证" not in page, who


def test_a_paper_stands_beside_the_one_that_was_adopted_before(county: Any, as_post: AsPost) -> None:
    page = main_of(as_post("leader"), f"/workplans/{county.draft.uid}/beside/")
    assert "沿用（2 项）" in page and "有变（1 项）" in page and "新增（0 项）" in page
    assert as_post("leader").get(f"/workplans/{county.draft.uid}/beside/?old=no").status_code == 404


def test_the_matrix_opens_on_the_years_paper_not_on_what_was_decided_since(
    county: Any, as_post: AsPost
) -> None:
    with acting(SYSTEM), writing():
        one = workplans.Decided("断缴动员", "月底前动员到位", county.insurance, [], clock.today())
        workplans.adopt_decisions(
            title="会商决定事项",
            issuer="县农业农村局",
            on=clock.today(),
            source=county.draft.source,
            decided=[one],
        )
    work()
    page = main_of(as_post("leader"), "/task-matrix/")
    assert "会商决定事项</a>" in page and "<h2>绥棱县2024年守住不返贫底线" in page


def test_who_sends_neither_file_nor_text_is_told_of_both(county: Any, as_post: AsPost) -> None:
    page = as_post("bureau").fill_in("/workplans/", "/workplans/", {"pasted": " "})
    assert "没有选择文件，也没有粘贴文字" in page.content.decode()


def test_a_unit_is_led_from_its_part_to_who_does_it_with_the_task_filled_in(
    county: Any, as_post: AsPost
) -> None:
    share = county.share
    page = main_of(as_post("insurer"), f"/tasks/{share.task.uid}/")
    (at,) = re.findall(r'href="(/books/breakdown/new/[^"]+)"', page)
    form = main_of(as_post("insurer"), at.replace("&amp;", "&"))
    assert f">{share.task.title}</textarea>" in form and f'value="{share.unit}"' in form
    assert re.search(r'<input[^>]*type="date" name="due_on"[^>]* required>', form)
    assert "/books/breakdown/new/" not in main_of(as_post("inspector"), f"/tasks/{share.task.uid}/")
