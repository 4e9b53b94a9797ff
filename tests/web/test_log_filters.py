"""The history and the reads by person, day and kind; what is asked for stands in the address bar."""

import html
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from dixian.foundation.audit.api import Acting, Entry, ReadRecord, acting, id_range, of_days, writing
from dixian.foundation.kernel import clock
from dixian.registry.households.models import Household
from dixian.web.logs import filters
from dixian.web.shell import keyset
from tests.foundation.audit.conftest import ENTRY, owner, tamper  # noqa: F401 - fixtures
from tests.support.database import as_worker
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], Client]
AREA, CODE, LEAD = "foundation_areas_area", "foundation_policy_codeitem", "commons_leads_lead"
FIRST = 1_000_000
NEW_YEAR = date(2030, 1, 1)
ROW = re.compile(r'nowrap">([^<]*)</td><td data-label="操作人">([^<]*)</td>.*?data-label="什么">([^<]*)<')
NEXT = re.compile(r'href="([^"]+)" rel="next"')


@pytest.fixture
def write(county: Any, request: pytest.FixtureRequest) -> Callable[..., None]:
    """Entries as they were written at other times; a line each: moment, kind, who."""
    change = request.getfixturevalue("tamper")

    def written(*lines: tuple[datetime, str, str]) -> None:
        values = ", ".join(
            f"({FIRST + at}, 1, '{moment.isoformat(timespec='microseconds')}', '', '{who}', '', '', '', '{kind}', 1, 'update', '{{}}')"
            for at, (moment, kind, who) in enumerate(lines)
        )
        columns = 'id, xid, at, business_at, actor, post, on_behalf, request, "table", "row", verb, old'
        change(ENTRY, f"INSERT INTO {ENTRY} ({columns}) VALUES {values}")

    return written


def moment(day: int, hour: float = 12) -> datetime:
    """So many days after new year of 2030, in Shanghai."""
    return clock.midnight(NEW_YEAR + timedelta(days=day)) + timedelta(hours=hour)


def rows(client: Client, address: str) -> list[tuple[str, str, str]]:
    """Moment, who and what of each row shown."""
    return ROW.findall(main_of(client, address))


def pages(client: Client, address: str) -> list[list[tuple[str, str, str]]]:
    """The rows of a page and of all that follow it."""
    found, content = [], main_of(client, address)
    while True:
        found.append(ROW.findall(content))
        following = NEXT.search(content)
        if following is None:
            return found
        content = main_of(client, "/logs/" + html.unescape(following[1]))


def test_days_are_those_of_shanghai_and_both_are_included(write: Any, as_post: As) -> None:
    write(*((moment(day, hour), AREA, "job:7") for day in range(10) for hour in (0, 12, 23.9999)))
    client = as_post("audit_admin")
    shown = [at[:10] for at, _, _ in rows(client, "/logs/?since=2030-01-03&until=2030-01-05")]
    assert shown == ["2030-01-05"] * 3 + ["2030-01-04"] * 3 + ["2030-01-03"] * 3
    assert {at[:10] for at, _, _ in rows(client, "/logs/?since=2030-01-10")} == {"2030-01-10"}
    assert rows(client, "/logs/?since=2030-01-11") == []
    assert "2030" not in "".join(at for at, _, _ in rows(client, "/logs/?until=2029-12-31"))


def test_a_day_is_found_though_transactions_at_midnight_overlap(write: Any, as_post: As) -> None:
    """Who began before midnight writes on beside who began after it: ids and times cross."""
    crossing = [-0.2, 0.1, -0.1, 0.2, -0.05, 0.3]
    write(*((moment(1, hour), AREA, "job:7") for hour in (-5, *crossing, 5)))
    for since, until, count in (("2030-01-02", "", 4), ("", "2030-01-01", 4)):
        asked = rows(as_post("audit_admin"), f"/logs/?since={since}&until={until}&what={AREA}")
        assert len(asked) == count, since


def test_halving_comes_to_the_first_entry_of_a_day_though_numbers_are_missing(write: Any) -> None:
    write(*((moment(day), AREA, "job:7") for day in range(9)))
    with acting(SYSTEM):
        for day in range(9):
            asked = NEW_YEAR + timedelta(days=day)
            found = of_days(Entry.objects.all(), asked, asked, id_range(asked, asked))
            assert [one.pk for one in found] == [FIRST + day]


def test_a_person_is_found_by_user_name_or_name_and_jobs_are_nobody(
    write: Any, as_post: As, county: Any
) -> None:
    clerk, bureau = county["clerk"].user, county["bureau"].user
    write(
        (moment(0), AREA, f"user:{clerk.pk}"), (moment(1), AREA, f"user:{bureau.pk}"), (moment(2), AREA, "job:7")
    )  # fmt: skip
    client = as_post("audit_admin")
    for asked in (clerk.username, clerk.username.upper(), clerk.name):
        assert [who for _, who, _ in rows(client, f"/logs/?who={asked}&since=2030-01-01")] == [clerk.name], (
            asked
        )
    nobody = main_of(client, "/logs/?who=没有这个人")
    assert "没有用户名或姓名是“没有这个人”的人" in nobody and "清空“操作人”" in nobody
    assert ROW.findall(nobody) == []


def test_a_kind_of_which_there_are_few_is_found_at_once(write: Any, as_post: As) -> None:
    write((moment(0), CODE, "job:7"), *((moment(1), AREA, "job:7") for _ in range(60)))
    client = as_post("audit_admin")
    assert [what for _, _, what in rows(client, f"/logs/?what={CODE}")] == ["代码表"]
    assert "没有这一类记录" in main_of(client, "/logs/?what=auth_user")


def test_a_kind_of_which_there_are_many_is_looked_for_piece_by_piece_and_none_is_lost(
    write: Any, as_post: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "FEW", 3)
    monkeypatch.setattr(keyset, "LOOK_BACK", 40)
    kinds = [CODE if at < 60 or at == 199 else AREA for at in range(200)]
    write(*((moment(0, at / 100), kind, "job:7") for at, kind in enumerate(kinds)))
    client = as_post("audit_admin")
    found = pages(client, f"/logs/?what={CODE}&since=2030-01-01")
    assert sum(map(len, found)) == 61
    assert [] in found and found[0] != []
    times = [at for page in found for at, _, _ in page]
    assert times == sorted(times, reverse=True)
    following = NEXT.search(main_of(client, f"/logs/?what={CODE}&since=2030-01-01"))
    assert following and "接着往前查" in main_of(client, "/logs/" + html.unescape(following[1]))


def test_the_next_page_keeps_what_is_asked_for(write: Any, as_post: As, county: Any) -> None:
    user = county["clerk"].user
    write(*((moment(0, at / 100), AREA, f"user:{user.pk}" if at % 2 else "job:7") for at in range(240)))
    asked = f"/logs/?who={user.username}&since=2030-01-01&until=2030-01-03&what={AREA}"
    assert [len(page) for page in pages(as_post("audit_admin"), asked)] == [50, 50, 20]
    assert {who for page in pages(as_post("audit_admin"), asked) for _, who, _ in page} == {user.name}


@pytest.mark.parametrize("page", ["/logs/", "/logs/reads/"])
def test_a_day_that_is_none_is_said_and_how_it_is_written(county: Any, as_post: As, page: str) -> None:
    client = as_post("audit_admin")
    for wrong in ("2026-13-01", "昨天", "0001-01-01", "9999-12-31"):
        shown = main_of(client, f"{page}?since={wrong}")
        assert f"日期“{wrong}”看不懂" in shown and "写成 2026-04-03" in shown and "data-row" not in shown
    turned = main_of(client, f"{page}?since=2026-04-03&until=2026-04-01")
    assert "起始日期 2026-04-03 在终止日期 2026-04-01 之后" in turned and "对调" in turned
    assert "没有符合的" in main_of(client, f"{page}?since=2020-01-01&until=2020-01-02")


def test_the_history_of_a_household_is_narrowed_and_stays_its_own(county: Any, as_post: As) -> None:
    household = county.villager.household
    with acting(SYSTEM), writing():
        Household.objects.filter(pk=household.pk).update(address="后屯")
    client, asked = as_post("inspector"), f"/logs/?household={household.uid}"
    everything = rows(client, asked)
    leads = rows(client, f"{asked}&what={LEAD}")
    assert 0 < len(leads) < len(everything) and {what for _, _, what in leads} == {"线索"}
    content = main_of(client, f"{asked}&what={LEAD}")
    assert f'name="household" value="{household.uid}"' in content
    assert f'<option value="{LEAD}" selected>' in content


def test_reads_are_found_by_person_and_day(county: Any, as_post: As) -> None:
    clerk, bureau = county["clerk"].user, county["bureau"].user
    with as_worker():
        for at, user in ((moment(0), clerk), (moment(1), bureau), (moment(1, 23.99), clerk)):
            with acting(Acting(actor="job:1", settings=SYSTEM.settings)), writing():
                ReadRecord.objects.create(at=at, actor=f"user:{user.pk}", what="试", subject="户", count=1)
    client = as_post("audit_admin")

    def count(asked: str) -> int:
        return main_of(client, f"/logs/reads/?{asked}").count("<tr data-row")

    assert count("since=2030-01-01") == 3
    assert count(f"who={clerk.username}&since=2030-01-01") == 2
    assert count("since=2030-01-02&until=2030-01-02") == 2
    assert count(f"who={clerk.name}&since=2030-01-02") == 1
    assert "没有用户名或姓名是" in main_of(client, "/logs/reads/?who=没有这个人")


def test_what_a_person_did_is_found_by_the_index_that_jobs_are_not_in(county: Any) -> None:
    asked = Entry.objects.filter(actor__gte="user:", actor__in=["user:1"]).order_by()
    with acting(SYSTEM), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")
        plan = asked.explain()
    assert "entry_of_person" in plan
