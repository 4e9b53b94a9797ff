"""待办, 辖区待办, 本单位超期, notices, 通知方式, and what did not arrive, as people see them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from dixian.foundation.accounts.api import Post, delegate
from dixian.foundation.areas.api import UnitContact
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import Duty, discharge, open_duties
from dixian.foundation.worklist.models import Contact, Delivery
from tests.foundation.worklist.receivers import gateway, mail_server
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], Client]
ANSWER = "verification.answer"


def text(response: Any) -> str:
    """What of a page can be read, in one line."""
    assert response.status_code == 200
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", plain)


def duty(county: Any, label: str, *, late: int = 0, **other: Any) -> Duty:
    """A village's duty, so many days late."""
    values = {
        "kind": ANSWER,
        "subject_label": label,
        "subject_uid": uuid4(),
        "capability": "answer",
        "about": "自付费用达到预警线",
        "area_id": county.village.pk,
        "opened_on": clock.today() - timedelta(days=7 + late),
        "limit_code": "limit.answer",
    }
    return Duty(**{**values, **other})


def open_some(*duties: Duty) -> None:
    with acting(SYSTEM), writing():
        open_duties(duties)


def run(job: str) -> None:
    with acting(SYSTEM):
        enqueue(job, key=f"{job} {uuid4()}")
        drain()


def test_a_row_says_what_about_whom_why_it_is_mine_and_by_which_rule(county: Any, as_post: AsPost) -> None:
    open_some(duty(county, "甲户", late=2), duty(county, "乙户"))
    page = as_post("cadre").get("/")
    shown = text(page)
    assert "核实线索 甲户 自付费用达到预警线" in shown
    assert f"{county.village.name}的事项" in shown
    assert "已超2天" in shown and "今天到期 临期" in shown
    assert "村级核实反馈的时限：7天，按自然日" in shown
    assert '<summary title="村级核实反馈的时限' in page.content.decode(), "on hover"
    assert '<span class="rule">村级核实反馈的时限' in page.content.decode(), "and on tap"


def test_the_chips_count_what_their_lists_hold(county: Any, as_post: AsPost) -> None:
    open_some(*(duty(county, f"超{n}", late=1) for n in range(3)), duty(county, "今日"))
    client = as_post("cadre")
    assert "全部 4 超期 3 3 天内到期 1 未到期 0" in text(client.get("/"))
    for only, count in (("late", 3), ("soon", 1), ("later", 0)):
        assert client.get(f"/?only={only}").content.decode().count("<tr data-row>") == count
    assert "按所选条件没有要办的" in text(client.get("/?only=later"))
    assert client.get("/?kind=verification.confirm").content.decode().count("<tr data-row>") == 0


def test_what_was_done_stays_to_be_seen_in_its_colour(county: Any, as_post: AsPost) -> None:
    one, other = duty(county, "按期户"), duty(county, "晚办户", late=1)
    open_some(one, other)
    with acting(SYSTEM), writing():
        discharge(kind=ANSWER, subject_uids=[one.subject_uid, other.subject_uid], post=county["cadre"])
    page = as_post("cadre").get("/?only=done")
    assert "按期办结" in text(page) and "超 1 天" in text(page)
    assert "tag-green" in page.content.decode()


def test_an_empty_inbox_says_what_would_be_here_and_what_to_do(county: Any, as_post: AsPost) -> None:
    shown = text(as_post("cadre").get("/"))
    assert "没有要办的事" in shown and "都办完了，或者还没有轮到您" in shown and "通知方式" in shown


def test_the_township_sees_its_villages_work_apart_and_not_as_its_own(county: Any, as_post: AsPost) -> None:
    open_some(duty(county, "村里的"), duty(county, "没人的", area_id=county.second.pk))
    client = as_post("clerk")
    mine = text(client.get("/"))
    assert "没人的" in mine and "村里的" not in mine
    assert f"{county.second.name}的事项，由上级办理" in mine
    others = text(client.get("/duties/"))
    assert "村里的" in others and "没人的" in others
    assert "某cadre（村干部）" in others
    only_village = text(client.get(f"/duties/?place={county.village.code}"))
    assert "村里的" in only_village and "没人的" not in only_village


def test_a_long_list_goes_on_page_by_page_without_losing_a_row(county: Any, as_post: AsPost) -> None:
    open_some(*(duty(county, f"第{n}户", late=n % 3) for n in range(120)))
    client, seen, address = as_post("cadre"), [], "/?kind=" + ANSWER
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r'data-label="对象"><span class="wraps">(第\d+户)<', page)
        following = re.search(r'href="(\?[^"]+)" rel="next"', page)
        address = "/" + following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == 120


def test_an_escalation_leads_to_what_is_late_with_who_holds_it(county: Any, as_post: AsPost) -> None:
    with acting(SYSTEM), writing():
        UnitContact.objects.create(
            unit=county.town_unit,
            role=ContactRole.DEPUTY,
            name="某head",
            valid_from=clock.today() - timedelta(days=9),
        )
    open_some(duty(county, "晚户", late=1), duty(county, "在期户"))
    run("worklist.escalate")
    head = as_post("head")
    told = head.get("/notices/").content.decode()
    assert "报分管领导某head督办" in told
    link = re.search(r'<a href="([^"]+)">去看</a>', told)
    assert link is not None
    shown = text(head.get(link[1]))
    assert "本单位超期" in shown and "晚户" in shown and "在期户" not in shown
    assert "已超1天" in shown and "某cadre（村干部）" in shown and "报分管领导某head" in shown
    for name, sees in (("leader", True), ("inspector", True), ("bureau", True), ("far_head", False)):
        assert ("晚户" in text(as_post(name).get(link[1]))) == sees, name


def test_a_person_finds_their_notices_whichever_post_acts(county: Any, as_post: AsPost) -> None:
    with acting(SYSTEM), writing():
        second = Post.objects.create(
            user=county.posts["cadre"].user,
            role="grid_worker",
            unit=county.village_unit,
            area=county.second,
            valid_from=clock.today(),
        )
    open_some(duty(county, "甲户"))
    run("worklist.digest")
    client = as_post("cadre")
    client.post("/post/", {"post": second.uid})
    page = client.get("/notices/")
    assert "待办 1 项" in text(page) and "通知 1" in text(page)
    client.post("/notices/")
    assert "未读" not in text(client.get("/notices/"))


def test_mail_is_switched_on_tried_and_its_result_shown(
    county: Any, as_post: AsPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_post("cadre")
    monkeypatch.delenv("DIXIAN_SMTP_HOST", raising=False)
    assert "县里还没有接入邮件服务器" in text(client.get("/contact/"))
    with mail_server() as box:
        monkeypatch.setenv("DIXIAN_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("DIXIAN_SMTP_PORT", str(box.port))
        client.post("/contact/", {"email": "cadre@example.cn", "by_email": "1"})
        assert "已开启" in text(client.get("/contact/"))
        assert client.post("/contact/trial/").status_code == 302
        assert "正在发送" in text(client.get("/contact/"))
        with acting(SYSTEM):
            drain()
        assert [mail["To"] for mail in box.mails] == ["cadre@example.cn"]
    assert "试验消息 电子邮件" in text(client.get("/contact/sent/"))
    assert "已发送" in text(client.get("/contact/sent/"))


def test_a_wrong_address_is_refused_and_nothing_is_kept(county: Any, as_post: AsPost) -> None:
    refused = as_post("cadre").post("/contact/", {"email": "不是地址", "by_email": "1"})
    assert refused.status_code == 409 and "电子邮件地址不对" in refused.content.decode()
    assert not Contact.objects.exists()


def test_whoever_acts_for_another_sets_their_own_address(county: Any, as_post: AsPost) -> None:
    grid = county.posts["grid"]
    with acting(SYSTEM), writing():
        today = clock.today()
        delegate(
            post=county["cadre"],
            delegate=grid.user,
            valid_from=today,
            valid_to=today + timedelta(days=1),
            reason="休假",
            by=county["cadre"],
        )
    client = as_post("grid")
    client.post("/post/", {"post": county.posts["cadre"].pk})
    client.post("/contact/", {"email": "grid@example.cn", "by_email": "1"})
    assert Contact.objects.get().user_id == grid.user_id


def test_what_did_not_arrive_is_shown_without_any_household(
    county: Any, as_post: AsPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_some(duty(county, "甲户"))
    with gateway() as hook:
        hook.answers += [403] * 9
        monkeypatch.setenv("DIXIAN_WEBHOOK_URL", hook.url)
        monkeypatch.setenv("DIXIAN_WEBHOOK_SECRET", "secret")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        run("worklist.digest")
    assert Delivery.objects.exists()
    for name in ("system_admin", "audit_admin"):
        shown = text(as_post(name).get("/settings/deliveries/"))
        assert "某cadre" in shown and "消息网关答复 403" in shown
        assert "甲户" not in shown and "核实线索" not in shown


def test_heads_without_an_account_are_listed_for_the_bureau(county: Any, as_post: AsPost) -> None:
    with acting(SYSTEM), writing():
        UnitContact.objects.create(
            unit=county.insurance,
            role=ContactRole.FIRST_RESPONSIBLE,
            name="孙局长",
            title="局长",
            valid_from=clock.today() - timedelta(days=9),
        )
        Post.objects.filter(pk=county.posts["depthead"].pk).update(valid_to=clock.today())
    for name in ("bureau", "system_admin"):
        shown = text(as_post(name).get("/heads/"))
        assert "县医保局 第一责任人 孙局长 局长 请系统管理员" in shown, name
