"""People, their posts from-to, and who may give them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from dixian.foundation.accounts import api as accounts
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.accounts.roles import ADMINISTRATORS, DEFAULT_RIGHTS
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from tests.support.county import SINCE

pytestmark = pytest.mark.django_db
HOUSEHOLDS = {Capability.SEE_HOUSEHOLDS, Capability.SEE_LEADS, Capability.REVEAL, Capability.SEE_SUBMISSIONS}
WRITES = {
    Capability.SUBMIT, Capability.SETTLE_ROWS, Capability.RELEASE, Capability.ANSWER, Capability.CONFIRM,
    Capability.ENTER_ON_BEHALF, Capability.CONFIRM_ON_BEHALF, Capability.PROPOSE_POLICY,
    Capability.APPROVE_POLICY, Capability.MANAGE_AREAS, Capability.MANAGE_ACCOUNTS, Capability.MANAGE_RIGHTS,
    Capability.SIGN_OFF, Capability.DELEGATE,
}  # fmt: skip


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_see_no_household(role):
    assert not DEFAULT_RIGHTS[role] & HOUSEHOLDS


def test_the_three_administrators_share_no_right():
    for role in ADMINISTRATORS:
        for other in ADMINISTRATORS - {role}:
            assert not DEFAULT_RIGHTS[role] & DEFAULT_RIGHTS[other]


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.COUNTY_LEADER])
def test_who_reads_the_whole_county_writes_nothing(role):
    assert not DEFAULT_RIGHTS[role] & WRITES


def test_one_person_cannot_hold_two_administrators_posts(county):
    with pytest.raises(Refusal, match="不同的人"):
        county.post("second", Role.SECURITY_ADMIN, county.bureau, person="admin")


def test_the_database_refuses_it_too(county):
    first = county["admin"]
    with pytest.raises(IntegrityError), transaction.atomic():
        accounts.Post.objects.create(
            user=first.user, role=Role.AUDIT_ADMIN, unit=first.unit, valid_from=SINCE
        )


def test_a_post_acts_from_its_first_day_until_its_last(county):
    post = county["cadre"]
    today = clock.today()
    accounts.Post.objects.filter(pk=post.pk).update(valid_from=today, valid_to=today + timedelta(days=1))
    assert county["cadre"].is_in_force()
    with clock.at(clock.noon(today + timedelta(days=1))):
        assert not county["cadre"].is_in_force()
        assert accounts.posts_of(post.user) == []
    with clock.at(clock.noon(today - timedelta(days=1))):
        assert not county["cadre"].is_in_force()


def test_only_the_system_administrator_appoints(county):
    user = county.person("new")
    with pytest.raises(accounts.NotAllowed):
        accounts.appoint(
            user=user,
            role=Role.DEPARTMENT_CLERK,
            unit=county["insurer"].unit,
            area=None,
            valid_from=SINCE,
            by=county["clerk"],
        )
    accounts.set_right(
        role=Role.DEPARTMENT_CLERK,
        capability=Capability.SEE_HOUSEHOLDS,
        granted=False,
        since=clock.today(),
        source="试验",
    )
    accounts.appoint(
        user=user,
        role=Role.DEPARTMENT_CLERK,
        unit=county["insurer"].unit,
        area=None,
        valid_from=SINCE,
        by=county["admin"],
    )


def test_a_township_post_needs_its_area(county):
    with pytest.raises(Refusal, match="区划"):
        county.post("nowhere", Role.TOWNSHIP_CLERK, county.town_unit)


def test_a_user_name_is_taken_once(county):
    accounts.create_user(username="same", name="甲", password="long-enough-1")
    with pytest.raises(Refusal, match="已经有人用"):
        accounts.create_user(username="same", name="乙", password="long-enough-1")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("wrong", "a-much-longer-one-7", "原密码不对"),
        ("first-one-77", "first-one-77", "不能与原密码相同"),
        ("first-one-77", "12345678", "新密码太短、太常见，容易被猜到、全是数字"),
    ],
)
def test_a_weak_new_password_is_refused_in_words(county, old, new, says):
    user = accounts.create_user(username="someone", name="甲", password="first-one-77")
    with pytest.raises(Refusal, match=says):
        accounts.new_password(user=user, old=old, new=new)
    assert user.must_change_password


def test_after_the_first_change_nothing_more_is_asked(county):
    user = accounts.create_user(username="someone", name="甲", password="first-one-77")
    encoded = accounts.new_password(user=user, old="first-one-77", new="a-much-longer-one-7")
    accounts.change_password(user=user, encoded=encoded)
    user.refresh_from_db()
    assert not user.must_change_password
    assert user.check_password("a-much-longer-one-7")


def test_a_right_changes_from_a_day_on(county):
    today = clock.today()
    accounts.set_right(
        role=Role.VILLAGE_CADRE, capability=Capability.EXPORT, granted=True, since=today, source="试验"
    )
    assert county["cadre"].can(Capability.EXPORT)
    accounts.set_right(
        role=Role.VILLAGE_CADRE,
        capability=Capability.EXPORT,
        granted=False,
        since=today + timedelta(days=3),
        source="试验",
    )
    assert county["cadre"].can(Capability.EXPORT)
    with clock.at(clock.noon(today + timedelta(days=3))):
        assert not county["cadre"].can(Capability.EXPORT)


def test_a_list_of_accounts_is_checked_before_and_its_problems_are_named(county):
    good = {"username": "zhang3", "name": "张三", "phone": None, "unit": county["insurer"].unit.name, "area": None,
            "role": "部门经办", "valid_from": date(2024, 4, 3), "valid_to": None}  # fmt: skip
    rows = [
        (4, good),
        (5, {**good, "username": "li4", "unit": "没有的局"}),
        (6, {**good, "unit": county.bureau.name, "role": "县局负责人"}),
    ]
    checked = accounts.check_accounts(rows=rows, by=county["admin"])
    assert checked.numbers == [4]
    assert [said[:5] for said in checked.problems] == ["第 5 行", "第 6 行"]
    assert "没有的局" in checked.problems[0] and "重要岗位" in checked.problems[1]
    assert not accounts.User.objects.filter(username="zhang3").exists(), "a check writes nothing"


def test_a_list_that_gives_one_user_name_to_two_people_opens_it_for_the_first(county):
    one = {"username": "li4", "name": "李四", "phone": None, "unit": county["insurer"].unit.name, "area": None,
           "role": "部门经办", "valid_from": date(2024, 4, 3), "valid_to": None}  # fmt: skip
    rows = [(4, one), (5, {**one, "name": "王五"}), (6, {**one, "role": "部门负责人"})]
    checked = accounts.check_accounts(rows=rows, by=county["admin"])
    assert checked.numbers == [4, 6]
    assert checked.problems == ["第 5 行：用户名“li4”在第 4 行是李四的。一人一个用户名。"]
