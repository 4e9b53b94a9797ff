"""What may never meet in one role, what nobody does alone, and who may not be two things at once."""

from datetime import timedelta

import pytest

from dixian.foundation.accounts import api as accounts
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.accounts.enums import Role
from dixian.foundation.accounts.roles import ADMINISTRATORS, DEFAULT_RIGHTS, REACHES_ALL
from dixian.foundation.accounts.separation import FORBIDDEN, why_not
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

pytestmark = pytest.mark.django_db


def grant(role, right, *, granted=True):
    accounts.set_right(role=role, capability=right, granted=granted, since=clock.today(), source="试验")


def test_the_rights_roles_have_at_first_break_no_rule():
    broken = [
        (role, right) for role, rights in DEFAULT_RIGHTS.items() for right in rights if why_not(role, right)
    ]
    assert broken == []


def test_every_rule_says_why():
    assert all(one.why and one.roles and one.rights for one in FORBIDDEN)


@pytest.mark.parametrize(
    ("role", "right", "why"),
    [
        (Role.SYSTEM_ADMIN, C.SEE_HOUSEHOLDS, "管理员不看农户"),
        (Role.SECURITY_ADMIN, C.REVEAL, "管理员不看农户"),
        (Role.AUDIT_ADMIN, C.SEE_LEADS, "管理员不看农户"),
        (Role.INSPECTOR, C.CONFIRM, "只看不改"),
        (Role.COUNTY_LEADER, C.APPROVE_POLICY, "只看不改"),
        (Role.AUDIT_ADMIN, C.MANAGE_ACCOUNTS, "只由系统管理员"),
        (Role.SYSTEM_ADMIN, C.MANAGE_RIGHTS, "安全管理员把关"),
        (Role.BUREAU_HEAD, C.MANAGE_ACCOUNTS, "只由系统管理员"),
        (Role.SECURITY_ADMIN, C.READ_LOGS, "留痕由审计管理员"),
        (Role.SECURITY_ADMIN, C.APPROVE_SECURITY, "审计管理员把关"),
        (Role.AUDIT_ADMIN, C.MANAGE_AREAS, "系统管理员管理"),
    ],
)
def test_a_forbidden_right_is_refused_with_its_reason(county, role, right, why):
    with pytest.raises(Refusal, match=why):
        grant(role, right)
    assert not accounts.RoleRight.objects.filter(role=role, capability=right).exists()


@pytest.mark.parametrize(
    ("role", "right", "remedy"),
    [
        (Role.SYSTEM_ADMIN, C.SEE_HOUSEHOLDS, "管理员不看农户，不办业务；这类事项不归系统管理员办理"),
        (Role.VILLAGE_CADRE, C.EXPORT, "需要时请安全管理员调整权限"),
    ],
)
def test_nobody_is_sent_for_a_right_their_role_may_never_have(county, role, right, remedy):
    post = accounts.Post(role=role)
    with pytest.raises(accounts.NotAllowed) as refused:
        post.require(right)
    assert refused.value.remedy == remedy


def test_what_is_not_forbidden_is_given(county):
    grant(Role.VILLAGE_CADRE, C.EXPORT)
    assert county["cadre"].can(C.EXPORT)


@pytest.mark.parametrize(
    ("role", "right"),
    [(Role.SYSTEM_ADMIN, C.MANAGE_ACCOUNTS), (Role.SECURITY_ADMIN, C.MANAGE_RIGHTS)],
)
def test_a_right_nobody_could_give_back_stays(county, role, right):
    with pytest.raises(Refusal, match="没有人能办"):
        grant(role, right, granted=False)


def test_the_right_to_approve_stays_with_the_last_role_that_has_it(county):
    grant(Role.BUREAU_REVIEWER, C.APPROVE_POLICY, granted=False)
    with pytest.raises(Refusal, match="没有人能办"):
        grant(Role.BUREAU_HEAD, C.APPROVE_POLICY, granted=False)


@pytest.mark.parametrize(
    "role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.BUREAU_REVIEWER, Role.BUREAU_HEAD]
)
def test_nobody_appoints_alone_to_a_guarded_role(county, role):
    with pytest.raises(Refusal, match="重要岗位"):
        accounts.appoint(
            user=county.person("new"), role=role, unit=county.bureau, area=None,
            valid_from=clock.today(), by=county["admin"],
        )  # fmt: skip


def test_a_role_that_comes_to_decide_is_guarded_from_then_on(county):
    assert Role.DEPARTMENT_HEAD not in accounts.important_roles()
    grant(Role.DEPARTMENT_HEAD, C.APPROVE_POLICY)
    assert Role.DEPARTMENT_HEAD in accounts.important_roles()


@pytest.mark.parametrize("role", sorted(REACHES_ALL))
def test_nobody_alone_lets_in_a_reader_of_the_whole_county(county, role):
    with pytest.raises(Refusal, match="重要岗位"):
        accounts.appoint(
            user=county.person("new"), role=role, unit=county.bureau, area=None,
            valid_from=clock.today(), by=county["admin"],
        )  # fmt: skip


@pytest.mark.parametrize("role", sorted(set(Role) - ADMINISTRATORS))
def test_no_role_that_sees_households_is_given_by_one_person_alone(county, role):
    assert role in accounts.guarded_roles()


def test_a_role_that_sees_no_household_any_more_is_given_alone(county):
    grant(Role.SUBUNIT_CLERK, C.SEE_HOUSEHOLDS, granted=False)
    assert Role.SUBUNIT_CLERK not in accounts.guarded_roles()


def test_nobody_appoints_themselves(county):
    with pytest.raises(Refusal, match="给自己设岗"):
        accounts.appoint(
            user=county["admin"].user, role=Role.BUREAU_CLERK, unit=county.bureau, area=None,
            valid_from=clock.today(), by=county["admin"],
        )  # fmt: skip


def test_an_administrator_has_no_other_post_at_the_same_time(county):
    with pytest.raises(Refusal, match="不兼业务岗位"):
        county.post("clerk too", Role.BUREAU_CLERK, county.bureau, person="admin")
    with pytest.raises(Refusal, match="不兼业务岗位"):
        county.post("admin too", Role.AUDIT_ADMIN, county.bureau, person="bureau")


def test_whoever_was_an_administrator_may_become_a_clerk(county):
    county.post("second", Role.SYSTEM_ADMIN, county.bureau)
    accounts.end_post(post=county["second"], on=clock.today(), by=county["admin"])
    accounts.appoint(
        user=county["second"].user, role=Role.DEPARTMENT_CLERK, unit=county["insurer"].unit, area=None,
        valid_from=clock.today(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("step", "more"), [("reset_password", {"password": accounts.OneTime("x", "!")}), ("remove_codes", {})]
)
def test_nobody_alone_changes_the_way_in_of_an_approver_or_whoever_stands_in(county, step, more):
    county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
    change = getattr(accounts, step)
    with pytest.raises(Refusal, match="重要岗位"):
        change(user=county["reviewer"].user, by=county["admin"], **more)
    today = clock.today()
    accounts.delegate(
        post=county["reviewer"], delegate=county["bureau"].user, valid_from=today,
        valid_to=today + timedelta(days=3), reason="休假", by=county["reviewer"],
    )  # fmt: skip
    with pytest.raises(Refusal, match="重要岗位"):
        change(user=county["bureau"].user, by=county["admin"], **more)


def test_a_password_two_persons_agreed_on_is_drawn_once_and_in_time(county):
    county.post("reviewer", Role.BUREAU_REVIEWER, county.bureau)
    user, today = county["reviewer"].user, clock.today()
    accounts.allow_reset(user=user, until=today)
    password = accounts.one_time()

    def draw():
        accounts.reset_password(user=county["reviewer"].user, by=county["admin"], password=password)

    with clock.at(clock.noon(today + timedelta(days=1))), pytest.raises(Refusal, match="重要岗位"):
        draw()
    draw()
    assert county["reviewer"].user.check_password(password.plain)
    with pytest.raises(Refusal, match="重要岗位"):
        draw()
