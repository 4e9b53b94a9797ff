"""What was typed survives a reload, a lost session and a refusal, and goes once it has been sent."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.site import Site

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]
RESTORED = "已恢复未提交的内容"
SOURCE = "县农业农村局会议纪要〔2026〕3号"


@pytest.fixture
def page(site: Site, sign_in: SignIn) -> Page:
    """A form that is always there: another limit is proposed."""
    opened = sign_in("nongye")
    opened.goto(f"{site.address}/settings/parameters/limit.answer/")
    return opened


def source(page: Page) -> Locator:
    return page.get_by_label("依据")


def kept(page: Page) -> str:
    text: str = page.evaluate("JSON.stringify(sessionStorage)")
    return text


def test_a_reload_brings_back_what_was_typed_until_it_is_cleared(page: Page) -> None:
    source(page).fill(SOURCE)
    page.reload()
    expect(source(page)).to_have_value(SOURCE)
    expect(page.get_by_role("status").filter(has_text=RESTORED)).to_be_visible()
    page.get_by_role("button", name="清除").click()
    expect(source(page)).to_have_value("")
    page.reload()
    expect(source(page)).to_have_value("")
    expect(page.get_by_text(RESTORED)).to_have_count(0)


def test_a_lost_session_leads_back_to_the_form_as_it_was(site: Site, page: Page) -> None:
    source(page).fill(SOURCE)
    page.get_by_label("起").first.fill("2027-01-01")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="提请").click()
    page.get_by_label("用户名").fill("nongye")
    page.get_by_label("密码").fill(site.password("nongye"))
    page.get_by_role("button", name="登录").click()
    expect(source(page)).to_have_value(SOURCE)
    expect(page.get_by_label("起").first).to_have_value("2027-01-01")


def test_a_refusal_keeps_it_and_a_success_does_not(site: Site, page: Page) -> None:
    source(page).fill(SOURCE)
    page.get_by_label("值").first.fill("9000天")
    page.get_by_label("起").first.fill("2027-01-01")
    page.get_by_role("button", name="提请").click()
    expect(page.locator("[data-trouble]")).to_be_visible()
    page.goto(f"{site.address}/settings/parameters/limit.answer/")
    expect(source(page)).to_have_value(SOURCE)
    page.get_by_label("值").first.fill("9天")
    page.get_by_role("button", name="提请").click()
    expect(page.get_by_text("待另一位同事审批").first).to_be_visible()
    assert SOURCE not in kept(page)


def test_numbers_of_people_and_somebody_elses_typing_are_not_kept(site: Site, page: Page) -> None:
    source(page).fill("231226196502249709 反映")
    assert "231226196502249709" not in kept(page)
    source(page).fill(SOURCE)
    assert SOURCE in kept(page)
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_label("用户名")).to_be_visible()
    assert SOURCE not in kept(page)
