"""The township's desk by the keyboard: open, send back, answer, confirm, without leaving the page."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.site import Site

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]


def test_a_lead_is_sent_back_answered_again_and_confirmed_without_leaving_the_desk(
    site: Site, sign_in: SignIn
) -> None:
    clerk = sign_in("xiangzhen")
    clerk.get_by_role("link", name="确认台").click()
    waiting = clerk.locator(".desk tr[data-row]").count()
    assert waiting > 0
    name = clerk.locator("#opened h2").first.inner_text()
    clerk.keyboard.press("j")
    clerk.keyboard.press("k")
    clerk.keyboard.press("Enter")
    expect(clerk).to_have_url(re.compile(r"\?lead=[0-9a-f-]{36}$"))
    clerk.keyboard.press("t")
    expect(clerk.get_by_label("退回理由")).to_be_focused()
    clerk.keyboard.type("补充报销凭证")
    clerk.keyboard.press("Enter")
    expect(clerk.get_by_role("status")).to_contain_text(f"{name}已退回村里补充核实")
    expect(clerk).to_have_url(re.compile(r"/confirm-desk/"))
    expect(clerk.locator(".desk tr[data-row]")).to_have_count(waiting - 1)

    head = sign_in("xiangzhang")
    head.goto(f"{site.address}/confirm-desk/?step=answer")
    head.locator(".desk tr[data-row]").get_by_role("link", name=name).click()
    expect(head.locator("#opened")).to_contain_text("补充报销凭证")
    head.get_by_text("费用已报销或救助，负担不重", exact=True).click()
    head.get_by_role("button", name="反馈", exact=True).click()
    expect(head.get_by_role("status")).to_contain_text(f"{name}已反馈")
    expect(head).to_have_url(re.compile(r"/confirm-desk/\?step=answer"))

    clerk.goto(f"{site.address}/confirm-desk/")
    clerk.locator(".desk tr[data-row]").get_by_role("link", name=name).click()
    expect(clerk.locator("#opened h2").first).to_have_text(name)
    clerk.keyboard.press("c")
    expect(clerk.get_by_role("status")).to_contain_text(f"{name}已确认，结果已告知来源部门")
    expect(clerk).to_have_url(re.compile(r"/confirm-desk/"))


def test_on_a_phone_the_list_comes_first_and_the_opened_lead_leads_back_to_it(
    site: Site, sign_in: SignIn
) -> None:
    page = sign_in("xiangzhen", width=390)
    page.goto(f"{site.address}/confirm-desk/?step=answer")
    rows = page.locator(".desk tr[data-row]")
    expect(rows.first).to_be_visible()
    expect(page.locator("#opened")).to_be_hidden()
    rows.first.get_by_role("link").click()
    expect(page.locator("#opened")).to_be_visible()
    expect(rows.first).to_be_hidden()
    page.get_by_role("link", name="返回名单").click()
    expect(rows.first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name="返回名单")).to_be_visible()


def test_while_a_lead_is_on_its_way_the_step_shown_before_cannot_be_pressed(
    site: Site, sign_in: SignIn
) -> None:
    clerk = sign_in("xiangzhen")
    clerk.goto(f"{site.address}/confirm-desk/?step=answer")
    held: list[Route] = []
    clerk.route(re.compile(r"lead="), lambda route: held.append(route))
    row = clerk.locator(".desk tr[data-row]").first
    name = row.get_by_role("link").inner_text()
    row.get_by_role("link").click()
    expect(row).to_have_class("row-here")
    expect(clerk.locator("#opened")).to_have_attribute("inert", "")
    # The page is locked before its question is on the way.
    for _ in range(250):
        if not held:
            clerk.wait_for_timeout(20)
    held[0].continue_()
    expect(clerk.locator("#opened h2").first).to_have_text(name)
    expect(clerk.locator("#opened")).not_to_have_attribute("inert", "")
