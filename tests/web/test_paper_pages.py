"""Papers on pages: a template that is wrong is not taken, a card and a dossier hold no number, who took a dossier is noted."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from docx import Document

from dixian.commons.leads.api import LeadSource
from dixian.foundation.audit.api import ReadRecord, acting, load_reads, reading, writing
from dixian.foundation.kernel import clock
from dixian.foundation.papers.api import PaperTemplate, packaged
from dixian.foundation.policy.api import Proposal
from dixian.registry.facts.api import NewFact, post_facts
from dixian.registry.households.api import Person
from dixian.warning.cases.enums import Step
from dixian.warning.declarations.api import open_entrance
from dixian.web.cases.wordings import WORDED
from tests.support.client import FormClient
from tests.support.database import as_worker
from tests.web.conftest import SYSTEM
from tests.web.story_of_settings import LATER
from tests.web.story_steps import file_of

pytestmark = pytest.mark.django_db(transaction=True)


def words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_template_that_is_wrong_is_refused_with_everything_named(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    document = Document(io.BytesIO(packaged(WORDED[Step.NOTICE])))
    document.add_paragraph("{{身份证号}}，因病，{{户籍地}}")
    document.save(buffer := io.BytesIO())
    at = f"/settings/parameters/papers/{WORDED[Step.NOTICE].code}/"
    sent = {"of": "sent", "file": file_of(buffer.getvalue(), "公示.docx"), **LATER}
    told = as_post("bureau").fill_in(at, f"{at}propose/", sent)
    assert told.status_code == 409
    for said in ("{{身份证号}}是号码", "没有这样的占位：{{户籍地}}", "不能出现“因病”"):
        assert said in told.content.decode()
    with acting(SYSTEM), reading():
        assert not PaperTemplate.objects.exists()
        assert not Proposal.objects.filter(subject="template").exists()


def test_a_household_on_paper_holds_no_full_number(county: Any, as_post: Callable[[str], FormClient]) -> None:
    with acting(SYSTEM), reading():
        person = Person.objects.select_related("household").get(pk=county.villager.pk)
        number = person.id_number.open() if person.id_number else ""
    at = f"/households/{person.household.uid}/"
    clerk = as_post("clerk")
    dossier = clerk.fill_in(at, f"{at}dossier/", {"reason": "迎接核查"})
    text = words(dossier.content)
    assert person.name in text and "线索和核实结论" in text and "原件目录" in text
    assert number and number not in text and number[:6] in text
    card = as_post("cadre").fill_in(at, f"{at}card/", {"as": "pdf"})
    said = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(card.content))
    assert "12317" in said and number not in said
    with as_worker():
        load_reads()
    noted = {one.what: one.reason for one in ReadRecord.objects.filter(what__startswith="打印")}
    assert noted == {"打印一户一档": "迎接核查", "打印明白卡": "送到户里"}


def test_a_household_out_of_reach_is_on_no_paper(county: Any, as_post: Callable[[str], FormClient]) -> None:
    at = f"/households/{county.villager.household.uid}/"
    far = as_post("far_clerk")
    assert far.post(f"{at}dossier/", {"reason": "迎接核查"}).status_code == 404
    assert far.post(f"{at}card/", {}).status_code == 404


def test_the_dossier_tells_every_reason_and_figures_with_their_unit_and_the_card_whom_to_call(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    lead, home = county.lead, county.lead.household
    paid = NewFact(kind="health.own_cost", household=home.pk, village=home.village_id, value=Decimal("4321.50"),
                   valid_from=clock.today(), source_label="县医保局报送")  # fmt: skip
    with acting(SYSTEM), writing():
        first = lead.sources.order_by("id").first()
        LeadSource.objects.create(
            lead=lead, household=home, village=lead.village, unit=first.unit, kind="visit", source_uid=uuid4(),
            group_uid=uuid4(), sentence="走访发现：住房有安全隐患",
        )  # fmt: skip
        post_facts([paid])
        open_entrance(village=home.village, phone="04554622001", reason="换新的", post=county["clerk"])
    at, clerk = f"/households/{home.uid}/", as_post("clerk")
    text = words(clerk.fill_in(at, f"{at}dossier/", {"reason": "迎接核查"}).content)
    assert "走访发现：住房有安全隐患" in text and first.sentence.partition("（")[0] in text
    assert "4,321.50 元" in text
    card = words(clerk.fill_in(at, f"{at}card/").content)
    assert "村里接电话的" in card and "04554622001" in card
