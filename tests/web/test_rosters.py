"""A roster on the pages: the department sees how far its changes are, the township where they come from."""

from collections.abc import Callable
from typing import Any

import pytest

from dixian.foundation.accounts.api import User, appoint
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.registry.households.api import ChangeBatch, Person
from dixian.warning.submissions.api import Row
from tests.support.client import FormClient
from tests.support.county import SINCE
from tests.support.register import id_number
from tests.support.rosters import DEATHS, sent
from tests.web.conftest import SYSTEM
from tests.web.story_steps import newest, one, work

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]


@pytest.fixture
def roster(county: Any) -> Any:
    """The police have reported that 赵六 died on the first of last month; he lives in the far township."""
    month = Month.of(clock.today()).previous()
    with acting(SYSTEM), writing():
        police = User.objects.create(
            username="police", name="某police", password="!", must_change_password=False
        )
        county.posts["police"] = appoint(
            user=police, role=Role.DEPARTMENT_CLERK, unit=unit("gaj"), area=None, valid_from=SINCE
        )
        rows = [("赵六", id_number(104), month.first.isoformat(), "")]
        return sent("ga_siwang", DEATHS, rows, county["police"], month)


def page(client: FormClient, path: str) -> str:
    return str(client.get(path).content.decode())


def test_the_department_sees_the_townships_and_how_far_they_are_without_a_door(
    county: Any, as_post: As, roster: Any
) -> None:
    shown = page(as_post("police"), f"/batches/{roster.uid}/")
    assert all(
        said in shown for said in ("户档案变更", county.other.name, "待审批", "已提请变更", "撤回名册")
    )
    assert "/register-changes/" not in shown.split("<main", 1)[1]
    assert "已预警" not in shown


def test_rows_from_which_nothing_could_follow_are_listed_with_what_to_do(
    county: Any, as_post: As, roster: Any
) -> None:
    month = Month.of(clock.today()).previous()
    with acting(SYSTEM), writing():
        rows = [("赵六", id_number(104), "1960-01-01", "")]
        early = sent("ga_siwang", DEATHS, rows, county["police"], month)
    shown = page(as_post("police"), f"/batches/{early.uid}/")
    assert all(said in shown for said in ("1 行不能形成变更", "早于此人的出生日期", "改好后在本页补报"))
    assert "没有要处理的行" not in shown
    assert "补报退回的行" in shown
    assert "没有要处理的行" in page(as_post("police"), f"/batches/{roster.uid}/")


def test_such_a_row_waits_in_the_list_of_duties_until_it_is_voided(
    county: Any, as_post: As, roster: Any
) -> None:
    month = Month.of(clock.today()).previous()
    with acting(SYSTEM), writing():
        rows = [("赵六", id_number(104), "1960-01-01", "")]
        early = sent("ga_siwang", DEATHS, rows, county["police"], month)
    police = as_post("police")
    listed = f"/batches/{early.uid}/settle/?outcome=unclear"
    assert "改正不能变更的行（1 行）" in page(police, "/")
    assert listed in page(police, "/")
    row = newest(Row)
    assert f"/rows/{row.uid}/" in page(police, listed)
    asked = page(police, f"/rows/{row.uid}/")
    assert all(said in asked for said in ("早于此人的出生日期", "作废原因", "这一行作废"))
    done = police.post(f"/rows/{row.uid}/settle/", {"reason": "日期写错，另报"})
    assert done.url == f"/batches/{early.uid}/?outcome=unclear"
    assert "改正不能变更的行" not in page(police, "/")
    assert "日期写错，另报" in page(police, f"/rows/{row.uid}/")


def test_the_township_sees_where_a_change_comes_from_and_approves_it(
    county: Any, as_post: As, roster: Any
) -> None:
    changes = newest(ChangeBatch)
    at = f"/register-changes/{changes.uid}/"
    shown = page(as_post("far_head"), at)
    month = Month.of(clock.today()).previous()
    assert all(said in shown for said in (f"县公安局{month.label}死亡注销名册", "赵六", "注销日期"))
    assert f"/batches/{roster.uid}/" not in shown
    assert f"/batches/{roster.uid}/" in page(as_post("reviewer"), at)
    assert as_post("head").get(at).status_code == 404
    assert as_post("far_head").post(f"{at}act/", {"verb": "approve", "reason": ""}).status_code == 302
    work()
    assert one(Person, number="P104").end_cause == "death"
    told = page(as_post("police"), f"/batches/{roster.uid}/")
    assert "已登记" in told
    assert "撤回名册" not in told


def test_the_department_takes_its_roster_back_on_the_page(county: Any, as_post: As, roster: Any) -> None:
    done = as_post("police").fill_in(f"/batches/{roster.uid}/", f"/batches/{roster.uid}/withdraw/")
    assert done.status_code == 302
    assert newest(ChangeBatch).state == "cancelled"
    shown = page(as_post("far_head"), f"/register-changes/{newest(ChangeBatch).uid}/")
    assert "报送单位撤回了名册" in shown
    assert one(Person, number="P104").valid_to is None


def test_a_row_says_what_it_came_to(county: Any, as_post: As, roster: Any) -> None:
    shown = page(as_post("police"), f"/batches/{roster.uid}/?outcome=proposed")
    assert f"已提请变更：注销，由{county.other.name}审批" in shown
    assert "赵六" in shown


def test_rule_sheets_ask_for_no_line_of_a_roster(county: Any, as_post: As) -> None:
    shown = page(as_post("bureau"), "/settings/parameters/rules/")
    assert "个人自付医疗费用" in shown
    assert "死亡注销名册" not in shown
