"""A file for the register from drop to applied, and a change from a household's page; at a desk and on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.changes import book
from tests.support.site import Site

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]
HEADER = (
    "人编号",
    "户编号",
    "姓名",
    "证件\n号码",
    "与户主关系",
    "乡(镇)",
    "行政村",
    "户类型",
    "人均纯收入（元）",
)


def act(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_file_is_compared_proposed_approved_and_applied(
    site: Site, sign_in: SignIn, tmp_path: Path
) -> None:
    sheet = tmp_path / "名单.xlsx"
    rows = [
        ("P99990001", "H99990001", "新来人", "", "户主", "双岔河镇", "民主村", "一般农户", 5000),
        ("P99990002", "H99990002", "没处放", "", "户主", "双岔河镇", "没有的村", "一般农户", 5000),
    ]
    sheet.write_bytes(book(HEADER, rows, title="已脱贫人口名单"))
    page = sign_in("nongye")
    page.goto(f"{site.address}/register-imports/")
    page.locator("input[type=file]").set_input_files(sheet)
    act(page, "上传并对照")
    expect(page.get_by_text("请核对后提请")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("未读取的栏目：")).to_be_visible()
    page.get_by_role("link", name="1 读不了的行和格").click()
    expect(page.get_by_text("没有叫“没有的村”的村")).to_be_visible()
    page.get_by_label("依据").fill("省里导出的名单")
    act(page, "提请审批")
    expect(page.get_by_text("等另一位同事审批")).to_be_visible()
    other = sign_in("shenhe", width=390)
    other.goto(page.url)
    act(other, "批准")
    expect(other.get_by_text("登记完成")).to_be_visible(timeout=60_000)
    assert other.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_change_from_the_household_page_stands_there_until_it_is_decided(
    site: Site, sign_in: SignIn
) -> None:
    page = sign_in("xiangzhen")
    page.goto(f"{site.address}/households/")
    page.locator("tbody a").first.click()
    home = page.url
    page.get_by_role("link", name="提请更改").click()
    page.locator("main summary").first.click()
    page.locator("main details[open]").get_by_label("居住状态").select_option(label="整户外出")
    page.locator("main details[open]").get_by_label("依据").fill("电话核实")
    act(page, "提请更正")
    expect(page.get_by_text("已提请：更正人员信息")).to_be_visible()
    page.goto(home)
    expect(page.get_by_text("正在办理的变更：")).to_be_visible()
