"""A file dropped on a card goes into its field; dropped beside the cards it replaces nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.site import Site

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
    expect(page.locator(".file-field")).to_contain_text("没有选择文件")
    page.evaluate(DROP, [".kind h2", "一月.csv"])
    expect(page.locator(".file-field")).to_contain_text("一月.csv")
    expect(page.get_by_role("button", name="上传并预览")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("一月.csv", timeout=30_000)
