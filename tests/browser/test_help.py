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
    for field, text in (("日期", day(11)), ("到会人数", "21"), ("同意人数", "20"), ("评议记录", "同意")):
        clerk.get_by_label(field, exact=True).fill(text)
    clerk.get_by_role("button", name="登记", exact=True).click()
    said(clerk, "接着公示")
    clerk.get_by_label("日期", exact=True).fill(day(10))
    clerk.get_by_label("公示地点").fill("村务公开栏")
    clerk.get_by_role("button", name="登记", exact=True).click()
    said(clerk, "公示已登记")
    clerk.get_by_role("button", name="登记", exact=True).click()
    expect(clerk.get_by_text("公示自登记之日起算（填写")).to_be_visible()
    yesterday = "clock.today() - timedelta(days=1)"
    site.put_back(f"Elimination.objects.filter(state='posted').update(until={yesterday})")
    clerk.goto(at)
    clerk.get_by_role("button", name="登记", exact=True).click()
    said(clerk, "公示结果已登记")
    expect(clerk.get_by_role("button", name="审核同意")).to_have_count(0)
    head.goto(at)
    head.get_by_label("审核意见").fill("抽查属实")
    head.get_by_role("button", name="审核同意").click()
    said(head, "已审核")
    reviewer = sign_in("shenhe")
    reviewer.goto(at)
    reviewer.get_by_label("文号").fill("棱农工发〔2026〕30号")
    reviewer.get_by_role("button", name="审定", exact=True).click()
    said(reviewer, "已审定")
    expect(reviewer.get_by_text("风险已消除").first).to_be_visible()
