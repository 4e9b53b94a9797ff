"""A kind is set in the browser: the form gives back what stands, and says what is new."""

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import Proposal, approve
from dixian.warning.submissions.api import DataKind, columns_of, setting_of
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
AT = "/settings/parameters/kinds/"
PAPER = "县领导小组〔2024〕3号"


class Filled(HTMLParser):
    """What a form would send as it stands."""

    def __init__(self, html: str, action: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._action, self._within, self._select = action, False, ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._within = one.get("action") == self._action
        if not self._within:
            return
        chosen = one.get("type") not in ("checkbox", "radio") or "checked" in one
        if tag == "input" and chosen and one["name"] != "csrfmiddlewaretoken":
            self.sent[one["name"]] = one.get("value", "")
        if tag == "select":
            self._select = one["name"]
        if tag == "option" and ("selected" in one or self._select not in self.sent):
            self.sent[self._select] = one["value"]


@pytest.fixture
def approved(county: Any) -> Callable[[], Proposal]:
    """The last proposal, approved by another person."""

    def decide() -> Proposal:
        with acting(SYSTEM), writing():
            asked = Proposal.objects.latest("id")
            approve(proposal=asked, post=county.posts["reviewer"])
        return asked

    return decide


def sent_as_it_stands(client: FormClient, page: str, to: str, **changes: str) -> Any:
    """The form of a page with a few fields filled in otherwise."""
    return client.post(to, {**Filled(client.get(page).content.decode(), to).sent, **changes})


def test_a_form_sent_with_one_change_changes_nothing_else(county, as_post, approved):
    before = setting_of(DataKind.objects.get(code="yb_zifu"))
    at = f"{AT}yb_zifu/"
    done = sent_as_it_stands(
        as_post("bureau"), at, f"{at}propose/", sign_off="1", source=PAPER, valid_from=str(clock.today())
    )
    assert done.status_code == 302
    assert approved().arguments["said"] == ["负责人签发：不要 改为 要"]
    kind = DataKind.objects.get(code="yb_zifu")
    assert kind.sign_off
    assert setting_of(kind).columns == before.columns


def test_a_new_kind_is_on_the_departments_page_with_its_columns(county, as_post, approved):
    fields = {
        "name": "雹灾受灾户",
        "unit": "ybj",
        "mode": "increment",
        "title-5": "损失金额",
        "type-5": "Money",
        "amount": "5",
        "title-6": "灾种",
        "type-6": "Choice",
        "options-6": "轻、重",
        "source": PAPER,
        "valid_from": str(clock.today()),
    }
    assert sent_as_it_stands(as_post("bureau"), f"{AT}new/", f"{AT}new/propose/", **fields).status_code == 302
    approved()
    kind = DataKind.objects.get(name="雹灾受灾户")
    titles = [one.title for one in columns_of(kind)]
    assert titles == ["姓名", "身份证号", "乡镇", "村", "户籍地址", "损失金额", "灾种"]
    assert (kind.amount_column, kind.columns[-1]["options"]) == ("column_1", ["轻", "重"])
    assert "雹灾受灾户" in as_post("insurer").get("/submissions/").content.decode()
    page = as_post("insurer").get(f"/submissions/kinds/{kind.uid}/template/")
    assert page.status_code == 200
    rules = as_post("bureau").get("/settings/parameters/rules/").content.decode()
    assert f"/settings/parameters/rules/{kind.code}/general/" in rules


def test_what_can_not_be_comes_back_with_what_to_do(county, as_post):
    at = f"{AT}yb_zifu/"
    done = sent_as_it_stands(
        as_post("bureau"), at, f"{at}propose/", **{"title-3": ""}, source=PAPER, valid_from="2030-01-01"
    )
    assert done.status_code == 409
    assert "不能删除" in done.content.decode()
    assert date(2030, 1, 1) not in set(DataKind.objects.values_list("valid_from", flat=True))
