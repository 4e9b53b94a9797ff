"""The form of the home check begins with what is known, beside the line of the day."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.registry.facts.api import NewFact, post_facts
from dixian.registry.incomes.api import EARLIER_COLUMNS, take_over, years
from dixian.warning.cases.models import Case, HomeCheck
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


def test_own_payments_a_department_reported_stand_in_the_form(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    with acting(SYSTEM), writing():
        Case.objects.filter(pk=county.case.pk).update(state="collecting", opened_on=clock.today())
        home = county.case.household
        paid = NewFact(
            kind="health.own_cost", household=home.pk, village=home.village_id, value=Decimal("61887.92"),
            valid_from=clock.today(), source_label="县医保局报送",
        )  # fmt: skip
        post_facts([paid])
    page = as_post("cadre").get(f"/cases/{county.case.uid}/").content.decode()
    assert 'name="own_payment" inputmode="decimal" value="61887.92"' in page
    assert "部门报送的" in page
    assert "现行监测范围：人均" in page


def test_what_was_typed_at_home_is_marked_and_set_against_what_is_known(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    home = county.case.household
    none = {one.code: None for one in EARLIER_COLUMNS}
    row = {**none, "number": home.number, "head": "", "size": 1, "wage": Decimal(9000)}
    amounts = dict.fromkeys(("wage", "business", "property_income", "transfer", "cost"), Decimal(1000))
    with acting(SYSTEM), writing():
        take_over(year=years()[0], rows=[(2, row)], post=county["bureau"])
        HomeCheck.objects.create(
            case=county.case, household=home, village=county.case.village, by=county["cadre"].acting_person,
            on=clock.today(), checkers="某甲", monitoring_type="marginal", need="务工收入少", size=1, **amounts,
        )  # fmt: skip
    page = as_post("cadre").get(f"/cases/{county.case.uid}/").content.decode()
    assert f"收支是{county['cadre'].acting_person.name}入户核查时填报的" in page
    assert f"{years()[0]}年度收入采集（期初导入）人均纯收入 9,000.00 元，核查填报少 6,000.00 元" in page
