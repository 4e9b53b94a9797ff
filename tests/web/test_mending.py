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
