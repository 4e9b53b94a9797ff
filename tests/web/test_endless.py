"""Numbers with no end where a form or an address has a number: refused, never a fault."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from dixian.foundation.kernel import clock
from tests.support.client import FormClient
from tests.web.permissions import TABLE
from tests.web.permitted import EVERYBODY

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]
THIS_YEAR = clock.today().year
ENDLESS = "9" * 5000


@pytest.mark.sweep
def test_an_endless_number_as_a_version_is_refused_and_never_a_fault(county: Any, as_post: As) -> None:
    wrong = {}
    for address in TABLE:
        if address.method != "post":
            continue
        sent = {"version": ENDLESS, "chosen": f"{county.lead.uid}.{ENDLESS}"}
        client = as_post(sorted(address.allowed or EVERYBODY)[0])
        got = client.post(reverse(address.name, args=address.values(county)), sent).status_code
        if got >= 500:
            wrong[address.name] = got
    assert wrong == {}
    at = f"/settings/accounts/{county.posts['cadre'].user.uid}/edit/"
    for version in (ENDLESS, "９" * 5, "-1", "", "1.0"):
        sent = {"version": version, "name": "新名", "phone": ""}
        answer = as_post("system_admin").post(at, sent)
        assert (answer.status_code, "表单不完整" in answer.content.decode()) == (409, True), version[:9]


def test_an_endless_number_as_a_year_shows_this_year(county: Any, as_post: As) -> None:
    page = as_post("bureau").get("/settings/parameters/days/", {"year": ENDLESS})
    assert f"{THIS_YEAR}年放假安排" in page.content.decode()
