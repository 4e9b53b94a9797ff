"""Areas, units and groups in the browser: small forms that do one thing, and pages that say what is and was."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dixian.foundation.areas import api as areas
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.audit.api import ReadRecord, acting, load_reads, reading, writing
from dixian.foundation.kernel import clock
from tests.support.database import as_worker
from tests.web.agreeing import agree
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], Client]
TODAY = clock.today().isoformat()


@pytest.fixture
def admin(county: Any, as_post: As) -> Client:
    return as_post("system_admin")


def change(client: Client, kind: str, record: Any, verb: str, /, **fields: str) -> Any:
    """Send one of the small forms as its page draws it."""
    record.refresh_from_db()
    posted = {"form_key": str(uuid4()), "version": str(record.version), **fields}
    return client.post(reverse("change-place", args=(kind, record.uid, verb)), posted)


def text_of(client: Client, name: str, *arguments: Any, **query: str) -> str:
    response = client.get(reverse(name, args=arguments), query)
    assert response.status_code == 200
    return response.content.decode()


def one(of: Any, **wanted: Any) -> Any:
    with acting(SYSTEM), reading():
        return of.objects.get(**wanted)


def test_an_area_is_renamed_from_a_day_on_and_its_page_tells_what_it_was(county: Any, admin: Client) -> None:
    form = {"name": "绥棱新镇", "kind": "镇", "is_township_proper": "是", "parent": "绥棱县（231226）"}
    response = change(
        admin, "area", county.township, "change-township", **form, since=TODAY, source="省民政厅批复"
    )
    assert response.headers["Location"] == reverse("area", args=(county.township.uid,))
    page = text_of(admin, "area", county.township.uid)
    assert "绥棱新镇" in page and "绥棱镇</td>" in page and "省民政厅批复" in page
    assert "绥棱镇" in text_of(admin, "area-list", day="2024-01-02").replace("绥棱新镇", "")
    assert "绥棱新镇" not in text_of(admin, "area-list", day="2024-01-02")
    assert "绥棱新镇" in text_of(admin, "area-list", q="绥棱镇")


def test_a_child_is_added_and_an_area_ends_with_its_successor(
    county: Any, admin: Client, as_post: As
) -> None:
    added = {"code": "231226100299", "name": "新立村委会", "kind": "", "since": "2024-01-01"}
    assert change(admin, "area", county.township, "add", **added).status_code == 302
    village = one(areas.Area, code="231226100299")
    assert one(areas.Unit, area=village).short_name == "新立村"
    into = {"on": TODAY, "successor": county.second.name, "source": "民政局批复"}
    assert change(admin, "area", village, "end", **into).status_code == 302
    assert one(areas.Area, code="231226100299").valid_to is None
    agree(as_post)
    assert "新立村委会" in text_of(admin, "area", county.second.uid)
    assert "已撤销的 1 个" in text_of(admin, "area-list")
    assert "并入" + county.second.name in text_of(admin, "area-list", show="ended")
    assert change(admin, "area", village, "restore").status_code == 302
    assert one(areas.Area, code="231226100299").valid_to is None


def test_a_refused_form_comes_back_open_with_what_was_typed_and_what_to_do(
    county: Any, admin: Client
) -> None:
    before = one(areas.Area, pk=county.township.pk)
    response = change(
        admin, "area", county.township, "end", on=TODAY, successor="没有的镇", source="一份文件"
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "没有区划“没有的镇”，或有几个同名" in page and "从列表里选，或写代码" in page
    assert 'value="没有的镇"' in page and 'value="一份文件"' in page
    assert page.count('verb" open') == 1
    assert one(areas.Area, pk=county.township.pk).version == before.version


def test_a_form_made_from_what_somebody_else_has_changed_is_refused(county: Any, admin: Client) -> None:
    fields = {"unit": "绥棱镇", "since": TODAY, "source": "会议纪要", "version": "7"}
    street = one(areas.Area, code="231226001")
    response = change(admin, "area", street, "handle", **fields)
    assert response.status_code == 409
    assert "在您填写时被别人改过" in response.content.decode()
    with acting(SYSTEM), reading():
        assert not areas.HandledBy.objects.exists()


def test_what_can_not_be_done_to_a_record_now_is_refused_and_not_offered(county: Any, admin: Client) -> None:
    assert "明确代管" not in text_of(admin, "area", county.township.uid)
    response = change(
        admin, "area", county.township, "handle", unit="县林草局", since=TODAY, source="会议纪要"
    )
    assert (response.status_code, "现在不能“明确代管”" in response.content.decode()) == (409, True)
    assert change(admin, "area", county.township, "no-such-verb").status_code == 404
    assert change(admin, "nothing", county.township, "end").status_code == 404


def test_any_unit_may_handle_a_street_once_two_have_said_so_and_it_can_be_corrected(
    county: Any, admin: Client, as_post: As
) -> None:
    street = one(areas.Area, code="231226001")
    assert "13 个区划" in text_of(admin, "area-list")
    handled = {"unit": "县林草局", "since": "2024-01-01", "source": "会议纪要〔2024〕3号"}
    assert change(admin, "area", street, "handle", **handled).status_code == 302
    page = text_of(admin, "area", street.uid)
    assert "已提请，由安全管理员批准后生效" in page
    assert "等安全管理员批准" in page and "车站街道由县林草局代管，自 2024-01-01 起" in page
    second = change(admin, "area", street, "handle", **{**handled, "unit": "绥棱镇"})
    assert (second.status_code, "已有一件等着审批的提请" in second.content.decode()) == (409, True)
    with acting(SYSTEM), reading():
        assert not areas.HandledBy.objects.exists()
    told = text_of(as_post("security_admin"), "proposals")
    assert "车站街道（含 1 个村、社区）的农户，将由县林草局（及上级单位县政府" in told
    agree(as_post)
    row = one(areas.HandledBy, area=street)
    put_right = {"valid_from": "2024-01-01", "valid_to": "", "source": "会议纪要〔2024〕4号"}
    assert change(admin, "handler", row, "correct", unit="县林草局", **put_right).status_code == 302
    page = text_of(admin, "area", street.uid)
    assert "会议纪要〔2024〕4号" in page and "等安全管理员批准" not in page
    other = {**put_right, "unit": "绥棱镇", "valid_from": "2024-02-01"}
    assert change(admin, "handler", row, "correct", **other).status_code == 302
    assert "县林草局的岗位不再因代管看到车站街道的农户" in text_of(as_post("security_admin"), "proposals")
    agree(as_post)
    assert "2024-02-01</span> 至 今" in text_of(admin, "area", street.uid)
    assert "12 个区划" in text_of(admin, "area-list")
    assert "由绥棱镇代管" in text_of(admin, "area-list")


def test_a_unit_gets_contacts_aliases_groups_and_children(county: Any, admin: Client) -> None:
    unit = county.insurance
    named = {"name": "王某", "title": "局长", "phone": "13800000099", "since": TODAY}
    assert change(admin, "unit", unit, "name", role="第一责任人", **named).status_code == 302
    assert change(admin, "unit", unit, "alias", name="医疗保险局").status_code == 302
    assert change(admin, "unit", unit, "join", group="派驻单位", since=TODAY).status_code == 302
    child = {"code": "ybj-1", "name": "经办中心", "short_name": "经办中心", "kind": "政府部门", "area": ""}
    assert change(admin, "unit", unit, "add", **child, since=TODAY).status_code == 302
    page = text_of(admin, "unit", unit.uid)
    for shown in ("王某", "138****0099", "医疗保险局", "各派驻单位", "经办中心"):
        assert shown in page
    assert "13800000099" not in page
    contact = one(areas.UnitContact, unit=unit)
    left = {"name": "王某", "title": "", "phone": "", "valid_from": TODAY, "valid_to": TODAY}
    assert change(admin, "contact", contact, "correct", **left).status_code == 302
    assert "以前的负责人和联络员（1 条）" in text_of(admin, "unit", unit.uid)
    alias = one(areas.UnitAlias, name="医疗保险局")
    assert change(admin, "alias", alias, "drop").status_code == 302
    assert "医疗保险局" not in text_of(admin, "unit", unit.uid)


def test_the_first_phone_is_kept_when_a_correction_leaves_it_empty(county: Any, admin: Client) -> None:
    correct = {"name": "某某", "title": "主任", "phone": "", "valid_from": "2024-01-01", "valid_to": ""}
    assert change(admin, "contact", county.contact, "correct", **correct).status_code == 302
    kept = one(areas.UnitContact, pk=county.contact.pk)
    assert (kept.name, kept.phone.open()) == ("某某", "04554622001")


def test_a_contacts_number_is_shown_for_a_reason_that_is_noted(county: Any, as_post: As) -> None:
    assert "04554622001" not in text_of(as_post("inspector"), "unit", county.bureau.uid)
    address = reverse("reveal-contact", args=(county.contact.uid,))
    response = as_post("inspector").post(address, {"reason": "联系督办", "form_key": str(uuid4())})
    assert "04554622001" in response.content.decode()
    assert "查看理由" not in text_of(as_post("leader"), "unit", county.bureau.uid)
    with as_worker():
        load_reads()
    noted = one(ReadRecord, subject="单位联系人")
    assert (noted.reason, noted.uids) == ("联系督办", str(county.contact.uid))


def test_who_only_reads_sees_no_form(county: Any, as_post: As) -> None:
    for post in ("bureau", "inspector", "leader"):
        for name, record in (("area", county.township), ("unit", county.bureau), ("group", county.group)):
            page = text_of(as_post(post), name, record.uid)
            assert "/settings/areas/area/" not in page and "change-place" not in page
            assert 'type="submit">保存' not in page


def test_the_count_of_vacancies_is_the_list_it_opens(county: Any, admin: Client) -> None:
    with acting(SYSTEM), reading():
        wanted = areas.vacancies().filter(areas.lacking(ContactRole.LIAISON)).count()
    assert f"联络员 {wanted} 个单位" in text_of(admin, "unit-list")
    response = admin.get(reverse("vacancies"), {"role": "liaison"})
    assert response.context["total"] == wanted
    assert "县农业农村局" not in str(response.context["rows"])
    villages = admin.get(reverse("vacancies"), {"role": "liaison", "tier": "village"}).context
    assert {unit.kind for unit, _ in villages["rows"]} == {"village"}
    found = admin.get(reverse("vacancies"), {"q": "教育"}).context
    assert [(unit.code, len(missing)) for unit, missing in found["rows"]] == [("jyj", 3)]


def test_a_group_is_filled_by_hand_and_a_new_one_set_up(county: Any, admin: Client) -> None:
    group = one(areas.UnitGroup, code="paizhudanwei")
    assert "还没有单位" in text_of(admin, "group", group.uid)
    assert change(admin, "group", group, "add", unit="县教育局（jyj）", since="2024-01-01").status_code == 302
    member = one(areas.UnitGroupMember, group=group)
    days = {"valid_from": "2024-01-01", "valid_to": "2024-03-01"}
    assert change(admin, "member", member, "correct", **days).status_code == 302
    assert "以前的单位" in text_of(admin, "group", group.uid)
    made = admin.post(
        reverse("group-list"), {"code": "zhuanban", "name": "专班成员单位", "form_key": str(uuid4())}
    )
    assert made.status_code == 302
    twice = admin.post(
        reverse("group-list"), {"code": "zb2", "name": "各专班成员单位", "form_key": str(uuid4())}
    )
    assert (twice.status_code, "已经有单位组“专班成员单位”" in twice.content.decode()) == (409, True)


def test_the_statistics_file_is_previewed_and_what_it_lacks_is_said(county: Any, admin: Client) -> None:
    content = "code,name,level,parent\n231226,绥棱县,county,2312\n231226209,新河乡,township,231226\n"
    sent = SimpleUploadedFile("区划.csv", content.encode(), "text/csv")
    preview = admin.post(reverse("load", args=("areas",)), {"file": sent, "form_key": str(uuid4())})
    page = preview.content.decode()
    assert "<b>1</b>新增" in page and "<b>139</b>文件里没有" in page
    stored = str(preview.context["stored"].uid)
    done = admin.post(reverse("load", args=("areas",)), {"stored": stored, "form_key": str(uuid4())})
    assert done.headers["Location"] == reverse("area-list")
    assert one(areas.Area, code="231226209").is_township_proper
    assert "新河乡" in text_of(admin, "group", county.group.uid)


def test_a_day_that_is_none_is_said_so(county: Any, admin: Client) -> None:
    response = admin.get(reverse("area-list"), {"day": "昨天"})
    assert (response.status_code, "日期看不懂" in response.content.decode()) == (409, True)


@pytest.mark.parametrize("name", ["area-list", "unit-list"])
def test_what_a_search_does_not_find_is_said(county: Any, admin: Client, name: str) -> None:
    assert "没有找到" in text_of(admin, name, q="月球")
    with acting(SYSTEM), writing():
        areas.end_unit(
            unit=areas.unit("tjj"), on=date(2024, 3, 1), successor=areas.unit("fgj"), source="机构改革方案"
        )
    assert "县发改局" in text_of(admin, "unit-list", q="统计局")
