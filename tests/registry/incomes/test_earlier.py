"""Last year's income is taken over from Excel, so that the first year's jumps and falls are asked about too."""

from decimal import Decimal
from typing import Any

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.registry.facts.api import CurrentFact
from dixian.registry.incomes.api import Statement, fill, sums, take_over, villages_of
from dixian.registry.incomes.enums import CampaignKind
from dixian.registry.incomes.opening import begin
from tests.registry.incomes.conftest import LAST, of, told

pytestmark = pytest.mark.django_db
NOTHING = dict.fromkeys(("business", "property_income", "transfer", "cost", "claims", "own_payment"))


def row(number: str, wage: str, size: int = 1) -> dict[str, Any]:
    return {"number": number, "head": "", "size": size, "wage": Decimal(wage), **NOTHING}


def taken(collecting: Any, *rows: dict[str, Any], year: int = 2023, post: str = "bureau") -> Any:
    made = take_over(year=year, rows=list(enumerate(rows, start=2)), post=collecting.county[post])
    drain()
    return made


def test_what_is_being_collected_is_compared_with_it_and_a_fall_is_asked_about(collecting):
    assert taken(collecting, row("H00101", "30000")).done == 1
    now = of(collecting.home, collecting.campaign)
    assert (now.before.per_head, now.before.state) == (30000, "imported")
    (asked,) = [one for one in _filled(collecting, labour="10000") if "家庭纯收入" in one]
    assert "比上次 30,000.00 元少 67%" in asked


def _filled(collecting: Any, **amounts: str) -> list[str]:
    statement = of(collecting.home, collecting.campaign)
    return fill(
        statement=statement, amounts=told(**amounts), size=1, word="", post=collecting.county["cadre"]
    )


def test_it_starts_no_clock_and_tells_no_fact(collecting):
    before = Obligation.objects.count()
    taken(collecting, row("H00101", "30000"))
    assert Obligation.objects.count() == before
    assert not CurrentFact.objects.filter(kind="income.per_head").exists()
    assert [one.name for one in sums() if one.difference] == []


def test_a_later_list_counts_and_bad_rows_are_named(collecting):
    taken(collecting, row("H00101", "30000"))
    made = taken(
        collecting, row("H00101", "20000"), row("H00101", "1"), row("H9", "1"), row("H00102", "1", 0)
    )
    assert [at for at, _ in made.problems] == [3, 4, 5]
    assert Statement.objects.get(state="imported").per_head == 20000


def test_a_household_that_joins_later_finds_it_there(collecting, people):
    taken(collecting, row("H00101", "30000"), year=2023)
    campaign = begin(CampaignKind.YEAR, LAST.replace(year=2025), LAST)
    drain()
    assert of(collecting.home, campaign).before.state == "imported"


def test_only_the_bureau_and_no_year_that_is_collected_here(collecting):
    with pytest.raises(NotAllowed):
        taken(collecting, row("H00101", "1"), post="cadre")
    with pytest.raises(Refusal, match="年度不对"):
        taken(collecting, row("H00101", "1"), year=2020)
    with pytest.raises(Refusal, match="正在系统里采集"):
        taken(collecting, row("H00101", "1"), year=2024)
    assert villages_of(collecting.campaign, collecting.county["bureau"])[0].total == 1


def national(number: str, **sums: str) -> dict[str, Any]:
    """A row of the national sheet: the five sums, no number of people."""
    told = {**dict.fromkeys((*NOTHING, "wage")), **{code: Decimal(amount) for code, amount in sums.items()}}
    return {"number": number, "head": "", "size": None, **told}


def test_the_national_sheet_has_a_row_for_each_member_and_five_sums(collecting):
    line = national("H00101", wage="20000", transfer="4000", cost="1000")
    assert (taken(collecting, line, line).done, Statement.objects.get(state="imported").size) == (1, 2)
    made = taken(collecting, line, national("H00101", wage="1"))
    assert [at for at, _ in made.problems] == [3]
    one = Statement.objects.get(state="imported")
    assert (one.size, one.per_head, one.amounts) == (2, 11500, {})
    assert any(
        "生产经营性收入" in said or "工资性收入" in said for said in _filled(collecting, labour="2000")
    )


def test_the_items_of_the_tree_add_up_to_the_sums_and_are_questioned_alike(collecting):
    line = {**national("H00101"), "item_labour": Decimal(20000), "item_pension": Decimal(2400), "size": 1}
    assert taken(collecting, line).done == 1
    one = Statement.objects.get(state="imported")
    assert (one.wage, one.transfer, one.amounts) == (
        20000,
        2400,
        {"labour": "20000.00", "pension": "2400.00"},
    )
    (asked, *_) = [said for said in _filled(collecting, labour="5000") if "工资性收入" in said]
    assert "比上次 20,000.00 元少 75%" in asked


def test_sums_that_are_not_those_of_their_items_and_empty_rows_are_named(collecting):
    wrong = {**national("H00101", wage="9000"), "item_labour": Decimal(20000), "size": 1}
    (at, why), *_ = taken(collecting, wrong).problems
    assert (at, "工资性收入填的是 9,000.00 元，明细加起来是 20,000.00 元" in why) == (2, True)
    assert "都是空的" in taken(collecting, national("H00101")).problems[0][1]


def test_what_was_taken_over_is_neither_late_nor_confirmed(collecting):
    taken(collecting, row("H00101", "30000"))
    campaign = Statement.objects.get(state="imported").campaign
    (village,) = villages_of(campaign, collecting.county["bureau"])
    assert (campaign.taken_over, village.imported, village.confirmed) == (True, 1, 0)
    assert not collecting.campaign.taken_over


@pytest.mark.parametrize("word", [".", "1", "。。", "好"])
def test_a_jump_is_not_explained_by_a_sign(collecting, word):
    taken(collecting, row("H00101", "30000"))
    statement, post = of(collecting.home, collecting.campaign), collecting.county["cadre"]
    assert fill(statement=statement, amounts=told(labour="10000"), size=1, word=word, post=post)
    statement.refresh_from_db()
    assert statement.state == "to_fill"
    assert not fill(statement=statement, amounts=told(labour="10000"), size=1, word="生病", post=post)
