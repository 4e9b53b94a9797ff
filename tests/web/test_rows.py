"""Rows of a file as people see them: before they are submitted, by bin from a duty, and what they led to."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dixian.commons.leads.models import Lead
from dixian.foundation.areas import api as areas
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions.api import Row
from tests.support.register import Someone, pushed, received, settle, workbook
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of, rows_behind, wrong_doors

pytestmark = pytest.mark.django_db(transaction=True)
As = Callable[[str], Client]
DUTY = re.compile(r"<tr data-row>.*?（(\d+) 行）.*?href=\"([^\"]+)\"", re.DOTALL)
BEFORE = Month.of(clock.today()).previous()


@pytest.fixture
def mixed(county: Any, tmp_path: Path) -> Any:
    """An earlier month: two over the line, three whose names don't fit, two nobody knows who say no address and one
    who does, one unreadable.
    """
    people = [Someone(f"吴{number}", number, county.village) for number in range(401, 406)]
    nowhere = areas.Area(name="")
    strangers = [Someone(f"外{number}", number, nowhere) for number in (501, 502)]
    strangers.append(Someone("外503", 503, county.village))
    with acting(SYSTEM), writing():
        settle(people)
        costs = [one.costs("90000") for one in people[:2]]
        costs += [one.costs("9000", name="另一个人") for one in people[2:]]
        costs += [one.costs("700") for one in strangers]
        costs += [people[0].costs("-1")]
        county.mixed = pushed(workbook(tmp_path, costs, BEFORE), county["insurer"], month=BEFORE)
        drain()
    return county


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_each_duty_about_rows_opens_the_rows_it_counts(mixed: Any, as_post: As) -> None:
    client = as_post("bureau")
    opened = {where: int(count) for count, where in DUTY.findall(main_of(client, "/"))}
    at = f"/batches/{mixed.mixed.uid}/settle/"
    assert opened[f"{at}?bin=ambiguous"] == 3
    assert opened[f"{at}?bin=stranger-desk"] == 2
    assert {where: rows_behind(client, where) for where in opened} == opened
    own = {where: int(count) for count, where in DUTY.findall(main_of(as_post("insurer"), "/"))}
    assert (
        own == {f"{at}?bin=rejected": 1} == {where: rows_behind(as_post("insurer"), where) for where in own}
    )


def test_a_row_that_raised_a_warning_says_which_and_leads_to_its_lead(mixed: Any, as_post: As) -> None:
    with acting(SYSTEM), reading():
        leads = Lead.objects.filter(household__head_name__startswith="吴").values_list("uid", flat=True)
    for client in (as_post("insurer"), as_post("bureau")):
        for address in (f"/batches/{mixed.mixed.uid}/?outcome=raised", "/rows/?outcome=raised"):
            page = main_of(client, address)
            assert "吴401截至" in page and "90,000.00 元，达到" in page
            assert [f'href="/leads/{uid}/"' in page for uid in leads] == [True, True]
            assert client.get(f"/leads/{leads[0]}/").status_code == 200


def test_what_rows_led_to_takes_as_many_queries_for_two_as_for_one(mixed: Any, as_post: As) -> None:
    client = as_post("bureau")
    one, two = (f"/batches/{of.uid}/?outcome=raised" for of in (mixed.batch, mixed.mixed))
    assert (rows_behind(client, one), rows_behind(client, two)) == (1, 2)
    nobody_known = f"/batches/{mixed.mixed.uid}/?bin=stranger"
    people_and_households, warnings_and_leads = 2, 2
    more = people_and_households + warnings_and_leads
    assert queries(client, one) == queries(client, two) == queries(client, nobody_known) + more


def test_before_it_is_submitted_the_amounts_are_added_up_and_the_rows_can_be_looked_at(
    mixed: Any, as_post: As, tmp_path: Path
) -> None:
    known, month = Someone("吴401", 401, mixed.village), BEFORE.previous()
    costs = [
        known.costs("1234.56"),
        Someone("外501", 501, mixed.village).costs("700"),
        known.costs("-8"),
    ]
    with acting(SYSTEM), writing():
        waiting = received(workbook(tmp_path, costs, month), mixed["insurer"], month=month)
    client, at = as_post("insurer"), f"/batches/{waiting.uid}/"
    page = main_of(client, at)
    assert "合计 <b>1,934.56 元</b>" in page
    assert wrong_doors(client, at) == []
    assert "1,234.56 元" in main_of(client, f"{at}?bin=linked")


def test_a_number_where_a_name_belongs_is_masked_wherever_the_row_is_shown(
    mixed: Any, as_post: As, tmp_path: Path
) -> None:
    one, month = Someone("吴401", 401, mixed.village), BEFORE.previous()
    with acting(SYSTEM), writing():
        other = Someone("吴402", 402, mixed.village)
        rows = [
            one.costs("1"),
            other.costs("2"),
            one.costs("3", name=f"{one.id_number}张三", number="231226"),
        ]
        pushed(workbook(tmp_path, rows, month), mixed["insurer"], month=month)
        row = Row.objects.get(batch__submission__month=month.code, amount=3)
    for client, at in (
        (as_post("leader"), f"/batches/{row.batch.uid}/"),
        (as_post("leader"), f"/rows/?bin={row.bin}"),
        (as_post("bureau"), f"/rows/{row.uid}/"),
    ):
        page = client.get(at).content.decode()
        assert f"{one.id_number[:6]}********{one.id_number[-4:]}张三" in page, at
        assert one.id_number not in page


def test_the_preview_names_what_it_passed_over_and_did_not_read(mixed: Any, as_post: As) -> None:
    one, month = Someone("吴401", 401, mixed.village), BEFORE.previous()
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        lines = [
            ("姓名", "身份证号", "自付医疗费用"),
            (one.name, one.id_number, 1),
            (one.name, "12345", 2),
            ("合计", "", 3),
        ]
        sheet = book.add_worksheet("一")
        for at, line in enumerate(lines):
            sheet.write_row(at, 0, line)
        book.add_worksheet("二").write_row(0, 0, lines[1])
    with acting(SYSTEM), writing():
        batch = received(out.getvalue(), mixed["insurer"], month=month)
    page = main_of(as_post("insurer"), f"/batches/{batch.uid}/")
    assert "工作表“二”没有找到表头，1 行没有读取" in page and "note-amber" in page
    assert "第 4 行：合计 3" in page and "略过合计、制表人等 1 行" in page


def test_the_preview_counts_repaired_rows_as_its_tiles_do_and_names_destroyed_numbers(
    mixed: Any, as_post: As, tmp_path: Path
) -> None:
    some = [Someone(f"吴{at}", at, mixed.village) for at in (401, 402, 403, 404)]
    true = [one.id_number for one in some]
    numbers, month = (f" {true[0]}", f"{true[1][:15]}000", "2.31226E+17", true[3]), BEFORE.previous()
    with acting(SYSTEM), writing():
        rows = [one.costs("1", number=number) for one, number in zip(some, numbers, strict=True)]
        batch = received(workbook(tmp_path, rows, month), mixed["insurer"], month=month)
    page = main_of(as_post("insurer"), f"/batches/{batch.uid}/")
    assert "3 行的身份证号或姓名不能直接对上</b>：修正后对上 2 行，待人工比对 1 行" in page
    assert "<b>2</b> 修正后对上" in page and "<b>1</b> 待人工比对" in page
    assert (
        "2 行的身份证号被 Excel 存成数字格式，末三位或更多位已丢失</b>：其中 1 行" in page
        and "设为文本格式" in page
    )
    assert "有误" not in page


def test_the_preview_names_the_sheets_that_are_read_together_and_the_sheet_of_each_row(
    mixed: Any, as_post: As
) -> None:
    one, month = Someone("吴401", 401, mixed.village), BEFORE.previous()
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, amounts in (("绥棱镇", (1, 2)), ("上集镇", (3,))):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("姓名", "身份证号", "自付医疗费用"))
            for at, amount in enumerate(amounts, start=1):
                sheet.write_row(at, 0, (one.name, "12345", amount))
    with acting(SYSTEM), writing():
        batch = received(out.getvalue(), mixed["insurer"], month=month)
    page = main_of(as_post("insurer"), f"/batches/{batch.uid}/")
    assert "2 张工作表栏目相同，一起读：“绥棱镇”2 行、“上集镇”1 行，共读到 3 行" in page
    assert "工作表“上集镇”第 2 行" in page


def test_a_row_that_was_matched_offers_nothing_to_settle(mixed: Any, as_post: As) -> None:
    with acting(SYSTEM), reading():
        row = Row.objects.filter(bin="linked").first()
    assert row is not None
    assert "办结</button>" not in main_of(as_post("bureau"), f"/rows/{row.uid}/")


def test_more_rows_than_one_condition_takes_come_as_a_workbook(
    county: Any, as_post: As, tmp_path: Path
) -> None:
    people = [Someone(f"吴{number}", number, county.village) for number in range(1_000, 2_100)]
    with acting(SYSTEM), writing():
        settle(people)
        pushed(
            workbook(tmp_path, [one.costs("1") for one in people], BEFORE), county["insurer"], month=BEFORE
        )
    response = as_post("insurer").post("/rows/?bin=linked", {"reason": "核对"})
    assert response.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    written = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {one.name for one in people} <= written


def test_a_search_that_finds_too_many_says_so(county: Any, as_post: As) -> None:
    with acting(SYSTEM), writing():
        settle(Someone(f"吴{number}", number, county.village) for number in range(401, 435))
    page = as_post("bureau").post("/search/", {"q": "吴"}).content.decode()
    assert page.count("<tr data-row>") == 30
    assert "只列出前 30 人" in page
