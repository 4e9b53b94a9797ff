"""A refused form leads back to the page it stood on, and to no other host; what was sent back says why at the top."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dixian.foundation.audit.api import acting, writing
from dixian.warning.verification.api import release
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]
BACK = "返回上一页"
HERE = "http://testserver"
FINDING = {"finding": "no_risk:reimbursed", "method": "home"}


def refused(client: Client, lead: Any, came_from: str | None) -> str:
    """The page of an answer that says nothing, sent from `came_from`."""
    at = f"/leads/{lead.uid}/"
    headers = {"referer": came_from} if came_from is not None else {}
    response = client.post(f"{at}answer/", {}, headers=headers)
    assert response.status_code == 409
    return str(response.content.decode())


def test_a_refused_form_leads_back_to_its_page(county: Any, as_post: As) -> None:
    at = f"/leads/{county.lead.uid}/"
    page = refused(as_post("cadre"), county.lead, f"{HERE}{at}?from=desk")
    assert f'<a class="btn btn-primary" href="{at}?from=desk">{BACK}</a>' in page
    assert "回到待办" in page


@pytest.mark.parametrize(
    "elsewhere",
    [
        None,
        "",
        "http://elsewhere.example/leads/",
        "https://testserver.elsewhere.example/leads/",
        "javascript:alert(1)",
        f"{HERE}/no-such-page/",
        f"{HERE}/push-desk/release/",
    ],
)
def test_it_leads_to_no_other_host_and_to_no_page_that_only_takes_forms(
    county: Any, as_post: As, elsewhere: str | None
) -> None:
    assert BACK not in refused(as_post("cadre"), county.lead, elsewhere)


def test_two_slashes_in_front_are_no_other_host(county: Any, as_post: As) -> None:
    page = refused(as_post("cadre"), county.lead, f"{HERE}//leads/")
    assert f'href="/leads/">{BACK}' in page and 'href="//' not in page


def test_a_page_that_was_only_asked_for_offers_no_way_back(county: Any, as_post: As) -> None:
    response = as_post("cadre").get("/settings/rights/", headers={"referer": f"{HERE}/leads/"})
    assert response.status_code == 403
    assert BACK not in response.content.decode()


def test_an_address_that_only_takes_forms_leads_to_the_page_above_it(county: Any, as_post: As) -> None:
    lead = f"/leads/{county.lead.uid}/"
    for post, address, above in (
        ("cadre", f"{lead}answer/", lead),
        ("bureau", "/push-desk/release/", "/push-desk/"),
        ("bureau", "/settings/parameters/limit.answer/propose/", "/settings/parameters/limit.answer/"),
    ):
        response = as_post(post).get(address)
        page = response.content.decode()
        assert (response.status_code, response.headers["Allow"]) == (405, "POST")
        assert "这个地址只办理提交上来的表单" in page and f'href="{above}">回到原来的页面' in page
        assert "没有保存" not in page


def test_a_form_sent_to_a_page_that_takes_none_is_told_so(county: Any, as_post: As) -> None:
    response = as_post("bureau").post("/settings/rights/nowhere/", {})
    assert response.status_code == 404
    response = as_post("bureau").post("/brief/", {}, headers={"referer": f"{HERE}/brief/"})
    page = response.content.decode()
    assert response.status_code == 405
    assert "不接受提交" in page and f'href="/brief/">{BACK}' in page


def test_what_was_sent_back_says_why_above_the_form(county: Any, as_post: As) -> None:
    with acting(SYSTEM), writing():
        release(lead_uids=[county.lead.uid], post=county["bureau"])
    at = f"/leads/{county.lead.uid}/"
    for reason in ("补充报销情况", "再问一次住院的日子"):
        assert as_post("cadre").fill_in(at, f"{at}answer/", FINDING).status_code == 302
        assert as_post("clerk").fill_in(at, f"{at}send-back/", {"reason": reason}).status_code == 302
    above = as_post("cadre").get(at).content.decode().split("核实反馈")[0]
    assert "退回补充核实" in above and "再问一次住院的日子" in above and "补充报销情况" not in above
    assert county.posts["clerk"].user.name in above
    assert as_post("cadre").fill_in(at, f"{at}answer/", FINDING).status_code == 302
    assert "退回补充核实" not in as_post("clerk").get(at).content.decode()
