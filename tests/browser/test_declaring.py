"""A farmer says on a telephone what is wrong, the township finds the household, and the farmer sees how far it is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.support.photos import photo
from tests.support.site import Site

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]


def test_a_farmer_declares_the_township_joins_and_the_query_tells_how_far(
    site: Site, browser: Browser, sign_in: SignIn
) -> None:
    clerk = sign_in("xiangzhen")
    clerk.goto(f"{site.address}/households/")
    # The public page of the demo's own village is open already.
    home = clerk.locator("tbody tr").filter(has_not_text="富民村").first
    head, village = (
        home.get_by_role("link").first.inner_text(),
        home.locator("td[data-label=村]").inner_text(),
    )
    address = _opened(clerk, site, village)
    # Without scripts, as an old telephone may be.
    telephone = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    farmer = telephone.new_page()
    farmer.goto(f"{site.address}{address}")
    code = _declared(farmer, head)
    expect(farmer.locator("body")).to_have_js_property("scrollWidth", 390)
    _joined(clerk, site, head)
    farmer.goto(f"{site.address}/d/")
    farmer.get_by_label("查询码").fill(code)
    farmer.get_by_label("后四位").fill("0301")
    farmer.get_by_role("button", name="查", exact=True).click()
    expect(farmer.get_by_text("已安排核实")).to_be_visible()
    assert telephone.cookies() == []
    telephone.close()


def _opened(clerk: Page, site: Site, village: str) -> str:
    """The public address of the village, as it is sent into the village's group."""
    clerk.goto(f"{site.address}/entrances/")
    row = clerk.locator("tr[data-row]").filter(has=clerk.get_by_role("cell", name=village, exact=True))
    row.locator("summary").click()
    row.get_by_label("印在海报上的村里电话").fill("04554622001")
    row.get_by_role("button", name="开通").click()
    return row.get_by_role("link", name="申报页面").get_attribute("href") or ""


def _declared(farmer: Page, head: str) -> str:
    """What is wrong, with a photo; the code."""
    house: FilePayload = {"name": "房子.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    farmer.get_by_label("本人或家里人").check()
    farmer.get_by_label("2. 谁家有困难").fill(head)
    farmer.get_by_label("3. 住在哪个屯").fill("村东头")
    farmer.get_by_label("4. 电话").fill("13800000301")
    farmer.get_by_label("房子漏雨").check()
    farmer.get_by_label("7. 照片").set_input_files([house])
    farmer.get_by_role("button", name="交上去").click()
    return farmer.locator(".code").inner_text()


def _joined(clerk: Page, site: Site, head: str) -> None:
    clerk.goto(f"{site.address}/declarations/")
    clerk.locator("tbody").get_by_role("link", name=head).first.click()
    expect(clerk.get_by_alt_text("申报的照片 1")).to_be_visible()
    clerk.locator("input[name=household]").first.check()
    clerk.get_by_role("button", name="就是这户").click()
    expect(clerk.get_by_role("link", name="看线索")).to_be_visible()
