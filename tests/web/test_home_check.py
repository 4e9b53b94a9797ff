"""The form of the home check begins with what is known, by the income tree, beside the twelve months and the line of its day."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from dixian.foundation.audit.api import acting, reading, writing
from dixian.foundation.kernel import clock
from dixian.foundation.policy.models import Parameter
from dixian.registry.facts.api import NewFact, post_facts
from dixian.registry.incomes.api import EARLIER_COLUMNS, take_over, years
from dixian.warning.cases.api import twelve_months_before
from dixian.warning.cases.models import Case, HomeCheck
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
SUMS = ("wage", "business", "property_income", "transfer", "cost")


def collecting(county: Any, days: int = 0) -> str:
    """The case has been collected about for so many days; its page."""
    with acting(SYSTEM), writing():
        since = clock.today() - timedelta(days=days)
        Case.objects.filter(pk=county.case.pk).update(state="collecting", opened_on=since)
    return f"/cases/{county.case.uid}/"


def paid(county: Any, amount: str) -> None:
    """A department has reported that the household paid so much for medicine."""
    home = county.case.household
    told = NewFact(
        kind="health.own_cost", household=home.pk, village=home.village_id, value=Decimal(amount),
        valid_from=clock.today(), source_label="县医保局报送",
    )  # fmt: skip
    with acting(SYSTEM), writing():
        post_facts([told])


def taken_over(county: Any, **amounts: Decimal) -> None:
    """The year before is known by its sums alone."""
    none = {one.code: None for one in EARLIER_COLUMNS}
    row = {**none, "number": county.case.household.number, "head": "", "size": 1, **amounts}
    with acting(SYSTEM), writing():
        take_over(year=years()[0], rows=[(2, row)], post=county["bureau"])


def field(page: str, item: str) -> str:
    """What stands in the field of an item."""
    _, _, rest = page.partition(f'name="a-{item}" inputmode="decimal" value="')
    return rest.partition('"')[0]


def words(answer: Any) -> str:
    """What can be read of an answer."""
    return re.sub(r"<[^>]+>", "", answer.content.decode())


def test_own_payments_a_department_reported_stand_in_the_form(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    paid(county, "61887.92")
    page = as_post("cadre").get(collecting(county)).content.decode()
    assert field(page, "medical") == "61887.92"
    assert "部门报送的" in page


def test_the_last_year_stands_in_the_form_item_by_item_and_what_a_department_reported_counts_instead(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    taken_over(county, wage=Decimal(9000), own_payment=Decimal(500))
    paid(county, "700")
    page = as_post("cadre").get(collecting(county)).content.decode()
    assert [field(page, one) for one in ("labour", "medical", "own_other")] == ["9000.00", "700.00", ""]
    assert f"{years()[0]}年度收入采集" in page
    assert "上次 9,000.00" in page


def test_the_form_says_of_which_twelve_months_it_asks_and_the_line_before_anything_is_saved(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    at, today = collecting(county), clock.today()
    first, last = twelve_months_before(today)
    page = words(as_post("cadre").get(at))
    line = Parameter.objects.filter(code="line.income").latest("valid_from")
    assert f"填{first}至{last}的收支" in page
    assert f"{today}的监测范围：人均 {line.text} 元（{line.source}）" in page


def test_another_day_of_the_check_is_told_its_own_months_and_the_line_of_that_day(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    at, today = collecting(county, days=40), clock.today()
    begins = today - timedelta(days=10)
    now = Parameter.objects.filter(code="line.income").latest("valid_from")
    with acting(SYSTEM), writing():
        Parameter.objects.filter(pk=now.pk).update(valid_to=begins)
        Parameter.objects.create(
            code=now.code,
            title=now.title,
            kind=now.kind,
            text="8811",
            mark=now.mark,
            source="新文件",
            valid_from=begins,
        )
    client = as_post("cadre")

    def told(day: date | str) -> str:
        return words(client.get(f"{at}months/?on={day}"))

    before = today - timedelta(days=35)
    first, last = twelve_months_before(before)
    assert f"{first}至{last}" in told(before)
    assert now.text in told(before)
    assert "8811" in told(today)
    assert "核查日期要在" in told(today + timedelta(days=1))
    assert "8811" in told("哪天")


def test_what_was_typed_is_kept_by_item_and_shown_with_its_sums(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    at, client = collecting(county), as_post("cadre")
    told = {
        "monitoring_type": "sudden", "risk": ["illness"], "need": "支出大", "size": "2", "checkers": "村干部",
        "on": str(clock.today()), "a-labour": "8,000", "a-pension": "2400", "a-crops_cost": "400",
    }  # fmt: skip
    client.fill_in(at, f"{at}check/", told)
    with acting(SYSTEM), reading():
        made = HomeCheck.objects.get(case=county.case)
    assert made.amounts == {"labour": "8000.00", "pension": "2400.00", "crops_cost": "400.00"}
    assert (made.wage, made.transfer, made.cost) == (8000, 2400, 400)
    page = client.get(at).content.decode()
    assert "　养老保险金" in page
    assert "5,000.00" in page
    assert [field(page, one) for one in ("labour", "pension", "crops_cost")] == [
        "8000.00",
        "2400.00",
        "400.00",
    ]


def test_what_was_typed_at_home_is_marked_and_set_against_what_is_known(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    home = county.case.household
    amounts = dict.fromkeys(SUMS, Decimal(1000))
    taken_over(county, wage=Decimal(9000))
    with acting(SYSTEM), writing():
        HomeCheck.objects.create(
            case=county.case, household=home, village=county.case.village, by=county["cadre"].acting_person,
            on=clock.today(), checkers="某甲", monitoring_type="marginal", need="务工收入少", size=1, **amounts,
        )  # fmt: skip
    page = as_post("cadre").get(f"/cases/{county.case.uid}/").content.decode()
    assert f"收支是{county['cadre'].acting_person.name}入户核查时填报的" in page
    assert f"{years()[0]}年度收入采集（期初导入）人均纯收入 9,000.00 元，核查填报少 6,000.00 元" in page


def test_a_check_of_the_time_of_seven_sums_shows_them(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    home = county.case.household
    amounts = {name: Decimal(1000 + at) for at, name in enumerate(SUMS)}
    with acting(SYSTEM), writing():
        HomeCheck.objects.create(
            case=county.case, household=home, village=county.case.village, by=county["cadre"].acting_person,
            on=clock.today(), checkers="某甲", monitoring_type="marginal", need="务工收入少", size=1, **amounts,
        )  # fmt: skip
    page = as_post("cadre").get(f"/cases/{county.case.uid}/").content.decode()
    for title, amount in (
        ("工资性收入", "1,000.00"),
        ("生产经营性收入", "1,001.00"),
        ("转移性收入", "1,003.00"),
    ):
        assert f'<td>{title}</td><td class="num">{amount}' in page
