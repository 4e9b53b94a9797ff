"""Posts end on a day; administration never ends with them."""

from datetime import timedelta

import pytest

from dixian.foundation.accounts import api as accounts
from dixian.foundation.accounts.enums import Role
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

pytestmark = pytest.mark.django_db


def end(county, name, *, days=0, by="admin"):
    accounts.end_post(post=county[name], on=clock.today() + timedelta(days=days), by=county[by])


def test_a_post_ends_on_a_day_that_is_to_come(county):
    end(county, "cadre", days=3)
    assert county["cadre"].is_in_force()
    assert not county["cadre"].is_in_force(clock.today() + timedelta(days=3))


def test_a_post_that_has_not_begun_is_taken_back(county):
    later = clock.today() + timedelta(days=10)
    accounts.Post.objects.filter(pk=county["cadre"].pk).update(valid_from=later)
    end(county, "cadre")
    assert not county["cadre"].is_in_force(later)
    assert county["cadre"].valid_to == later


def test_a_post_ends_once_and_not_before_it_began(county):
    with pytest.raises(Refusal, match="不能在"):
        end(county, "cadre", days=-4000)
    end(county, "cadre")
    with pytest.raises(Refusal, match="已于"):
        end(county, "cadre")


def test_an_administrator_does_not_end_their_own_post(county):
    county.post("second", Role.SYSTEM_ADMIN, county.bureau)
    with pytest.raises(Refusal, match="自己的岗位"):
        end(county, "admin")


@pytest.mark.parametrize("role", [Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_the_last_administrator_of_a_kind_stays(county, role):
    county.post("only", role, county.bureau)
    with pytest.raises(Refusal, match="最后一位"):
        end(county, "only")
    county.post("another", role, county.bureau)
    end(county, "only")
    with pytest.raises(Refusal, match="最后一位"):
        end(county, "another")


def test_an_administrator_whose_account_is_disabled_is_none(county):
    county.post("only", Role.AUDIT_ADMIN, county.bureau)
    county.post("gone", Role.AUDIT_ADMIN, county.bureau)
    accounts.disable(user=county["gone"].user, by=county["admin"])
    with pytest.raises(Refusal, match="最后一位"):
        end(county, "only")
    with pytest.raises(Refusal, match="最后一位"):
        accounts.disable(user=county["only"].user, by=county["admin"])


def test_a_disabled_account_is_enabled_again_and_both_are_kept(county):
    user = county["cadre"].user
    accounts.disable(user=user, by=county["admin"])
    with pytest.raises(Refusal, match="已经停用"):
        accounts.disable(user=user, by=county["admin"])
    with pytest.raises(Refusal, match="一个人不能启用"):
        accounts.enable(user=user, by=county["admin"])
    accounts.enable(user=user, by=None)
    steps = accounts.SignInChange.objects.filter(user=user).order_by("id").values_list("step", flat=True)
    assert list(steps) == ["disabled", "enabled"]


def test_nobody_disables_their_own_account(county):
    with pytest.raises(Refusal, match="自己的账号"):
        accounts.disable(user=county["admin"].user, by=county["admin"])


def test_an_account_that_somebody_else_changed_meanwhile_is_not_overwritten(county):
    user = county["cadre"].user
    accounts.edit_user(user=user, name="新名", phone="13800000001", version=user.version, by=county["admin"])
    with pytest.raises(Refusal, match="刚被别人改过"):
        accounts.edit_user(user=user, name="旧名", phone=None, version=user.version, by=county["admin"])
    user.refresh_from_db()
    assert (user.name, user.phone.open()) == ("新名", "13800000001")
