"""A county whose departments' facts are declared, in which the year's income is collected."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.registry.incomes.api import Statement, confirm, fill, sign
from dixian.registry.incomes.enums import CampaignKind
from dixian.registry.incomes.opening import begin

LAST = date(2024, 9, 30)


@pytest.fixture
def county(db: None, acting: Any, warned_county: Any) -> Any:
    """Units, areas and posts by short names; kinds and rule sheets."""
    return warned_county


@pytest.fixture
def collecting(county: Any, people: Any) -> Iterator[Any]:
    """The tenth of October 2024; 张三's household, a poverty-relieved one, has its statement."""
    with clock.at(clock.noon(date(2024, 10, 10))):
        campaign = begin(CampaignKind.YEAR, LAST, date(2024, 10, 1))
        drain()
        yield SimpleNamespace(campaign=campaign, county=county, home=people["张三"].person.household)


def of(home: Any, campaign: Any = None) -> Statement:
    """The household's latest statement as it is stored."""
    found = Statement.objects.select_related("campaign", "before", "household")
    found = (
        found.filter(household=home) if campaign is None else found.filter(household=home, campaign=campaign)
    )
    return found.latest("id")


def told(**amounts: str) -> dict[str, Decimal]:
    """Amounts by item."""
    return {code: Decimal(text) for code, text in amounts.items()}


def filled(county: Any, home: Any, *, word: str = "", size: int = 1, **amounts: str) -> list[str]:
    """By the village; returns what is asked."""
    return fill(statement=of(home), amounts=told(**amounts), size=size, word=word, post=county["cadre"])


def signed(county: Any, home: Any) -> None:
    """By the household, today."""
    paper = store([b"a scan"], name="确认表.jpg", content_type="image/jpeg", purpose="收支确认表")
    sign(statements=[of(home)], on=clock.today(), paper=paper, post=county["cadre"])


def confirmed(county: Any, home: Any, **amounts: str) -> Statement:
    """Filled, explained, signed where it must be, and confirmed by the township."""
    filled(county, home, word="已核实", **amounts)
    if of(home).state == "filled":
        signed(county, home)
    confirm(statements=[of(home)], post=county["clerk"])
    drain()
    return of(home)


def quarter(home: Any, last: date) -> Any:
    """The quarter's campaign with this household in it; on the fifth day after its end."""
    campaign = begin(CampaignKind.QUARTER, last, last + timedelta(days=1))
    drain()
    return campaign
