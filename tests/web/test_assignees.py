"""责任分工 on its pages: a list is looked at before it counts, and the township gives leads on, one or many at once."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dixian.commons.leads.api import Lead
from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.sheets.api import write_table
from dixian.foundation.worklist.api import Obligation
from dixian.warning.verification.api import ASSIGNEE_COLUMNS, Assignee, release
from tests.support.register import XLSX
from tests.web.conftest import SYSTEM
from tests.web.doors import wrong_doors

pytestmark = pytest.mark.django_db(transaction=True)
LIST, IMPORT, REDIRECT = "/assignees/", "/assignees/import/", "/confirm-desk/redirect/"


def sent(client, *rows):
    content = write_table(title="责任分工", columns=ASSIGNEE_COLUMNS, rows=rows)
    return client.fill_in(IMPORT, IMPORT, {"file": SimpleUploadedFile("分工.xlsx", content, XLSX)})


def test_a_list_is_looked_at_and_counts_once_it_is_agreed_to(county, as_post):
    client = as_post("clerk")
    preview = sent(client, ("grid", "H00101", "", "", ""), ("grid", "H00104", "", "", "")).content.decode()
    assert "<b>1</b>新指定" in preview
    assert "文件“分工.xlsx”工作表“责任分工”第 3 行：您的范围内没有户编号“H00104”" in preview
    with acting(SYSTEM), reading():
        assert not Assignee.objects.exists()
    client.fill_from(preview, IMPORT)
    page = client.get(LIST).content.decode()
    assert "张三户（H00101）" in page and "某grid" in page


def test_the_second_step_takes_a_file_of_the_same_person_only(county, as_post):
    preview = sent(as_post("clerk"), ("grid", "H00101", "", "", "")).content.decode()
    stored = re.search(r'name="stored" value="([\w-]+)"', preview)
    other = as_post("bureau")
    form = {**other.hidden(IMPORT, IMPORT), "stored": stored[1], "version": ""}
    assert other.post(IMPORT, form).status_code == 404
    with acting(SYSTEM), reading():
        assert not Assignee.objects.exists()


def test_where_nobody_is_responsible_is_listed_by_group(county, as_post):
    page = as_post("clerk").get(LIST, {"missing": "1"}).content.decode()
    assert "前屯" in page and county.village.name in page
    assert wrong_doors(as_post("clerk"), f"{LIST}?missing=1") == []
    everywhere = as_post("bureau").get(LIST, {"missing": "1"}).content.decode()
    assert f"missing=1&amp;township={county.township.code}" in everywhere


@pytest.fixture
def lead(county):
    """张三's, the village's to answer."""
    with acting(SYSTEM), writing():
        release(lead_uids=[county.lead.uid], post=county["bureau"])
        return Lead.objects.get(pk=county.lead.pk)


def test_the_township_gives_a_lead_on_from_its_page_and_from_the_desk(county, lead, as_post):
    client, at = as_post("clerk"), f"/leads/{lead.uid}/"
    said = client.post(
        REDIRECT, {**client.hidden(at, REDIRECT), "to": str(county.posts["grid"].uid)}, follow=True
    ).content.decode()
    assert "已改派给某grid 1 户，核实期限不变" in said
    assert "责任人：某grid（网格员）" in said
    desk = "/confirm-desk/?step=answer"
    form = {"chosen": str(lead.uid), "to": str(county.posts["team"].uid)}
    said = client.post(REDIRECT, {**client.hidden(desk, REDIRECT), **form}, follow=True).content.decode()
    assert "已改派给某team 1 户" in said
    assert "由某team核实" in said
    with acting(SYSTEM), reading():
        duty = Obligation.objects.get(kind="verification.answer", state="open")
        assert duty.post_id == county.posts["team"].pk


def test_without_a_person_or_a_tick_nothing_happens(county, lead, as_post):
    client = as_post("clerk")
    assert client.post(REDIRECT, {"chosen": str(lead.uid)}).status_code == 409
    assert client.post(REDIRECT, {"to": str(county.posts["grid"].uid)}).status_code == 409
