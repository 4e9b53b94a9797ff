"""Rows of a spreadsheet pasted into the grid: each in its cells, and what found no place is said."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.site import Site

pytestmark = pytest.mark.browser
PASTE = """([cell, text]) => {
  const held = new DataTransfer();
  held.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def page(site: Site, sign_in: Callable[..., Page]) -> Page:
    """The grid of the insurer's kind, as it opens."""
    opened = sign_in("yibao")
    opened.goto(f"{site.address}/submissions/")
    opened.goto(site.address + str(opened.locator("a[href*='/rows/']").first.get_attribute("href")))
    return opened


def cell(page: Page, line: int, title: str) -> Locator:
    return page.get_by_label(f"第{line}行{title}", exact=True)


def paste(page: Page, text: str, *, line: int = 1, title: str = "姓名") -> None:
    page.evaluate(PASTE, [cell(page, line, title).element_handle(), text])


def said(page: Page) -> Locator:
    return page.locator("[data-pasted]")


def lines(count: int) -> str:
    return "".join(f"甲{at}\t号码{at}\r\n" for at in range(1, count + 1))


def test_the_grid_grows_with_the_rows_that_are_pasted(page: Page) -> None:
    paste(page, lines(35))
    expect(cell(page, 35, "身份证号")).to_have_value("号码35")
    expect(cell(page, 35, "姓名")).to_have_attribute("name", "cell-34-name")
    expect(page.get_by_text("第 35 行")).to_be_visible()
    expect(said(page)).to_be_hidden()


def test_rows_and_columns_that_find_no_place_are_counted(page: Page) -> None:
    paste(page, lines(205), line=2)
    expect(page.locator("table[data-grid] tbody tr")).to_have_count(200)
    expect(said(page)).to_have_text("有 6 行放不下，请改用文件上传。")
    paste(page, "甲\t多一\t\n乙\t多二\t", title="备注")
    expect(said(page)).to_have_text("有 1 列共 2 格放不下，请核对。")


def test_a_cell_with_a_line_break_inside_stays_one_cell(page: Page) -> None:
    paste(page, '"王\n真芳"\t号码1\n"李""四"""\t号码2\n"没有收尾\t号码3\n')
    for line, name in enumerate(("王真芳", '李"四"', '"没有收尾'), start=1):
        expect(cell(page, line, "姓名")).to_have_value(name)
        expect(cell(page, line, "身份证号")).to_have_value(f"号码{line}")
    expect(cell(page, 4, "姓名")).to_have_value("")


def test_a_header_that_is_pasted_along_is_left_out(page: Page) -> None:
    paste(page, "参保人姓名\t身份证号码（必填）\n王真芳\t号码1\n")
    expect(cell(page, 1, "姓名")).to_have_value("王真芳")
    expect(said(page)).to_have_text("第一行是表头，没有填入：参保人姓名、身份证号码（必填）。")


def test_a_header_in_another_order_says_where_its_columns_belong(page: Page) -> None:
    paste(page, "序号\t身份证号\t姓名\n1\t号码1\t王真芳\n")
    expect(cell(page, 1, "姓名")).to_have_value("王真芳")
    expect(cell(page, 1, "身份证号")).to_have_value("号码1")
    expect(said(page)).to_contain_text("有 1 列（序号）共 1 格放不下，请核对")
