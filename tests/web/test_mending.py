"""Who can mend what a check has found is led to where it is mended; who can't is told who does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.registry.quality.api import KeptFlaw
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], FormClient]


def flaw(county: Any, code: str, subject: Any) -> KeptFlaw:
    home = county.case.household
    with acting(SYSTEM), writing():
        return KeptFlaw.objects.create(
            household=home, village=home.village, owner=county["bureau"].unit, code=code, subject_uid=subject.uid, sentence="登记不对",
            found_on=clock.today() - timedelta(days=40),
        )  # fmt: skip


def test_the_register_is_mended_by_the_township_and_the_village_is_told_so(
    county: Any, as_post: AsPost
) -> None:
    home = county.case.household
    at = f"/quality/{flaw(county, 'd_size', home).uid}/"
    village, township = (as_post(one).get(at).content.decode() for one in ("cadre", "clerk"))
    change = f"/households/{home.uid}/change/"
    assert change in township and change not in village
    assert "户档案由乡镇提请更正" in village


def test_a_case_is_mended_on_its_own_page(county: Any, as_post: AsPost) -> None:
    at = f"/quality/{flaw(county, '2_11_004', county.case).uid}/"
    assert f'href="/cases/{county.case.uid}/">去改正' in as_post("cadre").get(at).content.decode()


def test_the_village_is_told_when_those_above_see_it_and_that_they_do(county: Any, as_post: AsPost) -> None:
    old = flaw(county, "d_size", county.case.household)
    with acting(SYSTEM), writing():
        KeptFlaw.objects.filter(pk=old.pk).update(found_on=clock.today())
    at = f"/quality/{old.uid}/"
    assert "起乡镇也看得到这一条" in as_post("cadre").get(at).content.decode()
    with acting(SYSTEM), writing():
        KeptFlaw.objects.filter(pk=old.pk).update(found_on=clock.today() - timedelta(days=40))
    assert "乡镇也看得到这一条了" in as_post("cadre").get(at).content.decode()


def test_what_only_the_national_system_mends_leads_to_no_page_that_can_not(
    county: Any, as_post: AsPost
) -> None:
    at = f"/quality/{flaw(county, '1_11_002', county.case.household).uid}/"
    for who in ("cadre", "clerk"):
        shown = as_post(who).get(at).content.decode()
        assert "由县农业农村局重新导入" in shown
        assert "去改正" not in shown and "户档案由乡镇提请更正" not in shown


def test_the_second_of_two_who_waive_sees_both_reasons(county: Any, as_post: AsPost) -> None:
    found = flaw(county, "d_size", county.case.household)
    sent = {"version": f"{found.uid}.1", "reason": "派出所正在办"}
    client = as_post("clerk")
    client.post(f"/quality/{found.uid}/waive/", sent)
    told = client.post(f"/quality/{found.uid}/waive/", sent | {"reason": "外籍配偶"})
    assert told.status_code == 409
    assert "外籍配偶" in told.content.decode() and "派出所正在办" in told.content.decode()
