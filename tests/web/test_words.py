"""Free text is not encrypted: numbers that belong into sealed columns don't get into it."""

from collections.abc import Callable
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, reading, writing
from dixian.warning.verification.api import Answer, release
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("field", ["note", "person_seen"])
def test_an_id_number_in_what_the_village_writes_is_refused_and_nothing_is_kept(
    county: Any, as_post: Callable[[str], FormClient], field: str
) -> None:
    with acting(SYSTEM), writing():
        release(lead_uids=[county.lead.uid], post=county["bureau"])
    at = f"/leads/{county.lead.uid}/"
    finding = {"finding": "at_risk:illness", "method": "home", field: "本人身份证231226199003071234，住院"}
    told = as_post("cadre").fill_in(at, f"{at}answer/", finding)
    assert told.status_code == 409
    assert "里写了身份证号或账号，没有提交" in told.content.decode()
    with acting(SYSTEM), reading():
        assert Answer.objects.count() == 0
