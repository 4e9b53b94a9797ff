"""The form of the home check begins with what is known, beside the line of the day."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.registry.facts.api import NewFact, post_facts
from dixian.warning.cases.models import Case
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
