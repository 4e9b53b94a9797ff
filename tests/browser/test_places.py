"""Areas, units and groups in a browser: a walk through the small forms, and every page for everybody who reads it."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.administrators import agree, windows
from tests.browser.test_accessible import violations
from tests.support.site import Site
from tests.support.walk import open_as

pytestmark = pytest.mark.browser
# The administrator's first day is another walk; here the bureau looks after areas itself.
GRANT = """
import django; django.setup()
from dixian.foundation.accounts.api import set_right, system_scope
from dixian.foundation.audit.api import writing
from dixian.foundation.kernel import clock
with system_scope("command:test"), writing():
    set_right(role="bureau_clerk", capability="manage_areas", granted=True, since=clock.today(), source="试验")
"""


@pytest.fixture(scope="module", autouse=True)
def bureau_manages(site: Site) -> None:
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "dixian.config.settings"}
    subprocess.run([sys.executable, "-c", GRANT], env=environment, check=True)


@pytest.fixture
def bureau(site: Site, browser: Browser) -> Iterator[Page]:
    complaints: list[str] = []
    page = open_as(browser, site, "nongye", width=1440, complaints=complaints)
    yield page
    page.context.close()
    assert complaints == []


def opened(page: Page, title: str) -> Locator:
    """One of the forms at the side, open."""
    form = page.locator("details.box.verb").filter(
        has=page.locator("summary", has_text=re.compile(f"^{title}$"))
    )
    form.locator("summary").click()
    return form


def sent(page: Page, form: Locator, **fields: str) -> None:
    """Fill in the fields by their labels and save."""
    for label, value in fields.items():
        form.get_by_label(label, exact=True).fill(value)
    form.get_by_role("button", name="保存").click()
    page.wait_for_load_state()


def test_a_street_without_anybody_is_found_given_a_handler_by_two_and_put_right(
    site: Site, browser: Browser, bureau: Page
) -> None:
    bureau.get_by_role("link", name="区划单位").click()
    bureau.get_by_role("link", name="13 个区划").click()
    expect(bureau.locator("tr[data-row]")).to_have_count(13)
    bureau.get_by_role("link", name="车站街道").click()
    sent(bureau, opened(bureau, "明确代管"), 代管单位="没有的单位", 依据="会议纪要")
    expect(bureau.get_by_role("alert")).to_contain_text("没有单位“没有的单位”")
    form = bureau.locator("details.box.verb[open]")
    expect(form.get_by_label("依据")).to_have_value("会议纪要")
    sent(bureau, form, 代管单位="绥棱镇")
    expect(bureau.get_by_text("已提请，由安全管理员批准后生效")).to_be_visible()
    expect(bureau.get_by_text("等安全管理员批准：")).to_be_visible()
    complaints: list[str] = []
    come_in, opened_windows = windows(browser, site, complaints)
    agree(come_in, "车站街道由绥棱镇代管")
    for window in opened_windows:
        window.close()
    assert complaints == []
    bureau.reload()
    expect(bureau.get_by_role("link", name="绥棱镇", exact=True).first).to_be_visible()
    bureau.locator("details.inline > summary").click()
    sent(bureau, bureau.locator("details.inline[open]"), 依据="县政府会议纪要〔2024〕8号")
    expect(bureau.get_by_role("cell", name="县政府会议纪要〔2024〕8号").first).to_be_visible()
    bureau.get_by_role("link", name="区划单位").click()
    expect(bureau.get_by_role("link", name="12 个区划")).to_be_visible()


def test_an_empty_post_is_found_and_filled(site: Site, bureau: Page) -> None:
    bureau.goto(f"{site.address}/settings/areas/units/")
    bureau.get_by_role("link", name=re.compile("^联络员")).click()
    bureau.get_by_label("查找单位").fill("教育局")
    bureau.get_by_role("button", name="查找").last.click()
    bureau.get_by_role("link", name="县教育局").click()
    form = opened(bureau, "登记负责人、联络员")
    form.get_by_label("身份").select_option("联络员")
    form.get_by_label("电话").fill("13845501234")
    sent(bureau, form, 姓名="李秀英")
    expect(bureau.get_by_role("cell", name="李秀英")).to_be_visible()
    expect(bureau.get_by_text("138****1234")).to_be_visible()
    bureau.locator("summary", has_text="李秀英的电话").click()
    bureau.get_by_placeholder("查看理由，会留痕").fill("联系督办")
    bureau.get_by_role("button", name="查看").click()
    expect(bureau.get_by_text("13845501234")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("role", ["nongye", "ducha"])
def test_the_pages_can_be_used_by_everybody(site: Site, browser: Browser, role: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN", bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site.address}/sign-in/")
    page.get_by_label("用户名").fill(role)
    page.get_by_label("密码").fill(site.password(role))
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{site.address}/")
    wrong = []
    for path, record in (("", "车站街道"), ("units/", "县教育局"), ("groups/", "各乡镇"), ("vacancies/", "")):
        page.goto(f"{site.address}/settings/areas/{path}")
        wrong += look(page)
        if record:
            page.get_by_role("link", name=record, exact=True).click()
            for summary in page.locator("details.verb > summary").all():
                summary.click()
            wrong += look(page)
    context.close()
    assert wrong == []


def look(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [
        f"{page.url} {one}" for one in [*violations(page), *(["is wider than the window"] if wide else [])]
    ]
