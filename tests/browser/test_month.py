"""A file dropped on a card goes into its field; dropped beside the cards it replaces nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.site import Site
from tests.support.walk import card_of

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]
DROP = """([selector, name]) => {
  const carried = new DataTransfer();
  carried.items.add(new File(["a,b"], name, { type: "text/csv" }));
  const place = document.querySelector(selector);
  for (const kind of ["dragover", "drop"]) {
    const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried });
    place.dispatchEvent(event);
    if (!event.defaultPrevented) throw new Error(`${kind} was left to the browser`);
  }
}"""


def test_a_file_dropped_on_a_card_is_the_one_that_is_sent(site: Site, sign_in: SignIn) -> None:
    page = sign_in("yibao")
    page.goto(f"{site.address}/submissions/?month=2026-01")
    page.evaluate(DROP, [".page-head", "掉在外面.csv"])
    card = card_of(page)
    expect(card.locator(".file-field")).to_contain_text("没有选择文件")
    page.evaluate(DROP, [".kind:last-of-type h2", "一月.csv"])
    expect(card.locator(".file-field")).to_contain_text("一月.csv")
    expect(card.get_by_role("button", name="上传并预览")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("一月.csv", timeout=30_000)


PASTE = """([cell, text]) => {
  const carried = new DataTransfer();
  carried.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""


@pytest.mark.parametrize("width", [1440, 390])
def test_rows_copied_from_a_spreadsheet_spread_over_the_cells_under_their_heads(
    site: Site, sign_in: SignIn, width: int
) -> None:
    page = sign_in("yibao", width=width)
    # Of January a file may still be being read.
    page.goto(f"{site.address}/submissions/?month=2026-02")
    card_of(page).get_by_role("link", name="直接填几行").click()
    first = page.get_by_label("第1行姓名")
    page.evaluate(PASTE, [first.element_handle(), "张三\t231226197001010000\n李四\t231226197001010001\n"])
    for label, value in (
        ("第1行姓名", "张三"),
        ("第2行姓名", "李四"),
        ("第2行身份证号", "231226197001010001"),
    ):
        field = page.get_by_label(label, exact=True)
        expect(field).to_have_value(value)
        assert field.evaluate("one => one.scrollWidth <= one.clientWidth"), f"{label} is cut off"
    if width == 1440:
        head, cell = page.get_by_role("columnheader", name="身份证号").bounding_box(), field.bounding_box()
        assert head is not None and cell is not None
        assert head["x"] <= cell["x"] and cell["x"] + cell["width"] <= head["x"] + head["width"] + 1
