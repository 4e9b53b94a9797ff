"""Signing in as people who have to change their password first, and a list of accounts as a real workbook."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Browser, Locator, Page, expect

from dixian.foundation.accounts.api import ACCOUNT_COLUMNS
from dixian.registry.households.api import PAIRING_COLUMNS
from tests.support.site import Site

OWN = "a-password-of-ones-own-7"
changed: set[tuple[str, str]] = set()
# The let-in code the security administrator was shown last.
told: list[str] = []


def arrive(page: Page, site: Site, username: str, password: str, *, code: str = "") -> None:
    """Sign in; whoever comes with a one-time password takes `OWN` instead."""
    known = (site.address, username)
    page.goto(f"{site.address}/sign-in/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(OWN if known in changed else password)
    page.get_by_label("动态口令").fill(code)
    page.get_by_role("button", name="登录").click()
    page.wait_for_load_state()
    if page.url.endswith("/password/"):
        page.get_by_label("原密码").fill(password)
        if page.get_by_label("放行码").count():
            page.get_by_label("放行码").fill(told[-1])
        page.get_by_label("新密码").fill(OWN)
        page.get_by_label("再输一次").fill(OWN)
        page.get_by_role("button", name="保存").click()
        page.wait_for_url(f"{site.address}/")
        changed.add(known)


def windows(browser: Browser, site: Site, complaints: list[str]) -> tuple[Callable[..., Page], list[Any]]:
    """Opens a window of its own for each person; the second value is what has to be closed."""
    opened: list[Any] = []

    def come_in(username: str, password: str = "", *, code: str = "") -> Page:
        context = browser.new_context(
            viewport={"width": 1440, "height": 900}, locale="zh-CN", accept_downloads=True
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        arrive(page, site, username, password or site.password(username), code=code)
        return page

    return come_in, opened


def write_list(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    """The bulk list as an office would fill it in."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([column.title for column in ACCOUNT_COLUMNS])
    for row in rows:
        sheet.append([row.get(column.code, "") for column in ACCOUNT_COLUMNS])
    book.save(path)
    return path


def rows_shown(page: Page) -> dict[str, str]:
    """User name -> one-time password, as the page shows them."""
    rows = page.locator("main tr[data-row]")
    cells = [rows.nth(i).locator("td").all_inner_texts() for i in range(rows.count())]
    return {username: password for username, _, _, password in cells}


def to_accounts(page: Page) -> None:
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="账号岗位").click()


def agree(come_in: Callable[..., Page], about: str) -> None:
    """The security administrator agrees to what waits."""
    security = come_in("anquan")
    security.get_by_role("link", name="提请审批").click()
    row = security.locator("tr[data-row]", has_text=about).first
    row.get_by_role("button", name="批准").click()
    expect(security.get_by_text("已批准：")).to_be_visible()
    told.extend(security.locator(".note code").all_inner_texts())


def open_list(come_in: Callable[..., Page], page: Page, path: Path) -> dict[str, str]:
    """Send the list, have it agreed to and opened in the background, fetch the passwords; returns them."""
    to_accounts(page)
    page.get_by_text("批量开通", exact=True).click()
    page.get_by_label("填好的开通表").set_input_files(path)
    page.get_by_label("依据").fill("各单位报来的名单")
    page.get_by_role("button", name="开通", exact=True).click()
    expect(page.get_by_text("等安全管理员批准")).to_be_visible()
    at = page.url
    agree(come_in, "批量开通")
    page.goto(at)
    fetch = page.get_by_role("button", name="下载一次性密码")
    expect(fetch).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        fetch.click()
    assert download.value.suggested_filename == "一次性密码.xlsx"
    book = openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    return {row[0]: row[3] for row in list(book.active.values)[1:]}


def pair(come_in: Callable[..., Page], username: str, folder: Path) -> None:
    """The bureau gives the helper the first two households of its list."""
    bureau = come_in("nongye")
    bureau.get_by_role("link", name="户档案", exact=True).click()
    cells = bureau.locator("main tr[data-row] td:nth-child(2)").all_inner_texts()[:2]
    book = openpyxl.Workbook()
    book.active.append([column.title for column in PAIRING_COLUMNS])
    for number in cells:
        book.active.append([username, number])
    path = folder / "结对.xlsx"
    book.save(path)
    bureau.get_by_role("link", name="结对名单").click()
    bureau.get_by_label("填好的名单").set_input_files(path)
    bureau.get_by_role("button", name="导入").click()
    expect(bureau.locator(".count-box", has_text="新结对户")).to_contain_text("2")
    bureau.get_by_role("button", name="确认导入").click()
    expect(bureau.get_by_text("新结对 2 户")).to_be_visible()


def households_of(page: Page) -> Locator:
    """The rows of their list."""
    page.get_by_role("link", name="户档案", exact=True).click()
    return page.locator("main tr[data-row]")
