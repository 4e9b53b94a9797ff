"""A household on a day, and as it was known on another."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.registry.facts.api import NewFact, post_facts
from dixian.registry.focus.api import FocusMembership
from dixian.warning.cases.models import CaseTurn
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], FormClient]


def told(county: Any, kind: str, value: Any, ago: int) -> None:
    home = county.case.household
    since = clock.today() - timedelta(days=ago)
    with acting(SYSTEM), writing():
        post_facts(
            [
                NewFact(kind=kind, household=home.pk, village=home.village_id, value=value, valid_from=since,
                        source_label="县医保局报送")
            ]
        )  # fmt: skip


def test_what_was_true_on_a_day_and_what_was_known_of_it_then(county: Any, as_post: AsPost) -> None:
    told(county, "health.own_cost", Decimal("4321.50"), ago=30)
    told(county, "visit.workers", Decimal(2), ago=3)
    at, today = f"/households/{county.case.household.uid}/on/", clock.today()
    cadre = as_post("cadre")

    def page(ago: int, **more: Any) -> str:
        return cadre.get(at, {"day": str(today - timedelta(days=ago)), **more}).content.decode()

    assert "4,321.50 元" in page(10) and "务工人数" not in page(10)
    assert "4,321.50" not in page(31)
    assert "务工人数" in page(0) and ">2人<" in page(0)
    assert "4,321.50" not in page(10, known=str(today - timedelta(days=1)))


def test_a_group_a_household_came_into_later_was_not_known_then(county: Any, as_post: AsPost) -> None:
    home, today = county.case.household, clock.today()
    with acting(SYSTEM), writing():
        FocusMembership.objects.create(
            household=home,
            village_id=home.village_id,
            group="low_income",
            sentence="试验的依据",
            valid_from=today,
        )
    at, cadre = f"/households/{home.uid}/on/", as_post("cadre")
    assert "试验的依据" in cadre.get(at).content.decode()
    then = cadre.get(at, {"known": str(today - timedelta(days=1))}).content.decode()
    assert "试验的依据" not in then


def test_a_household_out_of_reach_is_not_told_of(county: Any, as_post: AsPost) -> None:
    assert as_post("far_cadre").get(f"/households/{county.case.household.uid}/on/").status_code == 404


def test_the_status_of_the_day_stands_there(county: Any, as_post: AsPost) -> None:
    case, today = county.case, clock.today()
    with acting(SYSTEM), writing():
        type(case).objects.filter(pk=case.pk).update(
            state="monitored", lead=None, monitoring_type="marginal", approved_on=today - timedelta(days=20),
            approval_number="旧文〔2026〕3号",
        )  # fmt: skip
    at, cadre = f"/households/{case.household.uid}/on/", as_post("cadre")
    assert "批复纳入 旧文〔2026〕3号" in cadre.get(at).content.decode()
    early = cadre.get(at, {"day": str(today - timedelta(days=21))}).content.decode()
    assert "那一天不是监测对象" in early


def test_an_approval_entered_later_was_not_known_then(county: Any, as_post: AsPost) -> None:
    case, today = county.case, clock.today()
    with acting(SYSTEM), writing():
        type(case).objects.filter(pk=case.pk).update(
            state="monitored", lead=None, monitoring_type="marginal", approved_on=today,
            approval_number="旧文〔2026〕4号", made_at=clock.now() - timedelta(days=9),
        )  # fmt: skip
        CaseTurn.objects.filter(case=case).update(made_at=clock.now())
    at, cadre = f"/households/{case.household.uid}/on/", as_post("cadre")
    assert "旧文〔2026〕4号" in cadre.get(at).content.decode()
    then = cadre.get(at, {"known": str(today - timedelta(days=1))}).content.decode()
    assert "旧文〔2026〕4号" not in then and "登记的批复、消除日期算，那以后补录的、回退的不算" in then
