"""A disaster is named and 其他 explained on the case, so that the checks that ask for it can be satisfied."""

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.api import note_risk
from dixian.warning.cases.checks import CHECKS
from dixian.warning.cases.collecting import keep_risks
from dixian.warning.cases.models import CaseRisk
from dixian.web.cases.entry import fields_of
from tests.warning.measures.conftest import approved

pytestmark = pytest.mark.django_db


def asked() -> set[str]:
    """The checks of 备注 that find something."""
    wanted = {"2_11_004", "2_11_005"}
    return {one.code for one in CHECKS if one.code in wanted and list(one.find())}


def test_a_note_satisfies_the_checks_that_ask_for_it_and_goes_to_the_national_system(county, people):
    case = approved(people["李四"].person.household, days_ago=10)
    keep_risks(case, ["disaster", "other"], clock.today())
    assert asked() == {"2_11_004", "2_11_005"}
    note_risk(case=case, risk="disaster", note="洪涝灾害", post=county["cadre"])
    note_risk(case=case, risk="other", note="官司赔偿", post=county["clerk"])
    assert asked() == set()
    told = dict(fields_of(case, county["clerk"]))
    assert (told["因自然灾害子项"], told["其他备注"]) == ("洪涝灾害", "官司赔偿")


def test_only_a_risk_that_needs_one_and_is_there_takes_a_note(county, people):
    case = approved(people["李四"].person.household, days_ago=10)
    keep_risks(case, ["illness"], clock.today())
    for risk, note, said in (
        ("illness", "高血压", "不用备注"),
        ("disaster", "旱灾", "没有登记这项"),
        ("disaster", " ", "没有写备注"),
    ):
        with pytest.raises(Refusal, match=said):
            note_risk(case=case, risk=risk, note=note, post=county["cadre"])
    with pytest.raises(NotAllowed):
        note_risk(case=case, risk="disaster", note="旱灾", post=county["bureau"])
    assert not CaseRisk.objects.exclude(note="").exists()
