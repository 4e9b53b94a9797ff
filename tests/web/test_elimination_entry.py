"""The 风险消除后 block is typed into the national system from a sheet, filled with what was confirmed before the approval."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from dixian.registry.facts.api import NewFact, post_facts
from dixian.registry.incomes.api import Campaign, Statement
from dixian.warning.cases.api import Case, Word, hold
from dixian.warning.cases.enums import EndedHow, Outcome, Proceeding, Step
from dixian.warning.elimination.api import Elimination, propose
from dixian.web.elimination.entry import fields_of
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = dict.fromkeys(("income", "guarantees", "risk", "measures"), "入户核实可以认定")


def eliminated(county: Any) -> Case:
    """By itself, and its income typed where none was collected."""
    today, case = clock.today(), county.helped
    told = {"reason": "子女已就业", "words": WORDS, "income": Decimal(12000), "months": 7}
    propose(case=case, how=EndedHow.NATURAL, post=county["cadre"], **told)
    Elimination.objects.update(
        state="reviewed", posted_on=today - timedelta(days=7), until=today - timedelta(days=2),
        closed_on=today, reviewed_on=today, reviewed_by=county["clerk"].user,
    )  # fmt: skip
    hold(
        proceeding=Proceeding.ELIMINATION, step=Step.APPROVE, area=county.township.parent, on=today,
        words=[Word(case_uid=case.uid, outcome=Outcome.PASSED)], number="棱农工发〔2024〕21号", post=county["reviewer"],
    )  # fmt: skip
    return Case.objects.select_related("household", "village", "township").get(pk=case.pk)


def collected(county: Any) -> None:
    """A confirmed statement of the year before, as the nightly facts tell it."""
    home, today = county.helped.household, clock.today()
    year = Campaign.objects.create(
        kind="year", first=date(today.year - 2, 10, 1), last=date(today.year - 1, 9, 30),
        opened_on=date(today.year - 1, 10, 1), due_on=today,
    )  # fmt: skip
    Statement.objects.create(
        campaign=year, household=home, village=home.village, owner=unit("nyncj"), state="confirmed", size=2,
        wage=Decimal(30000), transfer=Decimal(4000), cost=Decimal(1000), own_payment=Decimal(600),
        per_head=Decimal(16500), filled_by=county["cadre"].user, confirmed_by=county["clerk"].user,
        confirmed_on=today,
    )  # fmt: skip
    fact = NewFact(
        kind="income.per_head", household=home.pk, village=home.village_id, value=Decimal(16500),
        valid_from=year.last, source_label="收支表",
    )  # fmt: skip
    post_facts([fact])


def test_what_was_confirmed_fills_the_block_in_its_order(county: Any) -> None:
    with acting(SYSTEM), writing():
        collected(county)
        fields = fields_of(eliminated(county), county["clerk"])
    assert [name for name, _ in fields][5:10] == [
        "风险消除后是否义务教育阶段适龄儿童少年失学辍学",
        "风险消除后是否住房损毁",
        "风险消除后是否有家庭成员未参加城乡居民（职工）基本医疗保险",
        "风险消除后是否饮水设施损毁",
        "风险消除后工资性收入",
    ]
    told = dict(fields)
    assert told["风险是否已消除"] == "是"
    assert told["风险消除方式"] == "自然消除"
    assert told["消除监测时间"] == f"{clock.today():%Y%m}"
    assert told["风险消除后工资性收入"] == "30000.00"
    assert told["风险消除后家庭纯收入"] == "33000.00"
    assert told["风险消除后家庭人均纯收入"] == "16500.00"
    assert told["风险消除后合规自付支出"] == "600.00"
    assert len(fields) == 18


def test_where_nothing_was_collected_only_the_income_per_head_is_filled(county: Any) -> None:
    with acting(SYSTEM), writing():
        told = dict(fields_of(eliminated(county), county["clerk"]))
    assert told["风险消除后家庭人均纯收入"] == "12000.00"
    assert told["风险消除后工资性收入"] == ""


def test_a_guarantee_that_was_explained_and_is_broken_is_said(county: Any) -> None:
    home = county.helped.household
    trouble = NewFact(
        kind="water.trouble", household=home.pk, village=home.village_id, value="停水",
        valid_from=clock.today(), source_label="县水务局报送",
    )  # fmt: skip
    with acting(SYSTEM), writing():
        post_facts([trouble])
        told = dict(fields_of(eliminated(county), county["clerk"]))
    assert told["风险消除后是否饮水设施损毁"] == "是"
    assert told["风险消除后是否住房损毁"] == "否"


def test_the_page_of_the_elimination_leads_to_the_sheet(
    county: Any, as_post: Callable[[str], FormClient]
) -> None:
    with acting(SYSTEM), writing():
        eliminated(county)
    at = f"/eliminations/{county.helped.uid}/"
    clerk = as_post("clerk")
    assert f"{at}entry/" in clerk.get(at).content.decode()
    page = clerk.get(f"{at}entry/").content.decode()
    assert "风险消除后合规自付支出" in page
    assert "导入的数据里还没有标注消除" in page
