"""The administrators' days: accounts from a list, hand-over, forgotten passwords, rights, and whom nobody lets in alone."""

import re
from base64 import b32decode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django_otp.oath import totp
from playwright.sync_api import Browser, Page, expect

from dixian.foundation.kernel import clock
from tests.browser.administrators import (
    OWN,
    agree,
    households_of,
    open_list,
    pair,
    rows_shown,
    to_accounts,
    windows,
    write_list,
)
from tests.support.site import Site

pytestmark = pytest.mark.browser
ComeIn = Callable[..., Page]


@pytest.fixture
def come_in(site: Site, browser: Browser) -> Iterator[ComeIn]:
    """Sign in as anybody, with a one-time password too; a script error fails the test."""
    complaints: list[str] = []
    opener, opened = windows(browser, site, complaints)
    yield opener
    for context in opened:
        context.close()
    assert complaints == []


def find(page: Page, text: str, name: str) -> None:
    """Open a person's page through the search."""
    to_accounts(page)
    page.get_by_label("按姓名、用户名、单位查找").fill(text)
    page.get_by_role("button", name="查找").click()
    page.locator("main tbody").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def press(page: Page, name: str) -> str:
    """Press a button that asks first. Returns what it asked."""
    asked: list[str] = []

    def agree(dialog: object) -> None:
        asked.append(dialog.message)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.once("dialog", agree)
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()
    return asked[0]


def account(username: str, name: str, role: str = "帮扶责任人", unit: str = "县民政局") -> dict[str, str]:
    return {
        "username": username,
        "name": name,
        "unit": unit,
        "role": role,
        "valid_from": clock.today().isoformat(),
    }


def test_the_system_administrators_day(come_in: ComeIn, tmp_path: Path) -> None:
    page = come_in("xitong")
    rows = [
        account("gaoyi", "高一"),
        account("gaoer", "高二"),
        account("gaosan", "高三", unit="没有的局"),
        account("gaosi", "高四", role="县局审核", unit="县农业农村局"),
    ]
    passwords = open_list(come_in, page, write_list(tmp_path / "开通.xlsx", rows))
    assert set(passwords) == {"gaoyi", "gaoer"}
    problems = page.get_by_role("alert")
    expect(problems).to_contain_text("没有单位“没有的局”")
    expect(problems).to_contain_text("县局审核是重要岗位")

    pair(come_in, "gaoyi", tmp_path)
    expect(households_of(come_in("gaoyi", passwords["gaoyi"]))).to_have_count(2)

    find(page, "民政", "高一")
    page.get_by_text("增设岗位", exact=True).click()
    form = page.locator("form", has=page.get_by_role("button", name="设岗"))
    form.get_by_label("角色").select_option("部门经办")
    form.get_by_label("单位").select_option(label="县民政局")
    form.get_by_label("依据").fill("任命文件")
    form.get_by_role("button", name="设岗").click()
    expect(page.get_by_role("status")).to_contain_text("已提请，批准后才生效")
    agree(come_in, "高一任县民政局·部门经办")

    find(page, "gaoyi", "高一")
    helper = page.locator(".box", has=page.get_by_role("heading", name="县民政局·帮扶责任人"))
    helper.get_by_text("结束或移交", exact=True).click()
    helper.get_by_label("接手的人").select_option(label="高二（帮扶责任人）")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    helper.get_by_role("button", name="结束岗位").click()
    expect(page.get_by_text("移交给高二")).to_be_visible()
    assert "结束高一的岗位“县民政局·帮扶责任人”" in asked[0]
    expect(households_of(come_in("gaoer", passwords["gaoer"]))).to_have_count(2)

    find(page, "gaoyi", "高一")
    page.get_by_label("重置密码的依据").fill("本人申请")
    page.get_by_role("button", name="提请重置密码").click()
    agree(come_in, "高一（gaoyi）重置密码")
    find(page, "gaoyi", "高一")
    assert "只显示这一次" in press(page, "领取一次性密码")
    again = rows_shown(page)["gaoyi"]
    assert again != passwords["gaoyi"]
    expect(
        come_in_anew(come_in, "gaoyi", again).get_by_role("link", name="县民政局·部门经办")
    ).to_be_visible()


def come_in_anew(come_in: ComeIn, username: str, password: str) -> Page:
    """With a second one-time password."""
    from tests.browser.administrators import changed

    changed.difference_update({known for known in changed if known[1] == username})
    return come_in(username, password)


def test_the_security_administrators_day(come_in: ComeIn) -> None:
    page = come_in("anquan")
    page.get_by_role("link", name="角色权限", exact=True).click()
    propose(page, "系统管理员", "查看户档案")
    expect(page.get_by_text("管理员不看农户，不办业务")).to_be_visible()
    page.go_back()
    propose(page, "网格员", "导出")
    expect(page.get_by_text("待县局审核批准后生效")).to_be_visible()
    row = page.locator("tr[data-row]", has_text="网格员增加“导出”")
    expect(row.get_by_role("button", name="批准")).to_have_count(0)

    head = come_in("juzhang")
    head.get_by_role("link", name="提请审批").click()
    row = head.locator("tr[data-row]", has_text="网格员增加“导出”")
    row.get_by_role("button", name="批准").click()
    expect(head.get_by_text("已批准：")).to_be_visible()
    page.get_by_role("link", name="角色权限", exact=True).click()
    held = page.locator("tr", has=page.get_by_role("cell", name="网格员", exact=True))
    expect(held.get_by_text("导出")).to_be_visible()


def propose(page: Page, role: str, right: str) -> None:
    page.get_by_label("角色").select_option(label=role)
    page.get_by_label("权限").select_option(label=right)
    page.get_by_label("依据").fill("县领导小组会议纪要")
    page.get_by_role("button", name="提请").click()


def test_an_approver_comes_in_only_when_two_administrators_agree(come_in: ComeIn) -> None:
    system = come_in("xitong")
    to_accounts(system)
    system.get_by_role("link", name="开通一个账号").click()
    system.get_by_label("用户名").fill("xinshenhe")
    system.get_by_label("姓名").fill("新审核")
    system.get_by_label("角色").select_option("县局审核")
    system.get_by_label("单位").select_option(label="县农业农村局")
    system.get_by_label("依据").fill("任命文件")
    system.get_by_role("button", name="开通").click()
    expect(system.get_by_role("status")).to_contain_text("已提请，批准后才生效")

    agree(come_in, "新审核任")

    find(system, "xinshenhe", "新审核")
    assert "只显示这一次" in press(system, "领取一次性密码")
    approver = come_in("xinshenhe", rows_shown(system)["xinshenhe"])
    expect(approver.get_by_role("link", name="县农业农村局·县局审核")).to_be_visible()
    find(system, "xinshenhe", "新审核")
    expect(system.get_by_role("button", name="提请重置密码")).to_be_visible()


def test_codes_from_a_phone_are_set_up_asked_for_and_removed_when_it_is_lost(
    come_in: ComeIn, tmp_path: Path, site: Site
) -> None:
    system = come_in("xitong")
    password = open_list(come_in, system, write_list(tmp_path / "开通.xlsx", [account("koulin", "口令")]))[
        "koulin"
    ]
    page = come_in("koulin", password)
    page.goto(f"{site.address}/codes/")
    page.get_by_label("登录密码").fill(OWN)
    page.get_by_role("button", name="开始设置").click()
    secret = b32decode(page.locator("code").inner_text())
    page.get_by_label("6 位口令").fill(f"{totp(secret):06}")
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_text("动态口令已启用")).to_be_visible()

    without = come_in("koulin", password)
    expect(without.get_by_role("alert")).to_contain_text("动态口令不对")
    # A wrong try makes the device wait a second; the code just used counts no more, the next one does.
    without.wait_for_timeout(1_500)
    inside = come_in("koulin", password, code=f"{totp(secret, drift=1):06}")
    expect(inside.get_by_role("link", name=re.compile("县民政局"))).to_be_visible()

    find(system, "koulin", "口令")
    system.get_by_label("移除动态口令的依据").fill("手机丢失")
    system.get_by_role("button", name="提请移除动态口令").click()
    agree(come_in, "口令（koulin）移除动态口令")
    find(system, "koulin", "口令")
    expect(system.get_by_text("移除动态口令（安全管理员）")).to_be_visible()
    expect(come_in("koulin", password).get_by_role("link", name=re.compile("县民政局"))).to_be_visible()
