"""闭环 by township and by department: every figure a door, and both ways of counting come to the same."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from dixian.commons.leads.api import NewSource, by_state, by_township, by_unit, raise_leads, sums, together
from dixian.commons.leads.enums import LeadState
from dixian.commons.leads.models import Lead
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from tests.support.register import Someone, settle
from tests.web.conftest import SYSTEM
from tests.web.doors import doors, main_of, rows_behind, wrong_doors

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("钱一", "孙二", "周三", "吴四")
# Whom each of them is warned of by, beside 张三, whom the insurer's file has brought.
WARNED = (("ybj",), ("swj",), ("ybj", "swj"), ("ybj", "swj", "mzj"))


@pytest.fixture
def warned(county: Any, tmp_path: Path) -> Any:
    """Five households under question: two of several departments, one overdue, one released."""
    people = [Someone(name, 301 + at, county.village) for at, name in enumerate(NAMES)]
    with acting(SYSTEM), writing():
        settle(people)
        for one, units in zip(people, WARNED, strict=True):
            raise_leads([_source(one, code, county) for code in (*units, units[0])])
        leads = [Lead.objects.get(household=one.person.household_id) for one in people]
        Lead.objects.filter(pk=leads[2].pk).update(due_on=clock.today().replace(year=2001))
        Lead.objects.filter(pk=leads[3].pk).update(state=LeadState.RELEASED)
    return county


def _source(one: Someone, code: str, county: Any) -> NewSource:
    return NewSource(
        kind="test", source_uid=uuid4(), group_uid=uuid4(), unit=unit(code).pk,
        household=one.person.household_id, village=county.village.pk, township=county.township.pk,
        sentence="试验", opened_on=clock.today(),
    )  # fmt: skip


@pytest.mark.sweep
@pytest.mark.parametrize("post", ["bureau", "inspector", "clerk", "depthead", "far_head"])
def test_every_count_of_the_loop_opens_exactly_these(
    warned: Any, as_post: Callable[[str], Client], post: str
) -> None:
    pages = (f"/loop/?by={by}" for by in ("township", "department", "month", "age"))
    assert wrong_doors(as_post(post), *pages) == []


def test_the_chips_over_leads_count_what_is_narrowed(warned: Any, as_post: Callable[[str], Client]) -> None:
    for narrowed in ("unit=ybj", "units=2", f"township={warned.township.code}", "unit=ybj&state=released"):
        assert wrong_doors(as_post("bureau"), f"/leads/?{narrowed}") == []


@pytest.mark.parametrize("post", ["bureau", "clerk", "depthead", "far_head"])
def test_townships_and_departments_come_to_the_same_sum(warned: Any, post: str) -> None:
    of = warned[post]
    with acting(SYSTEM):
        states, townships = by_state(of), by_township(of)
        units, several = by_unit(of, together(townships, "", ""))
    for state in LeadState.values:
        repeated = sum((int(one.code) - 1) * one.states[state] for one in several)
        at_units = sum(one.states[state] for one in units)
        assert at_units - repeated == sum(one.states[state] for one in townships) == states[state]
    repeated = sum((int(one.code) - 1) * one.late for one in several)
    assert sum(one.late for one in units) - repeated == sum(one.late for one in townships)


def test_a_household_of_several_departments_counts_at_each_and_once_in_all(
    warned: Any, as_post: Callable[[str], Client]
) -> None:
    found = dict(doors(as_post("bureau"), "/loop/?by=department"))
    counted = [found[f"/leads/?{one}"] for one in ("unit=ybj", "unit=swj", "unit=mzj", "units=2", "units=3")]
    assert counted == [4, 3, 1, 1, 1]
    assert found["/leads/?late=1"] == found["/leads/?unit=swj&late=1"] == 1
    content = main_of(as_post("bureau"), "/loop/?by=department")
    assert "各部门相加 8，减去重复计入的 3，等于全部线索 5。" in content


def test_a_department_counts_its_own_warnings_and_is_told_of_no_other(
    warned: Any, as_post: Callable[[str], Client]
) -> None:
    content = main_of(as_post("depthead"), "/loop/?by=department")
    assert "unit=ybj" in content and "unit=swj" not in content
    assert rows_behind(as_post("depthead"), "/leads/?unit=swj") == 0


def test_the_check_of_all_sums_knows_of_households_counted_at_several(warned: Any) -> None:
    with acting(SYSTEM), reading():
        (told,) = [one for one in sums() if "重复计入" in one.name]
    assert (told.left, told.right) == (8, 8)


def test_the_table_by_place_says_whose_hands_they_are_in_and_what_late_counts(
    warned: Any, as_post: Callable[[str], Client]
) -> None:
    for post in ("bureau", "clerk"):
        page = main_of(as_post(post), "/loop/")
        assert "<h2>各乡镇、街道、场</h2>" in page
        assert "“待推送”的还在县农业农村局手上；“超期”只数线索" in page
        assert as_post(post).get("/duties/").status_code == 200
    assert "只数线索" not in main_of(as_post("bureau"), "/loop/?by=department")
