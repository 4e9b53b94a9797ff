"""Further walks: bad files, looking somebody up, a parameter through four eyes, a phone without three clicks too many."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.site import Site
from tests.support.walk import card_of

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]


def test_a_file_that_is_no_workbook_is_refused_with_what_to_do(
    site: Site, sign_in: SignIn, tmp_path: Path
) -> None:
    wrong = tmp_path / "会议通知.xlsx"
    wrong.write_text("各单位：请于本月十五日前报送。", encoding="utf8")
    page = sign_in("yibao")
    page.goto(f"{site.address}/submissions/?month=2026-01")
    card_of(page).get_by_label("Excel 文件").set_input_files(wrong)
    card_of(page).get_by_role("button", name="上传并预览").click()
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("会议通知.xlsx", timeout=30_000)
    expect(refused).to_contain_text("没有写入任何数据")
    refused.get_by_role("link", name="重新上传").click()
    expect(card_of(page).get_by_label("Excel 文件")).to_be_visible()


def test_the_same_file_again_is_refused_and_names_the_first(site: Site, sign_in: SignIn) -> None:
    page = sign_in("yibao")
    page.goto(f"{site.address}/submissions/?month=2026-02")
    card_of(page).get_by_label("Excel 文件").set_input_files(site.file(1))
    with page.expect_response(lambda answer: answer.status == 409):
        card_of(page).get_by_role("button", name="上传并预览").click()
    expect(page.get_by_text("内容完全相同")).to_be_visible()


def test_somebody_is_found_and_a_number_shown_for_a_reason_that_is_kept(site: Site, sign_in: SignIn) -> None:
    page = sign_in("xiangzhen")
    page.get_by_label("查找户和人").fill("王")
    page.get_by_role("button", name="查找").click()
    page.locator("main tbody a").first.click()
    expect(page.get_by_text(re.compile(r"\d{6}\*{8}")).first).to_be_visible()
    page.get_by_role("button", name=re.compile("^查看号码")).first.click()
    page.get_by_label("查看理由").fill("入户核对证件")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.get_by_text(re.compile(r"\d{17}[\dX]")).first).to_be_visible()
    inspector = sign_in("ducha")
    inspector.goto(f"{site.address}/logs/reads/")
    # The worker brings notes from the spool to the table every minute.
    for _ in range(45):
        if inspector.get_by_text("入户核对证件").count():
            break
        inspector.wait_for_timeout(2_000)
        inspector.reload()
    expect(inspector.get_by_text("入户核对证件").first).to_be_visible()


def test_a_limit_changes_after_another_person_agrees(site: Site, sign_in: SignIn) -> None:
    clerk = sign_in("nongye")
    clerk.goto(f"{site.address}/settings/parameters/limit.confirm/")
    clerk.get_by_label(re.compile("新值|值")).first.fill("4天")
    clerk.get_by_label(re.compile("起")).first.fill("2027-01-01")
    clerk.get_by_label(re.compile("依据")).first.fill("县农业农村局会议纪要")
    clerk.get_by_role("button", name="提请").click()
    expect(clerk.get_by_text("待另一位同事审批")).to_be_visible()
    head = sign_in("juzhang")
    head.goto(f"{site.address}/settings/proposals/")
    asked = head.locator("tr[data-row]").filter(has_text="确认核实结果的时限")
    asked.get_by_role("button", name="批准").click()
    expect(head.get_by_text("已批准：")).to_be_visible()
    head.goto(f"{site.address}/settings/parameters/limit.confirm/")
    expect(head.get_by_text("4天").first).to_be_visible()


def test_every_count_of_the_loop_opens_a_list_of_as_many(site: Site, sign_in: SignIn) -> None:
    page = sign_in("nongye")
    page.get_by_role("link", name="闭环", exact=True).click()
    boxes = page.locator("main a.count-box")
    counts = [(boxes.nth(i).get_attribute("href"), boxes.nth(i).inner_text()) for i in range(boxes.count())]
    assert len(counts) >= 8
    for href, text in counts:
        number = int(re.search(r"\d+", text)[0])  # type: ignore[index]
        page.goto(f"{site.address}{href}")
        shown = page.locator("main tr[data-row]").count()
        assert shown == min(number, 50) or (number > 50 and shown > 0), (href, text, shown)


def test_on_a_phone_a_tap_shows_by_which_rule_a_duty_is_due(site: Site, sign_in: SignIn) -> None:
    page = sign_in("nongye", width=390)
    rule = page.locator(".clock .rule").first
    expect(rule).to_be_hidden()
    page.locator(".clock summary").first.click()
    expect(rule).to_be_visible()
    expect(rule).to_contain_text("起算")


def test_a_holiday_of_next_year_is_in_force_after_another_person_agrees(site: Site, sign_in: SignIn) -> None:
    clerk = sign_in("nongye")
    clerk.goto(f"{site.address}/settings/parameters/days/?year=2027")
    form = clerk.locator("form", has=clerk.get_by_role("heading", name="登记一天"))
    form.get_by_label("日期", exact=True).fill("2027-06-17")
    form.get_by_label("名称").fill("县庆")
    form.get_by_label("依据").fill("县政府关于县庆放假的通知")
    form.get_by_role("button", name="提请").click()
    expect(clerk.get_by_text("2027-06-17（周四）放假，县庆")).to_be_visible()
    head = sign_in("juzhang")
    head.goto(f"{site.address}/settings/proposals/")
    head.locator("tr", has_text="县庆").get_by_role("button", name="批准").click()
    expect(head.get_by_text("已批准：")).to_be_visible()
    head.goto(f"{site.address}/settings/parameters/days/?year=2027")
    expect(head.get_by_role("cell", name="县庆", exact=True)).to_be_visible()
