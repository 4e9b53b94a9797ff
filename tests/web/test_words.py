"""Free text is not encrypted: numbers that belong into sealed columns don't get into it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict

from dixian.foundation.audit.api import acting, reading, writing
from dixian.warning.verification.api import Answer, release
from dixian.web.shell.words import refuse_numbers
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
    assert "里写了身份证号、手机号或账号，没有提交" in told.content.decode()
    with acting(SYSTEM), reading():
        assert Answer.objects.count() == 0


NUMBER = "231226199003071234"


@pytest.mark.parametrize(
    ("who", "at", "form"),
    [
        (
            "bureau",
            "/settings/parameters/limit.answer/propose/",
            {"text": "9天", "source": f"文件〔2026〕1号 {NUMBER}"},
        ),
        ("system_admin", "/settings/accounts/new/", {"name": f"张三{NUMBER}", "username": "zhangsan"}),
        ("system_admin", "/settings/accounts/new/", {"name": "张三", "username": NUMBER}),
        ("bureau", "/lists/rows/views/", {"name": "视图", "query": f"township={NUMBER}"}),
        ("bureau", "/lists/rows/views/", {"name": "视图", "query": "q=231226+19900307+1234"}),
        ("clerk", "/delegations/", {"reason": "电话 138 0000 0101"}),
    ],
)
def test_no_form_takes_a_number_but_where_it_is_sealed(
    county: Any, as_post: Callable[[str], FormClient], who: str, at: str, form: dict[str, str]
) -> None:
    told = as_post(who).post(at, form)
    assert told.status_code == 409
    page = told.content.decode()
    assert "里写了身份证号、手机号或账号，没有提交" in page and "专门的栏目里" in page
    assert NUMBER not in page and "138 0000 0101" not in page


def test_uids_and_the_search_for_a_number_are_no_numbers_that_are_kept(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    assert as_post("bureau").post("/search/", {"q": NUMBER}).status_code == 200
    refuse_numbers(QueryDict(f"version={'1' * 64}"), sealed=())
    refuse_numbers(
        QueryDict("chosen=01931234-1234-7123-9123-123456789012.3&cell-0-id=" + NUMBER), sealed=("cell-",)
    )
