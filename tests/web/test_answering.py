"""批量核实 on its page: several at once, each for itself; what can't be is named."""

import pytest

from dixian.commons.leads.api import Lead
from dixian.foundation.audit.api import acting, writing
from dixian.warning.verification.api import Answer, release
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
PAGE, SENT = "/answer-desk/", "/answer-desk/answer/"


@pytest.fixture
def waiting(county):
    """张三's lead is the village's."""
    with acting(SYSTEM), writing():
        release(lead_uids=[county.lead.uid], post=county["bureau"])
        county.lead = Lead.objects.get(pk=county.lead.pk)
    return county


def sent(client, form):
    return client.post(SENT, {**client.hidden(PAGE, SENT), **form}, follow=True)


def test_several_are_answered_with_one_reason_and_marked_for_the_township(waiting, as_post):
    lead = waiting.lead
    form = {"chosen": f"{lead.uid}.{lead.version}", "reason": "reimbursed", "note": "医保结算单"}
    said = sent(as_post("cadre"), form).content.decode()
    assert "已反馈 1 户" in said
    assert "没有等您核实的线索" in said
    desk = as_post("clerk").get("/confirm-desk/").content.decode()
    assert "批量核实</span>" in desk
    assert "查资料批量核实" in desk


def test_a_reason_that_asks_for_a_visit_is_not_offered_and_not_taken(waiting, as_post):
    lead = waiting.lead
    assert "income_enough" not in as_post("cadre").get(PAGE).content.decode()
    form = {"chosen": f"{lead.uid}.{lead.version}", "reason": "income_enough", "note": "工资单"}
    said = sent(as_post("cadre"), form).content.decode()
    assert "张三户：这种结论不能查资料批量核实" in said
    with acting(SYSTEM), writing():
        assert not Answer.objects.exists()


def test_what_changed_since_is_named(waiting, as_post):
    form = {"chosen": f"{waiting.lead.uid}.77", "reason": "reimbursed", "note": "医保结算单"}
    said = sent(as_post("cadre"), form).content.decode()
    assert "张三户：在您打开页面之后又有变化" in said
