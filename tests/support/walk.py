"""The steps of the main job in a browser, for walks and for screenshots."""

import re
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from tests.support.site import Site

# (address, user name) -> what the browser keeps of who has signed in there; signing in proves a password each time.
SIGNED_IN: dict[tuple[str, str], Any] = {}


def open_as(browser: Browser, site: Site, username: str, *, width: int, complaints: list[str]) -> Page:
    """A window of somebody's own, signed in.

    Args:
        complaints: what the browser's console says of errors is added here.
    """
    known = (site.address, username)
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="zh-CN", storage_state=SIGNED_IN.get(known)
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda said: complaints.append(f"{page.url}: {said.text}") if _is_trouble(said) else None,
    )
    page.goto(f"{site.address}/")
    if "/sign-in/" in page.url:
        _sign_in(page, site, username)
        SIGNED_IN[known] = context.storage_state()
    return page


def _sign_in(page: Page, site: Site, username: str) -> None:
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(site.password(username))
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{site.address}/")


def _is_trouble(said: ConsoleMessage) -> bool:
    # A refusal in words comes as 409; the browser notes it as an error of its own.
    return said.type == "error" and "status of 409" not in said.text


def to_upload(page: Page) -> None:
    """To the upload page of the month; before its window opens there is no duty that would lead there."""
    page.get_by_role("link", name="数据报送").click()


def on_first_row(page: Page, verb: str) -> None:
    """The button of the first row of 待办 with this verb; the chips above name kinds of work too."""
    page.locator("tr[data-row]").get_by_role("link", name=re.compile(f"^{verb}")).first.click()


def card_of(page: Page, kind: str = "个人自付医疗费用") -> Locator:
    """The card of a kind among those of the month."""
    return page.get_by_role("region", name=kind)


def upload(page: Page, site: Site) -> None:
    card_of(page).get_by_label("Excel 文件").set_input_files(site.file())
    card_of(page).get_by_role("button", name="上传并预览").click()
    expect(page.get_by_text("请核对后提交")).to_be_visible(timeout=30_000)


def commit(page: Page) -> None:
    page.get_by_role("button", name=re.compile(r"^提交 \d+ 行$")).click()
    expect(page.get_by_text("已提交，正在与户档案比对")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(r"^[1-9]\d* 已预警"))).to_be_visible(timeout=60_000)


def release_all(page: Page) -> None:
    page.get_by_role("link", name="推送台").click()
    page.get_by_label("全选").check()
    page.get_by_role("button", name=re.compile("推送选中的")).click()
    expect(page.get_by_text("已推送：推送单")).to_be_visible()


def answer_all(page: Page) -> None:
    """On a phone, three taps a lead: open it, a reason, 反馈; the next one opens by itself."""
    on_first_row(page, "核实")
    answered = 0
    while page.get_by_role("button", name="反馈", exact=True).count():
        page.get_by_text("费用已报销或救助，负担不重").click()
        page.get_by_role("button", name="反馈", exact=True).click()
        expect(page.get_by_text("已反馈，等待乡镇确认")).to_be_visible()
        answered += 1
    assert answered > 0


def confirm_all(page: Page) -> None:
    """What came after the village's answer is ticked along; it may even come while the page stands open."""
    on_first_row(page, "确认")
    while page.get_by_role("button", name=re.compile("^确认")).count():
        for box in page.locator("input[name=covers]").all():
            box.check()
        page.get_by_role("button", name=re.compile("^确认")).click()
        back = page.get_by_role("link", name="返回上一页")
        expect(page.get_by_text("已确认，结果已告知来源部门").or_(back).first).to_be_visible()
        if back.count():
            back.click()


def see_results(page: Page) -> None:
    page.get_by_role("link", name="核实结果", exact=True).click()
    page.get_by_role("link", name="看每一条").first.click()
    expect(page.get_by_role("cell", name="无返贫致贫风险").first).to_be_visible()
    page.get_by_role("button", name="已查看").click()
    expect(page.get_by_text("已登记查看")).to_be_visible()
