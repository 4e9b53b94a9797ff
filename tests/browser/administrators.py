"""Signing in as people who have to change their password first, and a list of accounts as a real workbook."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Browser, Page

from dixian.foundation.accounts.api import ACCOUNT_COLUMNS
from tests.support.site import Site

OWN = "a-password-of-ones-own-7"
changed: set[tuple[str, str]] = set()


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
