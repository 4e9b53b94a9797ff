"""A monitored household in a browser: its plan, a measure delivered, a month followed, the end of its risk."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from dixian.foundation.kernel import clock
from tests.browser.conftest import PEOPLE
from tests.support.site import Site, running_site

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]
SIX = ("最低生活保障", "特困供养", "临时救助", "高龄津贴", "残疾鉴定及补贴", "养老保险")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A county no other walk has gone through."""
    with running_site(PEOPLE, alone=True) as started:
        yield started


def said(page: Page, words: str) -> None:
    expect(page.get_by_role("status")).to_contain_text(words)


def day(ago: int) -> str:
    return str(clock.today() - timedelta(days=ago))


def test_one_household_from_its_plan_to_the_end_of_its_risk(site: Site, sign_in: SignIn) -> None:
    clerk = sign_in("xiangzhen")
    clerk.goto(f"{site.address}/monitored/")
    clerk.locator("tbody a").first.click()
    plan = clerk.url
    clerk.get_by_label("制定的缘由").fill("纳入监测时没有计划")
    clerk.get_by_role("button", name="开始制定").click()
    said(clerk, "已开始起草")
    draw_up(clerk)
    clerk.get_by_role("button", name="提交审定").click()
    said(clerk, "已提交")
    expect(clerk.get_by_role("button", name="审定", exact=True)).to_have_count(0)

    head = sign_in("xiangzhang")
    head.goto(plan)
    head.get_by_role("button", name="审定", exact=True).click()
    said(head, "已审定帮扶计划")

    department = sign_in("minzheng")
    department.goto(f"{site.address}/measures/?state=due&mine=1")
    department.locator("tbody a").first.click()
    department.get_by_label("落实情况").fill("已发放")
    department.get_by_role("button", name="登记落实").click()
    said(department, "落实")

    follow_up(clerk, plan)
    eliminate(site, clerk, head, sign_in, plan.replace("/plans/", "/eliminations/"))
    check = site.dixian("check", "--json")
    assert check.returncode == 0, check.stdout


def test_one_visit_on_a_phone_does_with_all_that_waits_at_a_household(site: Site, sign_in: SignIn) -> None:
    bureau = sign_in("nongye")
    bureau.goto(f"{site.address}/rounds/")
    bureau.get_by_role("button", name="发起").click()
    said(bureau, "已发起")

    cadre = sign_in("cun", width=390)
    cadre.get_by_role("link", name=re.compile("^核实.*户$", re.DOTALL)).first.click()
    cadre.get_by_role("link", name="一户一档").click()
    household = cadre.url
    cadre.get_by_role("link", name="登记走访").click()
    waiting = cadre.locator(".note").filter(has_text="这次可以一并办结")
    expect(waiting).to_contain_text("核实线索")
    cadre.locator('input[name="finding"][value^="no_risk:"]').first.check(force=True)
    cadre.get_by_role("button", name="登记走访").click()
    said(cadre, "办结：核实线索、")
    cadre.goto(household)
    visits = cadre.locator(".box").filter(has=cadre.get_by_role("heading", name="走访", exact=True))
    expect(visits).to_contain_text("核实线索、")
    assert cadre.evaluate("document.documentElement.scrollWidth <= innerWidth")


def draw_up(clerk: Page) -> None:
    """The helper, every member's grid, one measure of the civil affairs office."""
    clerk.get_by_label("帮扶责任人").fill("某责任人")
    clerk.get_by_role("button", name="保存", exact=True).click()
    said(clerk, "已保存")
    for place in range(clerk.locator("details summary").filter(has_text="填写").count()):
        one = clerk.locator("details").filter(has_text="劳动能力").nth(place)
        one.locator("summary").click()
        one.get_by_label("劳动能力").select_option("无劳动力")
        for kind in SIX:
            one.get_by_label(kind, exact=True).select_option("已享受")
        one.get_by_role("button", name=re.compile("^保存")).click()
        said(clerk, "劳动能力和保障")
    clerk.get_by_label("类别").select_option("综合保障")
    clerk.get_by_label("落实单位").select_option("县民政局")
    clerk.get_by_label("帮扶内容").fill("发放临时救助")
    clerk.get_by_role("button", name="加上这项").click()
    said(clerk, "已加上措施")


def follow_up(clerk: Page, plan: str) -> None:
    """What was found this month."""
    clerk.goto(plan)
    clerk.get_by_label("帮扶成效").select_option("有成效，收入稳定增加")
    clerk.get_by_label("情况", exact=True).fill("生活稳定")
    clerk.get_by_role("button", name="登记", exact=True).click()
    said(clerk, "跟踪走访")


def eliminate(site: Site, clerk: Page, head: Page, sign_in: SignIn, at: str) -> None:
    """The meeting and the notice were held on paper and are entered late; help can't end what nobody is able to carry."""
    clerk.goto(at)
    expect(clerk.get_by_text("暂不标注风险消除")).to_be_visible()
    clerk.get_by_label("提出日期").fill(day(12))
    clerk.get_by_label("方式").select_option("自然消除")
    clerk.get_by_label("理由", exact=True).fill("子女返乡赡养")
    clerk.get_by_label("近十二个月人均纯收入（元）").fill("16000")
    clerk.get_by_label("收入稳定了几个月").fill("8")
    for word in clerk.get_by_label(re.compile("写明为什么$")).all():
        word.fill("入户核实可以认定")
    clerk.get_by_role("button", name="提出", exact=True).click()
    said(clerk, "接着评议")
    clerk.get_by_role("link", name="去办理民主评议").click()
    told = (
        ("会议日期", day(11)),
        ("到会人数", "21"),
        ("各户同意票", "20"),
        ("各户不同意票", "1"),
        ("会议记录", "同意"),
    )
    for field, text in told:
        clerk.get_by_label(field, exact=True).fill(text)
    clerk.get_by_role("button", name="登记民主评议").click()
    said(clerk, "通过 1 户")
    clerk.get_by_role("link", name="接着办理村内公示").click()
    clerk.get_by_label("张贴日期").fill(day(10))
    clerk.get_by_label("张贴地点").fill("村务公开栏")
    clerk.get_by_role("button", name="登记村内公示").click()
    said(clerk, "列入公示 1 户")
    expect(clerk.get_by_text("公示自登记之日起算")).to_be_visible()
    notice = clerk.url
    yesterday = "until=clock.today() - timedelta(days=1)"
    hangs = "proceeding='elimination', step='notice', closed_on=None"
    site.put_back(f"CaseBatch.objects.filter({hangs}).update({yesterday})")
    site.put_back(f"Elimination.objects.filter(state='posted').update({yesterday})")
    clerk.goto(notice)
    clerk.get_by_label("公示期间无异议").check()
    clerk.get_by_role("button", name="登记结果，报乡镇审核").click()
    said(clerk, "公示结果已登记")
    decide(clerk, head, sign_in, at)


def decide(clerk: Page, head: Page, sign_in: SignIn, at: str) -> None:
    """The township reviews by somebody else, the county approves, the township announces."""
    clerk.goto(at)
    clerk.get_by_role("link", name="去办理乡镇审核").click()
    expect(clerk.get_by_text("您经手过，须他人通过")).to_be_visible()
    head.goto(at)
    head.get_by_role("link", name="去办理乡镇审核").click()
    head.get_by_label("审核意见").fill("抽查属实")
    head.get_by_role("button", name="登记乡镇审核").click()
    said(head, "通过 1 户")
    reviewer = sign_in("shenhe")
    reviewer.goto(at)
    reviewer.get_by_role("link", name="去办理县级审定").click()
    reviewer.get_by_label("批复文号").fill("棱农工发〔2026〕30号")
    reviewer.get_by_role("button", name="登记县级审定").click()
    said(reviewer, "通过 1 户")
    clerk.goto(at)
    expect(clerk.get_by_text("风险已消除").first).to_be_visible()
    clerk.get_by_role("link", name="去办理公告").click()
    clerk.get_by_role("button", name="登记公告").click()
    said(clerk, "通过 1 户")
