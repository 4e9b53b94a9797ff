"""A village on one screen takes as many queries for sixty households as for two; the report says what was decided."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.registry.households.api import Household
from dixian.warning.visits.api import Stop, Sweep, open_check
from dixian.warning.visits.sweeping import add_late
from tests.support.client import FormClient
from tests.support.register import Someone, settle
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def check(county: Any) -> Sweep:
    with acting(SYSTEM), writing():
        made = open_check(post=county["bureau"])
        drain()
        return Sweep.objects.get(pk=made.pk)


def page_of(client: FormClient, check: Sweep, county: Any) -> tuple[str, int]:
    url = f"/rounds/{check.uid}/grid/?village={county.village.code}"
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        text = client.get(url).content.decode()
    return text, sum("SELECT" in one["sql"] and "set_config" not in one["sql"] for one in captured)


def test_the_grid_of_a_full_village_asks_no_more_and_the_report_tells_of_findings(
    county: Any, as_post: Any, check: Sweep
) -> None:
    cadre, bureau = as_post("cadre"), as_post("bureau")
    text, few = page_of(cadre, check, county)
    assert text.count('name="chosen"') == 2
    with acting(SYSTEM), writing():
        settle(Someone(f"某{number}", number, county.village) for number in range(300, 360))
        add_late(Sweep.objects.get(pk=check.pk))
    text, many = page_of(cadre, check, county)
    assert (text.count('name="chosen"'), many) == (62, few)
    with acting(SYSTEM), reading():
        home = Household.objects.get(head_name="李四")
        left = list(
            Stop.objects.filter(sweep=check, household__head_name__startswith="某").values_list(
                "uid", flat=True
            )
        )
    page, today = f"/visits/to/{home.uid}/", str(clock.today())
    asked = {"method": "home", "outcome": "met", "on": today, "q-house": "unsafe"}
    assert cadre.fill_in(page, f"{page}make/", asked).status_code == 302
    at = f"/rounds/{check.uid}/"
    ticked = {"chosen": [str(uid) for uid in left], "how": "phone", "on": today}
    assert cadre.post(f"{at}tick/", ticked).status_code == 302
    told = bureau.post(f"{at}report/", {"reason": "报领导小组会议"})
    words = "\n".join(one.text for one in Document(io.BytesIO(told.content)).paragraphs)
    assert "应走访 63 户，已走访 61 户" in words
    assert "李四户：住房：有安全隐患——待推送" in words
    _every_figure_is_a_list(bureau, at, county)


def _every_figure_is_a_list(bureau: FormClient, at: str, county: Any) -> None:
    place = {"township": county.township.code, "village": county.village.code}
    assert ">60</a>" in bureau.get(at).content.decode()
    for narrowed in ({"township": place["township"]}, place):
        assert bureau.get(at, narrowed).status_code == 200
    for only, count in (("seen", 61), ("asked", 63)):
        rows, asked = 0, {"only": only}
        while asked:
            told = bureau.get(f"{at}list/", asked).context
            rows += len(told["look"].rows)
            asked = {"only": only, "after": told["look"].next_key} if told["look"].next_key else {}
        assert rows == count
    helper = county.posts["helper"]
    by_helper = bureau.get("/satisfaction/", {"half": "2020H1", "by": "helper"}).content.decode()
    assert f"helper={helper.uid}&amp;question=satisfied&amp;choice=yes" in by_helper
    listed = {"half": "2020H1", "helper": str(helper.uid), "question": "satisfied", "choice": "yes"}
    assert "张三" in bureau.get("/satisfaction/", listed).content.decode()


def test_whoever_met_nobody_is_told_that_what_they_concluded_does_not_count(
    county: Any, as_post: Any
) -> None:
    page = f"/visits/to/{county.case.household.uid}/"
    empty = {"method": "home", "outcome": "absent", "on": str(clock.today())}
    cadre = as_post("cadre")
    for more, told in (({}, False), ({"finding": "at_risk:illness"}, True)):
        client = cadre.fill_in(page, f"{page}make/", {**empty, **more})
        after = cadre.get(client["Location"]).content.decode()
        assert ("没有见到人，后面选的结论没有登记" in after) is told
