"""The synthetic county has something to show in every month of the year, also a small one."""

import pytest

from dixian.foundation.areas.api import packaged_villages
from dixian.simulation.world.costs import own_costs
from dixian.simulation.world.people import Home, make_county

SMALL = 3000
HIGH = 20_000


@pytest.fixture(scope="module")
def homes() -> list[Home]:
    return list(make_county(people=SMALL, seed=7, villages=packaged_villages()))


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_somebody_newly_has_a_high_bill(homes: list[Home], month: int) -> None:
    relieved = {one.number for home in homes if home.kind != "general" for one in home.persons}

    def over(number: int) -> set[str]:
        costs = own_costs(homes, seed=7, month=number, dirt=True)
        return {
            one.true_person
            for one in costs
            if one.amount >= (HIGH / 4 if one.true_person in relieved else HIGH)
        }

    assert over(month) - (over(month - 1) if month > 1 else set())


def test_the_same_seed_makes_the_same_people_and_costs(homes: list[Home]) -> None:
    again = list(make_county(people=SMALL, seed=7, villages=packaged_villages()))
    other = list(make_county(people=SMALL, seed=8, villages=packaged_villages()))
    assert again == homes != other
    first, second = (list(own_costs(homes, seed=7, month=6, dirt=True)) for _ in range(2))
    assert first == second


def test_a_persons_sum_never_falls_within_a_year(homes: list[Home]) -> None:
    may, june = (
        {one.true_person: one.amount for one in own_costs(homes, seed=7, month=number, dirt=False)}
        for number in (5, 6)
    )
    assert all(june[person] >= amount for person, amount in may.items())
