"""How many queries a page may take, reviewed in `budgets.toml`; a crowd must not need more.

A key of the budgets is the name of a page, with what stands behind the question mark where it matters.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dixian.commons.leads.models import Lead
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.areas.models import UnitContact
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions.api import RegisterCheck
from dixian.warning.verification.api import PushSheet, release
from tests.support.register import Someone, pushed, settle, workbook
from tests.web.conftest import SYSTEM
from tests.web.permissions import TABLE
from tests.web.permitted import Address
from tests.web.test_worklist import duty, open_some, run

pytestmark = pytest.mark.django_db(transaction=True)
BUDGETS = tomllib.loads((Path(__file__).parent / "budgets.toml").read_text(encoding="utf8"))
CROWD, PAIR = 60, 2


def crowded(county: Any, folder: Path, size: int) -> Any:
    """As many more households with an alert each; half of the leads released; late duties, half of them escalated."""
    people = [Someone(f"某{number}", number, county.village) for number in range(200 + size, 200 + 2 * size)]
    strangers = [Someone(f"外{one.sequence}", one.sequence + 500, county.village) for one in people]
    month = Month.of(clock.today()).previous()
    if size == PAIR:
        month = month.previous()
    with acting(SYSTEM), writing():
        settle(people)
        costs = [one.costs("90000") for one in (*people, *strangers)]
        pushed(workbook(folder, costs, month), county["insurer"], month=month)
        waiting = Lead.objects.order_by("-id").values_list("uid", flat=True)[: size // 2]
        release(lead_uids=list(waiting), post=county["bureau"])
        drain()
        county.lead = Lead.objects.filter(state="released").latest("id")
        county.villager = people[-1].person
        county.sheet = PushSheet.objects.latest("id")
        county.check = RegisterCheck.objects.latest("id")
    some_late(county, max(1, size // 6))
    return county


def some_late(county: Any, size: int) -> None:
    """Late duties of the village that its head was told of, and as many nobody was told of yet."""
    head = {
        "unit": county.town_unit,
        "role": ContactRole.DEPUTY,
        "name": "某副职",
        "valid_from": clock.today(),
    }
    with acting(SYSTEM), writing():
        UnitContact.objects.get_or_create(**head)
    open_some(*(duty(county, f"晚{number}", late=2) for number in range(size)))
    run("worklist.escalate")
    open_some(*(duty(county, f"迟{number}", late=1) for number in range(size)))


def queries(client: Client, address: Address, county: Any, asked: str = "") -> int:
    url = f"{reverse(address.name, args=address.values(county))}?{asked}"
    client.get(url)
    data = {"q": "某"} if address.method == "post" else {}
    with CaptureQueriesContext(connection) as captured:
        response = getattr(client, address.method)(url, data)
    assert response.status_code == 200, address.name
    spoken = [query["sql"] for query in captured if not query["sql"].startswith(WITHOUT_ROWS)]
    return len(spoken)


# Transactions and settings are handed over around every page alike; the session notes once a minute that somebody
# is at work, whichever page that minute ends on.
WITHOUT_ROWS = (
    "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ", "SELECT set_config", "PRAGMA",
    'UPDATE "django_session"',
)  # fmt: skip


def measured(county: Any, as_post: Callable[[str], Client]) -> dict[str, tuple[int, int]]:
    """Page and post -> the queries it takes now, and its budget."""
    by_name = {(address.name, address.method): address for address in TABLE}
    found = {}
    for post, pages in BUDGETS.items():
        for page, budget in pages.items():
            name, _, asked = page.partition("?")
            address = by_name[name, "get" if name != "search" else "post"]
            found[f"{page} as {post}"] = queries(as_post(post), address, county, asked), budget
    return found


@pytest.mark.sweep
def test_no_page_takes_more_queries_than_its_budget_nor_more_for_a_crowd_than_for_two(
    county: Any, as_post: Callable[[str], Client], tmp_path: Path
) -> None:
    few = measured(crowded(county, tmp_path, PAIR), as_post)
    one_record = {"lead": county.lead, "villager": county.villager}
    vars(crowded(county, tmp_path, CROWD)).update(one_record)
    many = measured(county, as_post)
    assert {page: (few[page][0], many[page][0]) for page in few if few[page][0] != many[page][0]} == {}
    assert {page: counts for page, counts in many.items() if counts[0] > counts[1]} == {}
    too_wide = {page: counts for page, counts in many.items() if counts[0] < counts[1] - 1}
    if clock.today().day == 1:
        # Nothing of the month can have slipped yet, and a leader's sentences ask less.
        too_wide.pop("brief as bureau", None)
    assert too_wide == {}, "budgets that are too wide hide the next query"
