"""What a phone and a wide screen each need: a head that stays, one line on top, the answer within reach."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import FileChooser, Locator, Page, expect

from tests.support.site import Site

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]


def box(place: Locator) -> dict[str, float]:
    found = place.bounding_box()
    assert found is not None
    return dict(found)


def test_the_head_of_a_long_list_stays_while_it_scrolls(site: Site, sign_in: SignIn) -> None:
    page = sign_in("nongye")
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site.address}/households/")
    head = page.get_by_role("columnheader", name="户主")
    assert box(head)["y"] > 50
    page.mouse.move(700, 600)
    page.mouse.wheel(0, 900)
    page.wait_for_function("() => window.scrollY > 500")
    assert box(head)["y"] == 0
    expect(head).to_be_in_viewport()
    for _ in range(12):
        page.keyboard.press("j")
    for _ in range(8):
        page.keyboard.press("k")
    assert box(page.locator("tr.row-here"))["y"] >= box(head)["height"] - 1


def test_the_menu_stays_and_its_column_reaches_the_bottom(site: Site, sign_in: SignIn) -> None:
    page = sign_in("nongye")
    page.goto(f"{site.address}/households/")
    page.evaluate("() => window.scrollTo(0, 900)")
    page.wait_for_function("() => window.scrollY > 500")
    column, menu = box(page.locator(".side")), box(page.locator(".side .stays"))
    assert menu["y"] == 0
    assert column["y"] + column["height"] >= 900
    expect(page.get_by_role("link", name="底线")).to_be_in_viewport()


@pytest.mark.parametrize("where", ["/settings/parameters/", "/results/", "/push-sheets/", "/leads/"])
def test_days_and_verbs_are_never_broken_into_two_lines(site: Site, sign_in: SignIn, where: str) -> None:
    page = sign_in("nongye", width=800)
    page.goto(f"{site.address}{where}")
    whole = page.locator("td span.nowrap, td.act a, td .btn")
    assert whole.count() > 0
    broken = "all => all.filter(one => one.getClientRects().length > 1).map(one => one.textContent)"
    assert whole.evaluate_all(broken) == []


def test_on_a_phone_the_top_is_one_line_and_what_is_mine_is_below(sign_in: SignIn) -> None:
    page = sign_in("cun", width=390)
    assert box(page.locator("header.top"))["height"] < 64
    page.locator(".bottom summary").click()
    expect(page.get_by_role("link", name=re.compile("村干部"))).to_be_visible()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_label("用户名")).to_be_visible()


def test_on_a_phone_no_column_of_the_loop_is_out_of_sight(site: Site, sign_in: SignIn) -> None:
    page = sign_in("nongye", width=390)
    page.goto(f"{site.address}/loop/")
    frame = page.locator(".scroll").last
    assert frame.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert frame.locator("td.num:not(.none)").count() > 0


def test_on_a_phone_a_reason_and_the_button_are_on_one_screen(site: Site, sign_in: SignIn) -> None:
    page = sign_in("xiangzhen", width=390)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site.address}/leads/?state=released")
    page.locator("tr[data-row] a").first.click()
    expect(page.get_by_text("费用已报销或救助，负担不重")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="反馈", exact=True)).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("情况说明")).to_be_hidden()
    page.get_by_text("补充说明").click()
    expect(page.get_by_label("情况说明")).to_be_visible()


def test_a_file_is_chosen_in_our_words_and_by_the_keyboard(
    site: Site, sign_in: SignIn, tmp_path: Path
) -> None:
    page = sign_in("nongye")
    asked: list[FileChooser] = []
    page.on("filechooser", lambda chooser: asked.append(chooser))
    page.goto(f"{site.address}/settings/parameters/days/")
    field = page.get_by_label("Excel 文件")
    shown = page.locator(".file-field")
    expect(shown).to_contain_text("没有选择文件")
    field.focus()
    page.keyboard.press("Space")
    for _ in range(50):
        if asked:
            break
        page.wait_for_timeout(100)
    chosen = tmp_path / "放假安排.xlsx"
    chosen.write_bytes(b"")
    asked[0].set_files(chosen)
    expect(shown).to_contain_text("放假安排.xlsx")
    assert shown.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


@pytest.mark.parametrize("width", [1440, 390])
def test_a_row_stands_beside_people_who_can_all_be_chosen(site: Site, sign_in: SignIn, width: int) -> None:
    page = sign_in("nongye", width=width)
    page.goto(f"{site.address}/rows/?bin=stranger")
    page.locator("tr[data-row] a.btn").first.click()
    page.get_by_label("找人").fill("王")
    page.get_by_role("button", name="找", exact=True).click()
    frame = page.locator(".scroll").last
    expect(frame.locator("tr[data-row]").nth(3)).to_be_visible()
    assert frame.evaluate("one => one.scrollWidth <= one.clientWidth")
    for row in frame.locator("tr[data-row]").all()[:4]:
        button = box(row.get_by_role("button", name="是此人"))
        assert button["x"] + button["width"] <= width
        assert box(row.get_by_label("依据"))["width"] >= 150
        assert box(row.locator('td[data-label="户主、家人、住处"]'))["width"] >= 80


def test_a_button_about_what_is_chosen_says_when_nothing_is(site: Site, sign_in: SignIn) -> None:
    page = sign_in("nongye")
    page.goto(f"{site.address}/push-desk/")
    button = page.locator("button[data-needs-choice]")
    expect(button).to_be_disabled()
    expect(button).to_have_text("请先勾选")
    page.locator("input[data-choose]").first.check()
    expect(button).to_be_enabled()
    expect(button).to_have_text("推送选中的 1 条")
    page.locator("input[data-choose]").first.uncheck()
    expect(button).to_have_text("请先勾选")


def test_the_tools_of_a_list_stand_side_by_side_at_the_end_of_its_title_line(
    site: Site, sign_in: SignIn
) -> None:
    page = sign_in("nongye")
    page.goto(f"{site.address}/leads/")
    tools = [box(one) for one in page.locator(".list-tools > details").all()]
    assert len(tools) == 3
    for left, right in pairwise(tools):
        assert left["y"] == right["y"]
        assert 0 < right["x"] - left["x"] - left["width"] < 12
    heading = box(page.locator(".page-head"))
    assert abs(heading["x"] + heading["width"] - tools[-1]["x"] - tools[-1]["width"]) < 2
