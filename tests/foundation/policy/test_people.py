"""Guarded posts and accounts: the system administrator asks, another administrator agrees."""

from datetime import timedelta

import pytest

from dixian.foundation.accounts import api as accounts
from dixian.foundation.accounts.api import NotAllowed, Opening, User
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.accounts.enums import Role
from dixian.foundation.accounts.models import CodeDevice
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import (
    Proposal,
    approve,
    open_or_propose,
    propose_right,
    reject,
    remove_codes_or_propose,
    reset_or_propose,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(county):
    """The county with all three administrators."""
    county.post("system", Role.SYSTEM_ADMIN, county.bureau)
    county.post("audit", Role.AUDIT_ADMIN, county.bureau)
    return county


@pytest.fixture
def ask(house):
    """Ask for a new person, or a known one, in a role."""

    def make(
        role=Role.BUREAU_REVIEWER,
        *,
        username="wang",
        name="王审核",
        source="任命文件",
        by="system",
        unit=None,
    ):
        opening = Opening(
            username=username, name=name, phone="", role=role, unit=unit or house.bureau, area=None,
            valid_from=clock.today(), valid_to=None,
        )  # fmt: skip
        return open_or_propose(opening=opening, source=source, post=house[by], password=accounts.one_time())

    return make


def posts(username="wang"):
    return [post.role for post in User.objects.get(username=username).posts.all()]


def reset(house, user, source="本人申请"):
    """The proposal, if it takes one, and whether the new password counts."""
    password = accounts.one_time()
    made = reset_or_propose(user=user, source=source, post=house["system"], password=password)
    return made, User.objects.get(pk=user.pk).check_password(password.plain)


def test_an_account_that_sees_no_household_is_opened_at_once(house, ask):
    accounts.set_right(
        role=Role.DEPARTMENT_CLERK,
        capability=C.SEE_HOUSEHOLDS,
        granted=False,
        since=clock.today(),
        source="试验",
    )
    username, _, _, password = ask(Role.DEPARTMENT_CLERK, unit=house["insurer"].unit)
    assert User.objects.get(username=username).check_password(password)
    assert posts() == ["department_clerk"]


@pytest.mark.parametrize("role", [Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD])
def test_an_account_that_sees_households_waits_without_password_and_post(house, ask, role):
    made = ask(role, unit=house["insurer"].unit)
    assert (made.state, posts()) == ("waiting", [])
    assert not User.objects.get(username="wang").has_usable_password()
    approve(proposal=made, post=house["security"])
    assert posts() == [role.value]


def test_an_approvers_account_waits_without_password_and_post(ask):
    made = ask()
    assert (made.state, posts()) == ("waiting", [])
    assert not User.objects.get(username="wang").has_usable_password()
    assert made.label.startswith("王审核任县农业农村局·县局审核")


def test_once_approved_the_post_stands_and_the_password_is_drawn_once(house, ask):
    approve(proposal=ask(), post=house["security"])
    user = User.objects.get(username="wang")
    assert (posts(), user.has_usable_password()) == (["bureau_reviewer"], False)
    assert reset(house, user, source="") == (None, True)
    again, _ = reset(house, User.objects.get(pk=user.pk), source="忘记")
    assert isinstance(again, Proposal)


def test_a_rejected_appointment_leaves_no_post_and_no_password_to_draw(house, ask):
    reject(proposal=ask(), post=house["security"], reason="没有任命文件")
    user = User.objects.get(username="wang")
    assert (posts(), user.reset_until) == ([], None)


def test_somebody_known_keeps_their_password_when_appointed(house, ask):
    known = house["bureau"].user
    known.set_password("one of their own")
    known.save(update_fields=["password"])
    approve(proposal=ask(username=known.username, name=known.name), post=house["security"])
    known.refresh_from_db()
    assert known.reset_until is None
    assert "bureau_reviewer" in posts(known.username)


@pytest.mark.parametrize(
    ("role", "right", "wrong"),
    [
        (Role.BUREAU_HEAD, "security", "audit"),
        (Role.SYSTEM_ADMIN, "security", "audit"),
        (Role.AUDIT_ADMIN, "security", "audit"),
        (Role.SECURITY_ADMIN, "audit", "security"),
    ],
)
def test_who_approves_depends_on_whom_it_is_about(house, ask, role, right, wrong):
    made = ask(role)
    for other in (wrong, "reviewer", "system"):
        with pytest.raises(NotAllowed):
            approve(proposal=made, post=house[other])
    approve(proposal=made, post=house[right])
    assert posts() == [role.value]


@pytest.mark.parametrize(
    ("whose", "approver"),
    [("reviewer", "security"), ("audit", "security"), ("security", "audit")],
)
def test_the_password_of_a_guarded_account_takes_two(house, whose, approver):
    user = house[whose].user
    made, _ = reset(house, user)
    with pytest.raises(Refusal, match="重要岗位"):
        accounts.reset_password(user=user, by=house["system"], password=accounts.one_time())
    approve(proposal=made, post=house[approver])
    user.refresh_from_db()
    assert user.reset_until == clock.today() + timedelta(days=3)
    assert reset(house, user, source="") == (None, True)


@pytest.mark.parametrize("whose", ["head", "cadre", "insurer"])
def test_the_password_of_somebody_who_sees_households_takes_two(house, whose):
    user = house[whose].user
    made, counts = reset(house, user)
    assert (made.state, counts) == ("waiting", False)
    with pytest.raises(Refusal, match="看得到农户"):
        accounts.reset_password(user=user, by=house["system"], password=accounts.one_time())
    approve(proposal=made, post=house["security"])
    user.refresh_from_db()
    assert reset(house, user, source="") == (None, True)


def test_codes_of_a_guarded_account_go_when_two_agree(house):
    user = house["chief"].user
    with pytest.raises(Refusal, match="没有启用"):
        remove_codes_or_propose(user=user, source="手机丢失", post=house["system"])
    device = CodeDevice.begin(user)
    CodeDevice.objects.filter(pk=device.pk).update(confirmed=True)
    made = remove_codes_or_propose(user=user, source="手机丢失", post=house["system"])
    assert accounts.device_of(user)
    approve(proposal=made, post=house["security"])
    assert accounts.device_of(user) is None
    assert accounts.SignInChange.objects.get(user=user).step == "codes_gone"


def test_who_has_become_a_security_administrator_is_not_reset_on_the_old_word(house, ask):
    made, _ = reset(house, house["reviewer"].user)
    accounts.end_post(post=house["reviewer"], on=clock.today(), by=house["system"])
    known = house["reviewer"].user
    approve(proposal=ask(Role.SECURITY_ADMIN, username=known.username, name=known.name), post=house["audit"])
    with pytest.raises(Refusal, match="又改过"):
        approve(proposal=made, post=house["security"])


def test_nobody_asks_for_themselves_or_without_a_source(house, ask):
    me = house["system"].user
    with pytest.raises(Refusal, match="自己"):
        reset(house, me)
    with pytest.raises(Refusal, match="自己"):
        ask(username=me.username, name=me.name)
    with pytest.raises(Refusal, match="没有写明依据"):
        ask(source=" ")
    assert not User.objects.filter(username="wang").exists()


def test_only_the_system_administrator_asks(ask):
    with pytest.raises(NotAllowed):
        ask(by="security")


def test_an_appointment_that_cannot_be_is_refused_before_anybody_is_asked(ask):
    with pytest.raises(Refusal, match="已经有人用"):
        ask(username="reviewer", name="别人")
    with pytest.raises(Refusal, match="不兼业务岗位"):
        ask(username="security", name="某security")
    assert not Proposal.objects.exists()


def test_a_forbidden_right_is_refused_when_it_is_asked_for(house):
    with pytest.raises(Refusal, match="管理员不看农户"):
        propose_right(
            role=Role.SYSTEM_ADMIN,
            right=C.SEE_HOUSEHOLDS,
            granted=True,
            source="县领导小组会议纪要",
            post=house["security"],
        )
    assert not Proposal.objects.exists()


def test_a_right_is_asked_for_by_security_and_approved_by_the_bureau(house):
    made = propose_right(
        role=Role.VILLAGE_CADRE,
        right=C.EXPORT,
        granted=True,
        source="县领导小组会议纪要",
        post=house["security"],
    )
    for other in ("security", "audit", "system"):
        with pytest.raises((NotAllowed, Refusal)):
            approve(proposal=made, post=house[other])
    approve(proposal=made, post=house["chief"])
    assert house["cadre"].can(C.EXPORT)


def test_a_right_a_role_has_already_and_one_that_waits_already_are_refused(county):
    ask = {"source": "县局2024年3月会议纪要", "post": county["security"], "granted": True}
    with pytest.raises(Refusal, match="本来就有“查看线索”的权限"):
        propose_right(role=Role.INSPECTOR, right=C.SEE_LEADS, **ask)
    with pytest.raises(Refusal, match="本来就没有“导出”的权限"):
        propose_right(role=Role.INSPECTOR, right=C.EXPORT, **{**ask, "granted": False})
    propose_right(role=Role.INSPECTOR, right=C.EXPORT, **ask)
    with pytest.raises(Refusal, match="已有一件等着审批的"):
        propose_right(role=Role.INSPECTOR, right=C.EXPORT, **ask)
