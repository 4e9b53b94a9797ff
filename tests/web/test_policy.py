"""Code tables and holidays on their pages: asked for by one, approved by another, then in force."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dixian.foundation.audit.api import acting, reading
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import HOLIDAY_COLUMNS, Proposal, days_of, items
from dixian.foundation.sheets.api import write_table
from dixian.web.settings.parameter_groups import GROUPS, OTHERS
from tests.web.conftest import SYSTEM
from tests.web.test_worklist import text

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], Client]
SOURCE = "县领导小组〔2026〕3号"
TABLE = "/settings/parameters/lists/at_risk_reason/"
DAYS = "/settings/parameters/days/"


def form(**values: Any) -> dict[str, Any]:
    return {"valid_from": clock.today().isoformat(), "source": SOURCE, **values}


def workbook(rows: list[tuple[str, str, str]]) -> SimpleUploadedFile:
    content = write_table(title="放假安排", columns=HOLIDAY_COLUMNS, rows=rows)
    return SimpleUploadedFile("放假安排.xlsx", content)


def approve_latest(client: Client) -> None:
    with acting(SYSTEM), reading():
        made = Proposal.objects.latest("id")
    answer = client.post(f"/settings/proposals/{made.uid}/", {"verb": "approve"})
    assert answer.status_code == 302, answer.content.decode()


def in_force(read: Callable[[], Any]) -> Any:
    with acting(SYSTEM), reading():
        return read()


def test_a_new_entry_is_asked_for_on_its_page_and_offered_once_approved(county: Any, as_post: AsPost) -> None:
    assert "有风险的原因 核实反馈里" in text(as_post("bureau").get("/settings/parameters/lists/"))
    assert as_post("bureau").post(f"{TABLE}propose/", form(label="因婚丧")).status_code == 302
    assert "有风险的原因：增加“因婚丧”" in text(as_post("reviewer").get("/settings/proposals/"))
    assert "因婚丧" not in text(as_post("leader").get(TABLE))
    approve_latest(as_post("reviewer"))
    assert "因婚丧" in text(as_post("leader").get(TABLE))
    assert "因婚丧" in in_force(lambda: [one.label for one in items("at_risk_reason")])


def test_an_ended_entry_moves_to_what_was_and_says_until_when(county: Any, as_post: AsPost) -> None:
    as_post("bureau").post(f"{TABLE}propose/", form(code="other", ended="1"))
    approve_latest(as_post("reviewer"))
    shown = text(as_post("bureau").get(TABLE))
    assert f"以前的 名称 起始日期 终止日期 依据 其他 2024-01-01 {clock.today()}" in shown
    refused = as_post("bureau").post(f"{TABLE}propose/", form(code="other", label="别的"))
    assert refused.status_code == 409 and "已经停用" in refused.content.decode()


def test_a_year_nobody_has_entered_is_flagged_and_comes_in_by_excel(county: Any, as_post: AsPost) -> None:
    year = clock.today().year + 1
    client = as_post("bureau")
    assert f"{year}年的放假安排还没有登记" in text(client.get(f"{DAYS}?year={year}"))
    listed = [date(year, 10, number) for number in range(1, 8)]
    workdays = [day for day in listed if day.weekday() < 5]
    sent = workbook([(day.isoformat(), "放假", "国庆节") for day in listed])
    assert client.post(f"{DAYS}{year}/load/", form(file=sent)).status_code == 302
    shown = text(as_post("reviewer").get("/settings/proposals/"))
    assert f"{year}年放假安排：登记 {len(workdays)} 天" in shown
    assert f"{workdays[0]}（周" in shown and "放假，国庆节" in shown
    approve_latest(as_post("reviewer"))
    assert in_force(lambda: [one.day for one in days_of(year)]) == workdays
    assert "还没有登记" not in text(client.get(f"{DAYS}?year={year}"))


def test_a_list_that_cannot_be_read_is_refused_with_row_and_remedy(county: Any, as_post: AsPost) -> None:
    sent = workbook([("十月一日", "放假", "国庆节")])
    refused = as_post("bureau").post(f"{DAYS}2026/load/", form(file=sent))
    said = refused.content.decode()
    assert refused.status_code == 409
    assert "放假安排.xlsx" in said and "日期看不懂" in said and "这次没有提请" in said


def test_the_packaged_calendar_fills_a_year_it_knows_and_says_where_it_does_not(
    county: Any, as_post: AsPost
) -> None:
    client, day = as_post("bureau"), date(2025, 10, 1)
    later = {"valid_from": (clock.today() + timedelta(days=1)).isoformat()}
    client.post(f"{DAYS}propose/", form(day=day.isoformat(), kind=""))
    approve_latest(as_post("reviewer"))
    assert day not in in_force(lambda: [one.day for one in days_of(2025)])
    assert client.post(f"{DAYS}2025/fill/", form(**later)).status_code == 302
    assert "2025年放假安排：登记 1 天" in text(client.get("/settings/proposals/"))
    refused = client.post(f"{DAYS}2098/fill/", form())
    assert "随附的日历里还没有 2098 年" in refused.content.decode()
    assert client.post(f"{DAYS}0/fill/", form()).status_code == 409


def test_a_value_out_of_range_is_refused_on_the_page_with_the_range(county: Any, as_post: AsPost) -> None:
    page = text(as_post("bureau").get("/settings/parameters/warn.days/"))
    assert "填 0 到 30 之间的整数" in page
    at = "/settings/parameters/warn.days/"
    refused = as_post("bureau").fill_in(at, f"{at}propose/", form(text="-5"))
    assert "不在允许的范围内" in refused.content.decode()
    assert "填 0 到 30 之间的整数" in refused.content.decode()


def test_parameters_stand_under_headings_and_each_heading_is_a_step_away(
    county: Any, as_post: AsPost
) -> None:
    page = as_post("bureau").get("/settings/parameters/").content.decode()
    for heading in GROUPS:
        assert re.search(rf'href="#(g\d)">{heading} \d+<', page)
        assert f"<h2>{heading}</h2>" in page
    assert OTHERS not in page, "every parameter has a heading of its own"
