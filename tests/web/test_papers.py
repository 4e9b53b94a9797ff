"""The push sheet and the township's 反馈表 as Word and Excel: who is on it, what was found, and no number of anybody."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sheet(county: Any) -> Any:
    """张三's on a sheet, answered by the village."""
    with acting(SYSTEM), writing():
        (made,) = verification.release(lead_uids=[county.lead.uid], post=county["bureau"])
        verification.answer(
            lead=Lead.objects.get(pk=county.lead.pk), verdict=Verdict.NO_RISK, reason="reimbursed",
            method=Method.PHONE, event_on=clock.today(), post=county["cadre"],
        )  # fmt: skip
    return made


def asked(client: FormClient, sheet: Any, form: str) -> Any:
    at = f"/push-sheets/{sheet.uid}/"
    return client.fill_in(at, f"{at}paper/", {"form": form, "reason": "印发各村核实"})


def cells(content: bytes) -> list[list[str]]:
    (table,) = Document(io.BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def words(content: bytes) -> str:
    return "\n".join(one.text for one in Document(io.BytesIO(content)).paragraphs)


def test_the_push_sheet_is_a_numbered_paper_of_the_bureau(
    county: Any, as_post: Callable[[str], FormClient], sheet: Any
) -> None:
    told = asked(as_post("bureau"), sheet, "推送单.docx")
    assert told.status_code == 200
    text = words(told.content)
    assert text.startswith("绥棱县农业农村局") and str(sheet) in text
    assert f"{county.township.name}：" in text
    header, row = cells(told.content)
    assert header[-1] == "核实期限"
    assert row[3] == "张三" and "9,000" in row[4]
    assert county.lead.household.phone is None or "138" not in text


def test_the_answers_come_out_as_a_form_the_township_stamps(
    county: Any, as_post: Callable[[str], FormClient], sheet: Any
) -> None:
    told = asked(as_post("clerk"), sheet, "反馈表.docx")
    assert "（盖章）" in words(told.content)
    assert words(told.content).startswith(county.township.name)
    row = cells(told.content)[1]
    assert row[3:] == ["电话", str(clock.today()), "无返贫致贫风险", "费用已报销或救助，负担不重", "待确认"]


def test_as_pdf_it_is_the_same_paper(county: Any, as_post: Callable[[str], FormClient], sheet: Any) -> None:
    for form in ("推送单.pdf", "反馈表.pdf"):
        told = asked(as_post("clerk"), sheet, form)
        assert (told.status_code, told["Content-Type"], told.content[:5]) == (
            200,
            "application/pdf",
            b"%PDF-",
        )


def test_as_a_workbook_it_says_the_same(
    county: Any, as_post: Callable[[str], FormClient], sheet: Any
) -> None:
    for form in ("推送单.xlsx", "反馈表.xlsx"):
        told = asked(as_post("clerk"), sheet, form)
        shared = zipfile.ZipFile(io.BytesIO(told.content)).read("xl/sharedStrings.xml").decode()
        assert "张三" in shared and county.village.name in shared


def test_it_is_noted_with_the_reason_and_not_without(
    county: Any, as_post: Callable[[str], FormClient], sheet: Any
) -> None:
    client, at = as_post("clerk"), f"/push-sheets/{sheet.uid}/"
    assert client.fill_in(at, f"{at}paper/", {"form": "推送单.docx", "reason": ""}).status_code == 409
    assert client.fill_in(at, f"{at}paper/", {"form": "别的", "reason": "印发各村"}).status_code == 409
    assert as_post("far_clerk").post(f"{at}paper/", {"form": "推送单.docx"}).status_code == 404
    with acting(SYSTEM), reading():
        assert Lead.objects.get(pk=county.lead.pk).state == "answered"
