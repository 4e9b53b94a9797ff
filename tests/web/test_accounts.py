"""The system administrator's pages: people found, opened, given posts, handed over, disabled, let in again."""

import io
import re
from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client

from dixian.foundation.accounts.api import Reach, User, device_of
from dixian.foundation.accounts.models import CodeDevice, Post
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from tests.support.client import BACKEND
from tests.web.agreeing import agree
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], Client]
LIST = "/settings/accounts/"


@pytest.fixture
def admin(as_post: As) -> Client:
    return as_post("system_admin")


def person(county: Any, name: str) -> str:
    return f"{LIST}{county.posts[name].user.uid}/"


def new(**changes: str) -> dict[str, str]:
    """The form of one account."""
    return {
        "username": "wang", "name": "王五", "phone": "", "role": "部门经办", "unit": "ybj", "area": "",
        "valid_from": str(clock.today()), "valid_to": "", "source": "单位申请", **changes,
    }  # fmt: skip


def loaded(username: str) -> User:
    with acting(SYSTEM), reading():
        return User.objects.prefetch_related("posts__unit").get(username=username)


def told(client: Client, address: str, values: dict[str, str] | None = None) -> str:
    """The page a form leads to."""
    return client.post(address, values or {}, follow=True).content.decode()


def password_on(page: str) -> str:
    found = re.search(r"<code>([\w-]{12})</code>", page)
    assert found, page
    return found[1]


@pytest.mark.parametrize("text", ["某insurer", "insur", "医保", "医疗保障"])
def test_people_are_found_by_name_user_name_and_unit(county: Any, admin: Client, text: str) -> None:
    page = admin.get(LIST, {"q": text}).content.decode()
    assert person(county, "insurer") in page
    assert person(county, "cadre") not in page


def test_the_list_narrows_by_role_and_says_when_it_is_empty(county: Any, admin: Client) -> None:
    page = admin.get(LIST, {"role": "inspector"}).content.decode()
    assert page.count("data-row") == 1
    assert "没有找到人" in admin.get(LIST, {"q": "没有这个人"}).content.decode()


def opened(as_post: As, **changes: str) -> str:
    """An account asked for, agreed to, its password drawn: the page that shows it."""
    admin = as_post("system_admin")
    assert "已提请" in told(admin, f"{LIST}new/", new(**changes))
    agree(as_post)
    return told(admin, f"{LIST}{loaded('wang').uid}/reset/")


def test_one_account_is_opened_by_a_form_and_its_password_shown_this_once(county: Any, as_post: As) -> None:
    page = opened(as_post, phone="138-0000-0009")
    user = loaded("wang")
    assert user.check_password(password_on(page))
    assert (user.phone.open(), [str(one) for one in user.posts.all()]) == (
        "13800000009",
        ["县医保局·部门经办"],
    )


def test_the_passwords_also_come_as_a_workbook_inside_the_page(county: Any, as_post: As) -> None:
    page = opened(as_post)
    book = re.search(r'href="data:[^"]*;base64,([^"]+)"', page)
    assert book
    cells = list(openpyxl.load_workbook(io.BytesIO(b64decode(book[1]))).active.values)
    assert cells[1] == ("wang", "王五", "重置密码", password_on(page))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"unit": "rsj", "role": "县局经办"}, "只能设在县农业农村局"),
        ({"phone": "12"}, "电话号码应为"),
        ({"valid_from": ""}, "“起始日期”没有填"),
        ({"name": "王 五"}, "“姓名”中间有空格"),
        ({"name": "王\u3000五"}, "“姓名”中间有空格"),
        ({"username": "wang wu"}, "“用户名”中间有空格"),
        ({"username": "cadre"}, "已经有人用"),
        ({"unit": "没有的局"}, "没有单位"),
        ({"role": "县局负责人", "unit": "nyncj", "source": ""}, "没有写明依据"),
        ({"source": ""}, "没有写明依据"),
    ],
)
def test_a_form_that_cannot_be_is_refused_and_opens_nothing(
    county: Any, admin: Client, changes: dict[str, str], says: str
) -> None:
    response = admin.post(f"{LIST}new/", new(**changes))
    assert (response.status_code, says in response.content.decode()) == (409, True)
    with acting(SYSTEM), reading():
        assert not User.objects.filter(username="wang").exists()


def test_an_approver_is_proposed_approved_and_only_then_let_in(county: Any, as_post: As) -> None:
    admin, security = as_post("system_admin"), as_post("security_admin")
    page = told(admin, f"{LIST}new/", new(role="县局审核", unit="nyncj", source="任命文件"))
    assert "已提请" in page
    assert "没有岗位" in page
    waiting = security.get("/settings/proposals/").content.decode()
    decide = re.search(r"王五任.*?(/settings/proposals/[\w-]{36}/)", waiting, re.DOTALL)
    assert decide
    assert as_post("bureau_head").post(decide[1], {"verb": "approve"}).status_code == 403
    assert "已批准：王五任" in told(security, decide[1], {"verb": "approve"})
    assert "待领取一次性密码" in admin.get(LIST).content.decode()
    at = f"{LIST}{loaded('wang').uid}/"
    assert "领取一次性密码" in admin.get(at).content.decode()
    drawn = password_on(told(admin, f"{at}reset/"))
    assert loaded("wang").check_password(drawn)
    assert "提请重置密码" in admin.get(at).content.decode()


def test_the_audit_administrator_decides_about_security(county: Any, as_post: As) -> None:
    told(as_post("system_admin"), f"{person(county, 'security_admin')}reset/", {"source": "本人申请"})
    page = as_post("audit_admin").get("/settings/proposals/").content.decode()
    assert page.count('value="approve"') == 1
    assert 'value="approve"' not in as_post("security_admin").get("/settings/proposals/").content.decode()


def test_a_second_post_from_to_is_added_to_somebody_known(county: Any, as_post: As) -> None:
    admin, until = as_post("system_admin"), clock.today() + timedelta(days=90)
    told(
        admin, f"{person(county, 'insurer')}appoint/", new(role="帮扶责任人", valid_to=str(until), unit="ybj")
    )
    agree(as_post)
    held = {str(one): one.valid_to for one in loaded("insurer").posts.all()}
    assert held == {"县医保局·部门经办": None, "县医保局·帮扶责任人": until}


def test_a_helper_hands_over_on_a_chosen_day_to_somebody_in_the_list(county: Any, admin: Client) -> None:
    at = f"/settings/posts/{county.posts['helper'].uid}/end/"
    to = county.posts["far_helper"]
    assert str(to.uid) in admin.get(person(county, "helper")).content.decode()
    page = told(admin, at, {"on": str(clock.today()), "to": str(to.uid)})
    assert "移交给某far_helper" in page
    with acting(SYSTEM), reading():
        assert list(Reach.objects.filter(post=to).values_list("household_id", flat=True)) == [
            county.villager.household_id
        ]
        assert not Post.objects.get(pk=county.posts["helper"].pk).is_in_force()


@pytest.mark.parametrize("to", ["cadre", "nobody", "helper"])
def test_a_successor_who_is_not_in_the_list_is_refused_and_nothing_ends(
    county: Any, admin: Client, to: str
) -> None:
    uid = str(county.posts[to].uid) if to in county.posts else "zhangsan"
    response = admin.post(
        f"/settings/posts/{county.posts['helper'].uid}/end/", {"on": str(clock.today()), "to": uid}
    )
    assert response.status_code == 409
    with acting(SYSTEM), reading():
        assert Post.objects.get(pk=county.posts["helper"].pk).is_in_force()


def test_a_post_that_has_not_begun_is_taken_back_without_an_error(county: Any, as_post: As) -> None:
    admin, later = as_post("system_admin"), clock.today() + timedelta(days=30)
    opened(as_post, valid_from=str(later))
    post = loaded("wang").posts.get()
    assert "起结束" in told(admin, f"/settings/posts/{post.uid}/end/", {"on": str(clock.today())})
    post.refresh_from_db()
    assert not post.is_in_force(later)


def test_name_and_phone_are_mended_and_a_stale_form_is_refused(county: Any, admin: Client) -> None:
    at = f"{person(county, 'cadre')}edit/"
    values = {"name": "新名", "phone": "13800000008", "version": str(loaded("cadre").version)}
    assert "138****0008" in told(admin, at, values)
    assert admin.post(at, {**values, "name": "旧名"}).status_code == 409
    now = {"phone": "", "version": str(loaded("cadre").version)}
    assert "“姓名”中间有空格" in told(admin, at, {**now, "name": "李四' OR 1=1"})
    assert "新名" in told(admin, at, {**now, "name": " 新名 "})
    assert loaded("cadre").phone.open() == "13800000008"


def test_a_disabled_person_is_out_at_once_and_stays_out_after_enabling(county: Any, as_post: As) -> None:
    admin, cadre = as_post("system_admin"), as_post("cadre")
    assert cadre.get("/").status_code == 200
    assert "已停用" in told(admin, f"{person(county, 'cadre')}switch/")
    assert cadre.get("/").status_code == 302
    asked = {"active": "1", "source": "本人回来上班"}
    assert "已提请" in told(admin, f"{person(county, 'cadre')}switch/", asked)
    assert not loaded("cadre").is_active, "one person alone lets nobody in who sees households"
    agree(as_post)
    assert cadre.get("/").status_code == 302, "the old session is gone, not asleep"
    cadre.force_login(loaded("cadre"), backend=BACKEND)
    assert cadre.get("/").status_code == 200


def test_a_forgotten_password_is_replaced_by_one_for_once(county: Any, as_post: As) -> None:
    admin, at = as_post("system_admin"), f"{person(county, 'cadre')}reset/"
    told(admin, at, {"source": "本人申请"})
    agree(as_post)
    page = told(admin, at)
    user = loaded("cadre")
    assert user.must_change_password
    assert user.check_password(password_on(page))


def test_a_lost_device_is_removed_and_that_is_kept(county: Any, as_post: As) -> None:
    admin, user = as_post("system_admin"), loaded("cadre")
    with acting(SYSTEM), writing():
        CodeDevice.objects.filter(pk=CodeDevice.begin(user).pk).update(confirmed=True)
    at = person(county, "cadre")
    assert "移除动态口令" in admin.get(at).content.decode()
    assert "已提请" in told(admin, f"{at}codes/", {"source": "手机丢失"})
    with acting(SYSTEM), reading():
        assert device_of(user)
    agree(as_post)
    assert "移除动态口令（某security_admin）" in admin.get(at).content.decode()
    with acting(SYSTEM), reading():
        assert device_of(user) is None


def test_the_own_account_has_no_buttons_against_oneself(county: Any, admin: Client) -> None:
    page = admin.get(person(county, "system_admin")).content.decode()
    assert ">结束岗位<" not in page
    assert ">停用账号<" not in page
