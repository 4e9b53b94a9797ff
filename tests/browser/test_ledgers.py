"""The paper's second stream in a browser: a workplan adopted, a quarter's meeting, a problem put right, a team."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from dixian.foundation.kernel import clock
from tests.browser.conftest import PEOPLE
from tests.support.site import Site, running_site
from tests.support.workplans import TEXT

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]
PHOTO = FilePayload(name="照片.jpg", mimeType="image/jpeg", buffer=b"\xff\xd8\xff a photo")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A county no other walk has gone through."""
    with running_site(PEOPLE, alone=True) as started:
        yield started


def said(page: Page, words: str) -> None:
    expect(page.get_by_role("status")).to_contain_text(words)


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def act(page: Page, name: str, words: str, **fields: str) -> None:
    """Open an act of a ledger's row by its name, fill it, do it."""
    box = page.locator("details.verb").filter(has=page.locator("summary", has_text=re.compile(f"^{name}$")))
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    for label, value in fields.items():
        box.get_by_label(label).fill(value)
    if box.locator("input[type=file][required]").count():
        box.locator("input[type=file]").set_input_files(PHOTO)
    box.get_by_role("button", name=name, exact=True).click()
    said(page, words)


def test_a_paper_is_read_corrected_and_adopted(site: Site, sign_in: SignIn) -> None:
    bureau = sign_in("nongye")
    bureau.goto(f"{site.address}/workplans/")
    bureau.get_by_label("或者粘贴文字").fill(TEXT)
    press(bureau, "读取")
    expect(bureau.get_by_text("还不能提请下达")).to_be_visible(timeout=60_000)
    plan = bureau.url
    item = bureau.locator("section.box").filter(has_text="县星火办")
    unknown = item.locator("fieldset").filter(has_text="县星火办")
    unknown.get_by_label("划去的理由").fill("县里没有这个单位")
    item.get_by_role("button", name="保存这一项").click()
    said(bureau, "已保存")
    press(bureau, "提请下达")
    said(bureau, "等另一位同事审批")

    head = sign_in("juzhang")
    head.goto(f"{site.address}/settings/proposals/")
    row = head.locator("tr[data-row]").filter(has_text="守住不返贫底线")
    row.get_by_role("button", name="批准").click()
    said(head, "已批准")
    bureau.goto(plan)
    expect(bureau.get_by_text("已下达").first).to_be_visible(timeout=60_000)


def test_a_quarters_meeting_goes_from_its_agenda_to_a_decision(site: Site, sign_in: SignIn) -> None:
    bureau = sign_in("nongye")
    bureau.goto(f"{site.address}/books/meetings/")
    bureau.locator("tbody a").first.click()
    act(bureau, "通知开会", "已办理", 开会日期=str(clock.today()), 地点="三楼会议室", 主持人="某主任")
    point = bureau.locator(".body").filter(has_text="超期未办事项").last
    point.locator("summary").click()
    point.get_by_label("决定").fill("本月底前全部办结")
    point.get_by_label("牵头单位").fill("县农业农村局")
    point.get_by_label("完成时限").fill(str(clock.today() + timedelta(days=20)))
    point.get_by_role("button", name="保存决定").click()
    said(bureau, "已保存")
    bureau.get_by_label("没有单独登记的单位都记为").select_option("参会")
    press(bureau, "保存到会情况")
    said(bureau, "37 个单位")
    act(bureau, "登记召开", "已办理")
    with bureau.expect_download() as minutes:
        press(bureau, "会议纪要（Word）")
    assert minutes.value.suggested_filename.endswith(".docx")


def test_a_problem_goes_from_its_finding_to_its_relapse(site: Site, sign_in: SignIn) -> None:
    bureau, insurer = sign_in("nongye"), sign_in("yibao")
    bureau.goto(f"{site.address}/books/rectification/new/")
    bureau.get_by_label("问题来源").select_option("督导检查")
    bureau.get_by_label("发现日期").fill(str(clock.today() - timedelta(days=200)))
    bureau.get_by_label("存在问题").fill("参保台账缺页")
    bureau.get_by_label("责任单位").fill("县医保局")
    bureau.get_by_label("整改类型").select_option("立行立改")
    press(bureau, "登记")
    said(bureau, "已登记")
    insurer.goto(bureau.url)
    long_ago = str(clock.today() - timedelta(days=195))
    act(insurer, "报告整改结果", "已办理", 整改结果="已补齐", 日期=long_ago)
    bureau.reload()
    act(bureau, "验收销号", "已办理", 验收意见="已现场核对")
    expect(bureau.get_by_text("已销号").first).to_be_visible()
    bureau.reload()
    act(bureau, "认定反弹", "已办理", 反弹情况="又缺了两页", 期限=str(clock.today() + timedelta(days=9)))
    expect(bureau.get_by_text("反弹").first).to_be_visible()


def test_a_team_is_named_with_its_first_secretary_and_its_months_report_comes(
    site: Site, sign_in: SignIn
) -> None:
    bureau = sign_in("nongye")
    team = bureau_registers_a_team(site, bureau)
    bureau.get_by_role("main").get_by_role("link", name="登记驻村干部").click()
    bureau.get_by_label("姓名").fill("某书记")
    bureau.get_by_label("派驻单位").fill("县医保局")
    bureau.get_by_label("身份").select_option("第一书记")
    bureau.get_by_label("到岗日期").fill("2024-01-01")
    press(bureau, "登记")
    said(bureau, "已登记：某书记")
    bureau.goto(team)
    with bureau.expect_download() as paper:
        press(bureau, "驻村工作月报（Word）")
    assert paper.value.suggested_filename.endswith(".docx")


def bureau_registers_a_team(site: Site, bureau: Page) -> str:
    bureau.goto(f"{site.address}/books/teams/new/")
    bureau.get_by_label("村", exact=True).fill("四部村")
    bureau.get_by_label("管理的乡镇").fill("长山镇")
    bureau.get_by_label("选派类型").select_option("脱贫村")
    bureau.get_by_label("派驻起始日期").fill("2024-01-01")
    press(bureau, "登记")
    said(bureau, "已登记")
    return bureau.url


def test_what_was_typed_in_one_act_stays_with_it_when_another_was_done(site: Site, sign_in: SignIn) -> None:
    insurer = sign_in("yibao")
    insurer.goto(f"{site.address}/books/rectification/new/")
    insurer.get_by_label("问题来源").select_option("自查")
    insurer.get_by_label("发现日期").fill(str(clock.today()))
    insurer.get_by_label("存在问题").fill("参保宣传不到位")
    insurer.get_by_label("责任单位").fill("县医保局")
    insurer.get_by_label("整改类型").select_option("立行立改")
    press(insurer, "登记")
    said(insurer, "已登记")
    insurer.locator("summary", has_text=re.compile("^报告整改结果$")).click()
    insurer.get_by_label("整改结果").fill("已补宣传")
    insurer.get_by_label("整改措施").first.fill("逐村宣传")
    insurer.get_by_label("责任人").first.fill("某股长")
    press(insurer, "制定措施")
    expect(insurer.get_by_text("已办理：制定措施")).to_be_visible()
    expect(insurer.get_by_label("整改结果")).to_have_value("已补宣传")
