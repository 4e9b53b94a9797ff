"""How a month was worked: each figure counts exactly the leads its name says."""

from datetime import date, timedelta
from typing import Any

import pytest

from dixian.commons.leads.api import Lead, leads
from dixian.commons.leads.enums import Verdict
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.verification import api as verification
from dixian.warning.verification.api import Figure
from dixian.warning.verification.enums import Method
from tests.support.register import pushed, workbook
from tests.warning.verification.steps import again, confirmed, given, released

pytestmark = pytest.mark.django_db
APRIL = Month.parse("2024-04")
PUSHED = date(2024, 4, 8)


@pytest.fixture
def worked(county: Any, people: Any, tmp_path: Any) -> dict[str, Lead]:
    """张三's returned once and then at risk, 李四's answered from papers and too late, 王五's entered days afterwards."""
    with clock.at(clock.noon(PUSHED)):
        costs = [people[name].costs("90000") for name in ("张三", "李四", "王五")]
        pushed(workbook(tmp_path, costs, APRIL), county["insurer"], month=APRIL)
        found = {lead.household.head_name: released(county, lead) for lead in Lead.objects.all()}
        given(county, found["张三"], Verdict.NO_RISK)
        verification.send_back(lead=again(found["张三"]), reason="补充", post=county["clerk"])
        confirmed(county, found["张三"], Verdict.AT_RISK)
    with clock.at(clock.noon(PUSHED + timedelta(days=4))):
        given(county, found["王五"], Verdict.NO_RISK, event_on=PUSHED)
    with clock.at(clock.noon(PUSHED + timedelta(days=20))):
        given(county, found["李四"], Verdict.NO_RISK, method=Method.PAPERS, many=True, note="医保结算单")
    return found


def of(county: Any, figure: Figure, month: Month = APRIL) -> set[str]:
    return {
        one.household.head_name for one in verification.with_figure(leads(county["bureau"]), figure, month)
    }


def test_each_figure_is_the_list_it_counts(county, worked):
    assert {one: of(county, one) for one in Figure} == {
        Figure.ANSWERED: {"张三", "李四", "王五"},
        Figure.LATE: {"李四"},
        Figure.MANY: {"李四"},
        Figure.BACKDATED: {"王五"},
        Figure.RETURNED: {"张三"},
        Figure.CONFIRMED: {"张三"},
        Figure.AT_RISK: {"张三"},
        Figure.REOPENED: set(),
    }
    counted = verification.counted(leads(county["bureau"]), APRIL)
    assert counted.counts == {one.value: len(of(county, one)) for one in Figure}
    assert (counted.on_time, counted.yielded) == ("66.7%", "100.0%")


def test_another_month_has_nothing_of_it_and_no_share(county, worked):
    counted = verification.counted(leads(county["bureau"]), APRIL.next())
    assert set(counted.counts.values()) == {0}
    assert (counted.on_time, counted.yielded) == ("—", "—")
