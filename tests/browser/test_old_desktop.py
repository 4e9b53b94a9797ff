"""An old desktop (Chromium 86, as in the 360 browser): sign in, 待办, a list, a household, a form; nothing lost."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.support.old_browser import computed, launch, press, write
from tests.support.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def desktop(playwright: Playwright) -> Iterator[Page]:
    """A window of the old browser; what its console says of errors fails the test."""
    complaints: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright, Path(folder))
        page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        yield page
        browser.close()
    assert complaints == []


def test_an_old_desktop_shows_and_does_what_others_do(site: Site, desktop: Page) -> None:
    sign_in(desktop, site)
    the_frame_stands(desktop)
    the_keyboard_leads_to_a_household(desktop, site)
    a_number_is_shown_for_a_reason(desktop)
    help_opens_and_a_form_is_sent(desktop)


def sign_in(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/sign-in/")
    write(page, "#username", "nongye")
    write(page, "#password", site.password("nongye"))
    assert computed(page, "button.btn-primary", "backgroundColor", "color") == [
        "rgb(29, 95, 174)",
        "rgb(255, 255, 255)",
    ]
    press(page, "button", "登录")
    page.wait_for_url(f"{site.address}/")


def the_frame_stands(page: Page) -> None:
    assert computed(page, ".frame", "display") == ["flex"]
    assert computed(page, ".side", "width", "backgroundColor") == ["200px", "rgb(23, 50, 79)"]
    assert computed(page, ".box", "backgroundColor", "borderTopColor", "borderRadius") == [
        "rgb(255, 255, 255)",
        "rgb(221, 227, 234)",
        "4px",
    ]
    assert computed(page, "main td .btn-primary", "backgroundColor") == ["rgb(29, 95, 174)"]
    assert computed(page, ".top .btn", "display", "borderTopWidth") == ["flex", "1px"]
    assert computed(page, "main a.chip:not([aria-current])", "color", "borderRadius") == [
        "rgb(42, 54, 66)",
        "14px",
    ]
    page.keyboard.press("Tab")
    assert computed(page, ":focus", "outlineStyle", "outlineWidth") == ["solid", "3px"]


def the_keyboard_leads_to_a_household(page: Page, site: Site) -> None:
    press(page, ".side a", "户档案")
    page.wait_for_url("**/households/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert computed(page, "tr:nth-child(2)", "backgroundColor") == ["rgb(234, 242, 251)"]
    assert computed(page, "thead th", "position") == ["sticky"]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/households/[0-9a-f-]{36}/"))
    assert computed(page, ".two", "display") == ["grid"]
    assert computed(page, ".facts", "display") == ["grid"]
    assert computed(page, ".timeline li", "borderLeftStyle") == ["solid"]
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def a_number_is_shown_for_a_reason(page: Page) -> None:
    press(page, "main button", "查看号码")
    write(page, "main td input[name=reason]", "入户核对证件")
    press(page, "main td form button")
    page.wait_for_function("() => /[0-9]{17}[0-9X]/.test(document.querySelector('main').textContent)")


def help_opens_and_a_form_is_sent(page: Page) -> None:
    press(page, "[data-open-help]")
    assert computed(page, "#help", "display") == ["block"]
    press(page, "#help button", "知道了")
    press(page, ".top .look button", "大字版")
    page.wait_for_function("() => document.querySelector('html.large')")
    assert computed(page, "html", "fontSize") == ["18px"]
