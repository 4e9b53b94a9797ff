"""A list as somebody wants it: its columns, its order, saved under a name, taken along as a workbook."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dixian.commons.leads.models import Lead
from dixian.foundation.accounts.api import SavedView
from dixian.foundation.audit.api import acting, load_reads, reading, writing
from dixian.foundation.audit.models import ReadRecord
from dixian.foundation.kernel import clock
from dixian.foundation.policy.models import Parameter
from dixian.registry.households.models import Household
from dixian.web.lists.columns import LISTINGS, Column
from dixian.web.shell.keyset import page_by
from tests.support.client import FormClient
from tests.support.database import as_worker
from tests.support.register import Someone, settle
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], FormClient]
REASON = {"reason": "报领导小组会议"}
TEMPLATES = Path(__file__).resolve().parents[2] / "dixian/web/templates"
NAMES = "甲乙丙丁戊己庚"


@pytest.fixture
def households(county: Any) -> Any:
    """Seven households of several sizes more."""
    with acting(SYSTEM), writing():
        settle([Someone(f"赵{name}", 300 + at, county.village) for at, name in enumerate(NAMES)])
        for at, name in enumerate(NAMES):
            Household.objects.filter(head_name=f"赵{name}").update(size=1 + at % 3)
    return county


def heads(content: str) -> list[str]:
    found = re.search(r"<thead>(.*?)</thead>", content, re.DOTALL)
    assert found
    return [re.sub(r"<[^>]+>|[↑↓ ]", "", one) for one in re.findall(r"<th.*?</th>", found[1])]


def sizes(client: FormClient, address: str) -> list[int]:
    """The column 人口 of every page of the list."""
    found: list[int] = []
    while address:
        content = client.get(address).content.decode()
        found += [int(one) for one in re.findall(r'<td class="num" data-label="人口">(\d+)</td>', content)]
        further = re.search(r'href="([^"]+)" rel="next"', content)
        address = "/households/" + further[1].replace("&amp;", "&") if further else ""
    return found


def sheet_of(response: Any) -> list[tuple[Any, ...]]:
    assert response.status_code == 200, response.content.decode()[-800:]
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return list(book.active.iter_rows(values_only=True))


@pytest.mark.parametrize(("order", "turned"), [("size", False), ("-size", True)])
def test_a_list_put_in_order_goes_through_its_pages_in_that_order(
    households: Any, as_post: As, monkeypatch: pytest.MonkeyPatch, order: str, turned: bool
) -> None:
    monkeypatch.setattr("dixian.web.lists.looks.PAGE", 3)
    found = sizes(as_post("clerk"), f"/households/?sort={order}")
    assert found == sorted(found, reverse=turned)
    with acting(SYSTEM), reading():
        assert len(found) == Household.objects.filter(village=households.village).count()


@pytest.mark.parametrize("descending", [False, True])
def test_rows_without_a_value_come_last_whichever_way_it_goes(county: Any, descending: bool) -> None:
    with acting(SYSTEM), writing():
        first, *others = Lead.objects.order_by("id")
        Lead.objects.filter(pk=first.pk).update(due_on=None)
        found, key = [], ""
        while True:
            part = page_by(Lead.objects.all(), key, field="due_on", size=1, descending=descending)
            found += [one.pk for one in part.rows]
            key = part.next_key
            if not key:
                break
    assert found[-1] == first.pk and sorted(found) == sorted([first.pk, *(one.pk for one in others)])


def test_a_key_of_one_order_is_refused_in_another(
    households: Any, as_post: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dixian.web.lists.looks.PAGE", 3)
    content = as_post("clerk").get("/households/?sort=size").content.decode()
    key = re.search(r'after=([^"&]+)" rel="next"', content)
    assert key
    assert as_post("clerk").get(f"/households/?sort=number&after={key[1]}").status_code == 400


def test_an_order_nobody_declared_leaves_the_list_as_it_was(households: Any, as_post: As) -> None:
    client = as_post("clerk")
    plain = sizes(client, "/households/")
    assert sizes(client, "/households/?sort=phone") == sizes(client, "/households/?sort=group") == plain


def test_the_columns_one_chose_stay_until_chosen_anew_and_are_nobody_elses(county: Any, as_post: As) -> None:
    mine = as_post("bureau")
    chosen = {"column": ["number", "verdict"]}
    mine.fill_in("/leads/", "/lists/leads/columns/", chosen)
    assert heads(mine.get("/leads/").content.decode()) == ["户主", "户编号", "结论"]
    others = heads(as_post("reviewer").get("/leads/").content.decode())
    assert others == ["户主", "乡镇", "村", "状态", "发现日期", "本步期限", "结论"]
    mine.fill_in(
        "/leads/", "/lists/leads/columns/", {"column": [one.code for one in LISTINGS["leads"].chosen(())]}
    )
    assert heads(mine.get("/leads/").content.decode()) == others


def test_a_view_keeps_filter_order_and_columns_under_its_name(county: Any, as_post: As) -> None:
    client = as_post("bureau")
    seen = f"/leads/?township={county.township.code}&state=waiting&sort=-opened"
    client.fill_in(seen, "/lists/leads/views/", {"name": "绥棱镇待推送", "columns": "household,village"})
    page = client.get("/leads/").content.decode()
    address = re.search(r'class="chip" href="(/leads/\?[^"]*view=[^"]+)"', page)
    assert address and "绥棱镇待推送</a>" in page
    opened = client.get(address[1].replace("&amp;", "&")).content.decode()
    assert heads(opened) == ["户主", "村"]
    assert f"township={county.township.code}" in address[1]
    assert "state=waiting" in address[1] and "sort=-opened" in address[1]
    assert "绥棱镇待推送" not in as_post("reviewer").get("/leads/").content.decode()


def test_a_view_of_the_same_name_is_replaced_and_thirteen_are_too_many(county: Any, as_post: As) -> None:
    client = as_post("bureau")
    for at in range(12):
        client.fill_in("/leads/", "/lists/leads/views/", {"name": f"第{at}个"})
    assert client.fill_in("/leads/?late=1", "/lists/leads/views/", {"name": "第3个"}).status_code == 302
    refused = client.fill_in("/leads/", "/lists/leads/views/", {"name": "再一个"})
    assert refused.status_code == 409 and "已有 12 个视图" in refused.content.decode()
    with acting(SYSTEM), reading():
        assert SavedView.objects.get(name="第3个").query == "late=1"


def test_nobody_drops_the_view_of_another(county: Any, as_post: As) -> None:
    as_post("bureau").fill_in("/leads/", "/lists/leads/views/", {"name": "我的"})
    with acting(SYSTEM), reading():
        view = SavedView.objects.get(name="我的")
    assert as_post("reviewer").post(f"/lists/views/{view.uid}/drop/").status_code == 404
    assert as_post("bureau").post(f"/lists/views/{view.uid}/drop/").status_code == 302


def test_a_name_with_an_id_number_in_it_is_not_kept(county: Any, as_post: As) -> None:
    number = Someone("张三", 101, county.village).id_number
    refused = as_post("bureau").fill_in("/leads/", "/lists/leads/views/", {"name": number})
    assert refused.status_code == 409


def test_the_workbook_holds_what_is_seen_in_the_order_and_columns_of_the_page(
    households: Any, as_post: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dixian.web.lists.exporting.BLOCK", 3)
    client = as_post("clerk")
    head, *rows = sheet_of(client.post("/households/?sort=-size&cols=head,size", REASON))
    assert head == ("户主", "人口")
    assert [row[1] for row in rows] == sizes(client, "/households/?sort=-size")


def test_a_workbook_is_noted_with_its_reason_and_every_household_in_it(county: Any, as_post: As) -> None:
    _, *rows = sheet_of(as_post("bureau").post("/leads/", REASON))
    with as_worker():
        load_reads()
    with acting(SYSTEM), reading():
        noted = ReadRecord.objects.latest("id")
    told = (noted.what, noted.subject, noted.reason, noted.count)
    assert told == ("导出线索", "户", REASON["reason"], len(rows))


def test_without_a_reason_or_the_right_there_is_no_workbook(county: Any, as_post: As) -> None:
    assert as_post("bureau").post("/leads/", {}).status_code == 409
    assert as_post("cadre").post("/leads/", REASON).status_code == 403
    assert "导出" not in as_post("cadre").get("/leads/").content.decode()


def test_more_rows_than_policy_allows_are_refused_with_what_to_do(households: Any, as_post: As) -> None:
    with acting(SYSTEM), writing():
        Parameter.objects.filter(code="export.rows").update(text="3", valid_from=clock.today())
    refused = as_post("clerk").post("/households/", REASON)
    assert refused.status_code == 409 and "按乡镇分开导出" in refused.content.decode()


def test_a_workbook_reaches_no_further_than_its_post(county: Any, as_post: As) -> None:
    assert len(sheet_of(as_post("far_clerk").post("/leads/", REASON))) == 1


def test_each_list_names_its_columns_once_and_puts_in_order_by_one_it_has() -> None:
    for name, listing in LISTINGS.items():
        assert len(listing.by_code) == len(listing.columns), name
        assert not listing.order or listing.by_code[listing.order].sort, name
        assert sum(column.kept for column in listing.columns) == 1, name


def test_a_day_stands_whole_in_a_cell_and_plain_in_an_attribute() -> None:
    told = Column("issued", "推送", lambda one: f"{one}<王> 2026-11-28").cell("A")
    assert told == '<td data-label="推送">A&lt;王&gt; <span class="nowrap">2026-11-28</span></td>'
    inside = re.compile(r'="[^"<>]*\|day\s*[|}]')
    assert [
        path.name for path in TEMPLATES.rglob("*.html") if inside.search(path.read_text(encoding="utf8"))
    ] == []
