"""Two households at risk go from the authorisation to the announcement as one batch; one is held out of the county's list."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from dixian.foundation.kernel import clock
from tests.browser.conftest import PEOPLE
from tests.support.site import Site, running_site

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]
SCAN: FilePayload = {"name": "授权书.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff signed"}
# The demonstration's month was pushed so many days ago; a notice posted that day is over today.
FOUND = 6


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A county no other walk has gone through."""
    with running_site(PEOPLE, alone=True) as started:
        yield started


def found_on() -> str:
    return str(clock.today() - timedelta(days=FOUND))


def test_a_batch_goes_from_meeting_to_announcement_with_one_held_out(site: Site, sign_in: SignIn) -> None:
    clerk, head = sign_in("xiangzhen"), sign_in("xiangzhang")
    bureau, reviewer = sign_in("nongye"), sign_in("shenhe")
    _another_at_risk(clerk, head, site)
    addresses = _cases(clerk, site, 2)
    site.put_back(f"Case.objects.filter(state='collecting').update(opened_on='{found_on()}')")
    for address in addresses:
        _authorised_and_checked(clerk, address)
    _waived(bureau, addresses)
    for address in addresses:
        clerk.goto(address)
        clerk.get_by_role("button", name="提交评议").click()
        expect(clerk.get_by_text("已提交评议")).to_be_visible()
    _appraised(clerk, site)
    _posted_and_ended(clerk, site)
    _step(head, site, "review", "登记乡镇审核", text="抽查属实")
    held = _approved_but_one(reviewer, site)
    _step(clerk, site, "announce", "登记公告")
    states = {}
    for address in addresses:
        clerk.goto(address)
        name = clerk.locator("h1").inner_text()
        states[name] = clerk.locator(".page-head .tag").first.inner_text()
    assert sorted(states.values()) == ["待县级审定", "监测帮扶"]
    assert states[held] == "待县级审定"


def _another_at_risk(clerk: Page, head: Page, site: Site) -> None:
    """The village's other lead, sent back, answered at risk, and confirmed by somebody else."""
    clerk.goto(f"{site.address}/cases/?state=collecting")
    village = clerk.locator("tbody tr").first.locator("td[data-label=村]").inner_text()
    clerk.goto(f"{site.address}/leads/?state=answered")
    clerk.locator("tbody tr", has_text=village).get_by_role("link").first.click()
    lead = clerk.url
    clerk.get_by_label("退回理由").fill("请补充核实")
    clerk.get_by_role("button", name=re.compile("^退回")).click()
    clerk.goto(lead)
    clerk.get_by_text("因病", exact=True).first.click()
    clerk.get_by_role("button", name="反馈", exact=True).click()
    expect(clerk.get_by_text("已反馈，等待乡镇确认")).to_be_visible()
    head.goto(lead)
    head.get_by_role("button", name=re.compile("^确认")).first.click()
    expect(head.get_by_text("已确认")).to_be_visible()


def _cases(page: Page, site: Site, count: int) -> list[str]:
    """The addresses of the cases to be gathered, once the worker has passed the leads on."""
    rows = page.locator("tbody tr[data-row]")
    for _ in range(30):
        page.goto(f"{site.address}/cases/?state=collecting")
        if rows.count() == count:
            break
        page.wait_for_timeout(1000)
    links = page.locator("tbody tr[data-row] td:first-child a")
    found = [f"{site.address}{one.get_attribute('href')}" for one in links.all()]
    assert len(found) == count
    return found


def _authorised_and_checked(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("签字日期").fill(found_on())
    page.get_by_label("签字原件").set_input_files(SCAN)
    page.get_by_role("button", name="收进来").click()
    expect(page.get_by_text("承诺授权书已收进来")).to_be_visible()
    page.locator("input[name=monitoring_type]").first.check()
    page.get_by_label("突出困难").fill("住院花费多，靠务工收入应对不了")
    page.get_by_label("核查人").fill("包村干部")
    page.get_by_label("核查日期").fill(found_on())
    page.get_by_label("务工收入").fill("9000")
    page.get_by_label("医疗目录内自付").fill("12000")
    page.get_by_role("button", name="登记核查").click()
    expect(page.get_by_text("入户核查已登记")).to_be_visible()
    expect(page.get_by_text("人均收入参考值").first).to_be_visible()


def _waived(page: Page, addresses: list[str]) -> None:
    """What the units have compared for another aid already is not asked again."""
    for address in addresses:
        page.goto(address)
        page.get_by_label("理由").fill("低保审核时已比对")
        page.get_by_role("button", name="登记免于比对").click()
        expect(page.get_by_text("已登记免于比对")).to_be_visible()


def _appraised(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/case-steps/appraise/")
    page.get_by_label("会议日期").fill(found_on())
    page.get_by_label("到会人数").fill("21")
    page.get_by_label("会议记录").fill("书记主持，逐户评议")
    for field in page.get_by_label(re.compile("同意票$")).all():
        field.fill("0" if "不同意" in _label(page, field) else "20")
    page.get_by_role("button", name="登记民主评议").click()
    expect(page.get_by_text("通过 2 户")).to_be_visible()


def _label(page: Page, field: object) -> str:
    """The words of a field's label."""
    return page.locator(f"label[for={field.get_attribute('id')}]").inner_text()  # type: ignore[attr-defined]


def _posted_and_ended(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/case-steps/notice/")
    page.get_by_label("张贴日期").fill(found_on())
    page.get_by_role("button", name="登记村内公示").click()
    expect(page.get_by_text("列入公示 2 户")).to_be_visible()
    expect(page.get_by_text("公示自登记之日起算")).to_be_visible()
    yesterday = "clock.today() - timedelta(days=1)"
    site.put_back(f"CaseBatch.objects.filter(step='notice', closed_on=None).update(until={yesterday})")
    page.reload()
    page.get_by_text("公示期间无异议").click()
    page.get_by_label("结束日期").fill(str(_day_after_notice()))
    page.get_by_role("button", name=re.compile("^登记结果")).click()
    expect(page.get_by_text("公示结果已登记")).to_be_visible()


def _day_after_notice() -> date:
    return clock.today() - timedelta(days=FOUND) + timedelta(days=6)


def _step(page: Page, site: Site, step: str, button: str, text: str = "") -> None:
    page.goto(f"{site.address}/case-steps/{step}/")
    if text:
        page.get_by_label("审核意见").fill(text)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("通过")).not_to_have_count(0)


def _approved_but_one(page: Page, site: Site) -> str:
    """The county approves one and holds the other; returns the title of the one that is held."""
    page.goto(f"{site.address}/case-steps/approve/")
    page.get_by_label("批复文号").fill("棱农工发〔2026〕12号")
    held = page.locator("tbody tr[data-row]").last
    name = held.get_by_role("link").inner_text()
    held.get_by_label(re.compile("的结果$")).select_option(label="暂缓")
    page.get_by_role("button", name="登记县级审定").click()
    expect(page.get_by_text("写明理由")).not_to_have_count(0)
    page.go_back()
    page.get_by_label("批复文号").fill("棱农工发〔2026〕12号")
    held.get_by_label(re.compile("的结果$")).select_option(label="暂缓")
    held.get_by_label(re.compile("的理由$")).fill("等公安局车辆比对")
    page.get_by_role("button", name="登记县级审定").click()
    expect(page.get_by_text("通过 1 户、暂缓 1 户")).to_be_visible()
    return name
