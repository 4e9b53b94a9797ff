"""A year whose income was taken over can be collected: the villages begin with what was taken over."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.registry.incomes.api import EARLIER_COLUMNS, Campaign, Statement, open_year, sums, take_over
from dixian.registry.incomes.opening import begin_due
from tests.registry.incomes.conftest import of

pytestmark = pytest.mark.django_db
EMPTY = {one.code: None for one in EARLIER_COLUMNS}


@pytest.fixture
def imported(county: Any, people: Any) -> Any:
    """In January 2026 the county has taken over the income of 2025 of 张三's household, by sums and one item."""
    with clock.at(clock.noon(date(2026, 1, 20))):
        home = people["张三"].person.household
        row = {**EMPTY, "number": home.number, "head": "", "size": 2, "wage": Decimal(20000)}
        row["item_pension"], row["cost"] = Decimal(2400), Decimal(1000)
        take_over(year=2025, rows=[(2, row)], post=county["bureau"])
        yield SimpleNamespace(county=county, home=home)


def opened(imported: Any) -> Campaign:
    campaign = open_year(post=imported.county["bureau"])
    drain()
    return campaign


def test_the_year_opens_with_what_was_taken_over_filled_in(imported):
    campaign = opened(imported)
    one = of(imported.home, campaign)
    assert (campaign.taken_over, one.state, one.size) == (False, "to_fill", 2)
    assert (one.wage, one.transfer, one.cost, one.per_head) == (20000, 2400, 1000, 10700)
    assert one.amounts == {"labour": "20000.00", "pension": "2400.00", "trade_cost": "1000.00"}
    assert Obligation.objects.filter(kind="incomes.collect", state="open").count() == 1
    assert [one.name for one in sums() if one.difference] == []


def test_it_opens_once(imported):
    opened(imported)
    with pytest.raises(Refusal, match="已经开始"):
        open_year(post=imported.county["bureau"])


def test_it_does_not_open_by_itself_once_its_time_is_over(imported):
    begin_due(clock.today())
    drain()
    assert Campaign.objects.get(last=date(2025, 9, 30)).taken_over
    assert not Statement.objects.exclude(state="imported").exists()


def test_who_does_not_belong_stays_as_taken_over(imported, people):
    other = people["赵六"].person.household
    row = {**EMPTY, "number": other.number, "head": "", "size": 1, "wage": Decimal(9000)}
    take_over(year=2025, rows=[(2, row)], post=imported.county["bureau"])
    opened(imported)
    assert of(other).state == "imported"
