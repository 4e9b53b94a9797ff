"""Income that somebody types at the proposal: whose it is, how far from what is known, and never above the yearly one."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.incomes.api import EARLIER_COLUMNS, take_over, years
from tests.warning.elimination.steps import proposed
from tests.warning.elimination.test_eliminating import collected

pytestmark = pytest.mark.django_db


def imported(county, helped, per_head):
    size = helped.household.size
    told = {"number": helped.household.number, "head": "", "size": size, "wage": Decimal(per_head) * size}
    row = {**{one.code: None for one in EARLIER_COLUMNS}, **told}
    assert take_over(year=years()[0], rows=[(2, row)], post=county["bureau"]).done == 1


def evidence(one):
    return one.conditions.get(criterion="income").evidence


def test_it_is_marked_with_who_typed_it(county, helped):
    one = proposed(county, helped)
    assert one.typed
    assert f"{county['cadre'].acting_person.name}填报，没有审核过的收支表" in evidence(one)


def test_the_difference_to_the_year_taken_over_is_named(county, helped):
    imported(county, helped, 11000)
    one = proposed(county, helped)
    assert (
        f"填报 15,000.00 元，和{years()[0]}年度收入采集（期初导入） 11,000.00 元比多 4,000.00 元"
        in evidence(one)
    )
    assert one.conditions.get(criterion="income").holds


def test_it_does_not_win_over_a_year_that_is_not_above_the_line(county, helped):
    imported(county, helped, 3000)
    with pytest.raises(Refusal, match=r"期初导入.*比多 12,000"):
        proposed(county, helped)
    one = proposed(county, helped, words={"income": "今年外出务工，工资流水已核对"})
    assert not one.conditions.get(criterion="income").holds


def test_what_was_collected_counts_and_says_what_was_typed_beside_it(county, helped):
    collected(helped, 12000, clock.today() - timedelta(days=250))
    one = proposed(county, helped)
    assert (one.income, one.typed) == (12000, False)
    assert "填报 15,000.00 元，和收支表 12,000.00 元比多 3,000.00 元，按收支表算" in evidence(one)
