"""What came of leads, help and eliminations, in numbers."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dixian.commons.leads.api import NewSource, raise_leads
from dixian.commons.leads.models import LeadSource
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.uids import new_uid
from dixian.registry.facts.api import NewFact, post_facts
from dixian.warning.cases.api import Case, HomeCheck
from dixian.warning.elimination.api import ask_reversal, decide_reversal, incomes, relapse, yields
from tests.warning.elimination.steps import case_of, ended, noticed, posted, proposed

pytestmark = pytest.mark.django_db


def source(county, home, **more):
    one = NewSource(
        kind="alert", source_uid=new_uid(), group_uid=new_uid(), unit=county.insurance.pk, household=home.pk,
        village=home.village_id, township=county.township.pk, sentence="自付 20,000 元", opened_on=clock.today(),
    )  # fmt: skip
    raise_leads([one])
    LeadSource.objects.filter(source_uid=one.source_uid).update(**more)


def test_a_source_yields_what_was_found_at_risk_of_what_was_answered(county, people):
    today = clock.today()
    source(county, people["张三"].person.household, answer="at_risk", answered_on=today)
    source(county, people["王五"].person.household, answer="no_risk", answered_on=today)
    source(county, people["赵六"].person.household)
    (one,) = yields(county["bureau"])
    assert (one.kind, one.told, one.answered, one.at_risk, one.rate) == ("部门预警", 3, 2, 1, 50)


def test_income_is_told_before_and_after(county, helped):
    assert [one.count for one in incomes(county["bureau"])] == [0, 0]
    place = {"household": helped.household, "village": helped.household.village}
    zero = dict.fromkeys(("business", "property_income", "transfer", "cost"), 0)
    HomeCheck.objects.create(
        case=helped.case, on=clock.today(), by=county["cadre"].user, checkers="某村干部", need="收入低",
        monitoring_type="marginal", size=2, wage=8000, **zero, **place,
    )  # fmt: skip
    post_facts(
        [
            NewFact(kind="income.per_head", household=helped.household.pk, village=helped.household.village_id,
                    value=Decimal(9000), valid_from=clock.today(), source_label="收入采集")
        ]
    )  # fmt: skip
    first = incomes(county["bureau"])[0]
    assert (first.count, first.before, first.after, first.risen) == (1, 4000, 9000, 1)


def test_who_comes_back_is_a_relapse(county, helped):
    one = posted(county, proposed(county, helped))
    with clock.at(clock.noon(one.until + timedelta(days=1))):
        ended(county, noticed(county, one))
        drain()
        assert (relapse(county["bureau"]).eliminated, relapse(county["bureau"]).rate) == (1, 0)
        asked = ask_reversal(case=case_of(helped), reason="收入算错", post=county["clerk"])
        decide_reversal(reversal=asked, agree=True, answer="", post=county["reviewer"])
    told = relapse(county["bureau"])
    assert (told.eliminated, told.reversed, told.again, told.rate) == (1, 1, 0, 100)
    assert Case.objects.count() == 1
