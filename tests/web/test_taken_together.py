"""A step of many households: votes typed once, the one that lacks something is named, who was held out is seen again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from dixian.warning.cases.models import BatchLine, Case
from dixian.warning.elimination.models import LookBack
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], FormClient]


@pytest.fixture
def waiting(county: Any) -> list[Case]:
    """Two households of the village that wait for the meeting."""
    early = clock.today() - timedelta(days=5)
    with acting(SYSTEM), writing():
        Case.objects.filter(pk=county.case.pk).update(
            state="appraising", monitoring_type="marginal", opened_on=early
        )
        homes = type(county.case.household).objects.filter(village=county.village)
        home = homes.exclude(pk__in=Case.objects.values("household_id")).first()
        Case.objects.create(
            household=home, village=home.village, township=home.village.parent, state="appraising",
            monitoring_type="marginal", opened_on=early, event_date=early,
        )  # fmt: skip
        return list(Case.objects.filter(state="appraising").select_related("household").order_by("id"))


def met(county: Any, cases: list[Case], **more: str) -> dict[str, Any]:
    uids = [str(one.uid) for one in cases]
    passed = {f"outcome.{uid}": "passed" for uid in uids}
    said = {"area": county.village.code, "on": str(clock.today()), "present": "23", "text": "书记主持"}
    return {**said, "case": uids, **passed, "ayes": "21", "noes": "2", **more}


def test_votes_typed_once_hold_for_all_but_who_has_their_own(
    county: Any, as_post: AsPost, waiting: list[Case]
) -> None:
    own = {f"ayes.{waiting[0].uid}": "23", f"noes.{waiting[0].uid}": "0"}
    page = as_post("cadre").post("/case-steps/appraise/", met(county, waiting, **own), follow=True)
    assert "通过 2 户" in page.content.decode()
    assert "接着办理村内公示" in page.content.decode()
    with acting(SYSTEM), reading():
        assert list(BatchLine.objects.order_by("case_id").values_list("ayes", "noes")) == [(23, 0), (21, 2)]


def test_who_lacks_a_reason_is_named_and_who_was_held_out_is_seen_again(
    county: Any, as_post: AsPost, waiting: list[Case]
) -> None:
    cadre, held = as_post("cadre"), waiting[1]
    form = met(county, waiting, **{f"outcome.{held.uid}": "held"})
    refused = cadre.post("/case-steps/appraise/", form)
    assert f"{held.household}选了“暂缓”，没有写明理由" in refused.content.decode()
    cadre.post("/case-steps/appraise/", {**form, f"reason.{held.uid}": "外出务工，等人回来"})
    page = cadre.get("/case-steps/appraise/").content.decode()
    assert "上次暂缓</span> 外出务工，等人回来" in page
    assert '<option value="passed" selected>' not in page


def test_an_eliminated_household_shows_its_conditions_and_is_looked_back_at_once_a_half(
    county: Any, as_post: AsPost
) -> None:
    today, case = clock.today(), county.helped
    with acting(SYSTEM), writing():
        Case.objects.filter(pk=case.pk).update(state="eliminated", ended_on=today, ended_how="helped")
    cadre, at = as_post("cadre"), f"/eliminations/{case.uid}/"
    first = cadre.get(at).content.decode()
    assert "四条现在的情况" in first and "登记回头看" in first
    told = {"verb": "look_back", "on": str(today), "stable": "0", "found": "又失业了"}
    after = cadre.post(f"{at}act/", told, follow=True).content.decode()
    assert "这半年已经回头看过" in after and "登记回头看" not in after
    with acting(SYSTEM), reading():
        assert LookBack.objects.count() == 1
    assert f"{today} 不稳定" in as_post("cadre").get("/eliminations/?list=doubtful").content.decode().replace(
        '<span class="nowrap">', ""
    ).replace("</span>", "")
