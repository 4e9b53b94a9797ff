"""A year's income from the opening to the fact, and nothing past the household's signature and the second pair of eyes."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.registry.facts.api import CurrentFact, NewFact, post_facts
from dixian.registry.focus.api import FocusMembership
from dixian.registry.incomes.api import (
    Campaign,
    Statement,
    VillageList,
    columns,
    confirm,
    fill_many,
    join,
    rows_of,
    send_back,
    sums,
    villages_of,
)
from dixian.registry.incomes.enums import CampaignKind
from dixian.registry.incomes.opening import begin, begin_due
from tests.registry.incomes.conftest import confirmed, filled, of, quarter, signed

pytestmark = pytest.mark.django_db


def open_duties():
    found = Obligation.objects.filter(state="open", kind__startswith="incomes.")
    return sorted(found.values_list("kind", flat=True))


def fact(home, kind):
    found = CurrentFact.objects.filter(household=home, kind=kind).select_related("fact").first()
    return found and found.fact.value


def test_every_poverty_relieved_and_monitored_household_has_a_statement_once(collecting):
    begin(CampaignKind.YEAR, collecting.campaign.last, clock.today())
    drain()
    assert list(Statement.objects.values_list("household_id", flat=True)) == [collecting.home.pk]
    assert [
        (one.total, one.owed) for one in villages_of(collecting.campaign, collecting.county["cadre"])
    ] == [(1, 1)]
    assert open_duties() == ["incomes.collect"]


def test_whoever_is_monitored_before_the_register_says_so_joins(collecting, people):
    home = people["赵六"].person.household_id
    assert (join([home]), join([home])) == (1, 0)


def test_campaigns_begin_when_it_is_their_time(collecting):
    with clock.at(clock.noon(date(2025, 1, 2))):
        assert [str(one) for one in begin_due(clock.today())] == ["2024年12月末收入更新"]
    with clock.at(clock.noon(date(2025, 8, 30))):
        assert begin_due(clock.today()) == []


def test_what_is_odd_is_kept_and_waits_for_a_word(collecting):
    county, home = collecting.county, collecting.home
    post_facts(
        [
            NewFact(kind="safetynet.dibao", household=home.pk, village=home.village_id, value="A类",
                    valid_from=date(2024, 1, 1), source_label="县民政局报送")
        ]
    )  # fmt: skip
    assert len(filled(county, home, labour="12000")) == 1
    assert (of(home).state, of(home).wage) == ("to_fill", 12000)
    assert filled(county, home, labour="12000", word="本月起停发") == []
    assert (of(home).state, of(home).per_head) == ("filled", 12000)


def test_a_signature_and_another_person_make_it_a_fact(collecting):
    county, home = collecting.county, collecting.home
    filled(county, home, labour="9000", crops="3000", crops_cost="1000")
    with pytest.raises(Refusal, match="待签字"):
        confirm(statements=[of(home)], post=county["clerk"])
    signed(county, home)
    with pytest.raises(NotAllowed):
        confirm(statements=[of(home)], post=county["cadre"])
    Statement.objects.filter(household=home).update(filled_by=county["clerk"].user)
    with pytest.raises(Refusal, match="自己采集"):
        confirm(statements=[of(home)], post=county["clerk"])
    confirm(statements=[of(home)], post=county["head"])
    drain()
    assert (fact(home, "income.per_head"), fact(home, "income.above")) == (11000, date(2024, 9, 30))
    assert [one.difference for one in sums()] == [0, 0, 0]
    assert open_duties() == []


def test_the_database_refuses_a_word_on_ones_own(collecting):
    rows = Statement.objects.filter(household=collecting.home)
    user = collecting.county["clerk"].user
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="confirmed", filled_by=user, confirmed_by=user, confirmed_on=clock.today())


def test_a_confirmed_one_can_go_back_and_the_later_fact_counts(collecting):
    county, home = collecting.county, collecting.home
    confirmed(county, home, labour="30000")
    with pytest.raises(Refusal, match="理由"):
        send_back(statements=[of(home)], reason=" ", post=county["clerk"])
    send_back(statements=[of(home)], reason="务工收入多填一个零", post=county["clerk"])
    assert (of(home).state, of(home).paper) == ("to_fill", None)
    confirmed(county, home, labour="3000")
    assert (fact(home, "income.per_head"), fact(home, "income.above")) == (3000, None)


def test_low_and_fallen_income_bring_a_household_into_focus(collecting):
    county, home = collecting.county, collecting.home
    confirmed(county, home, labour="20000")
    groups = FocusMembership.objects.filter(household=home, valid_to=None)
    assert not groups.filter(group="low_income").exists()
    with clock.at(clock.noon(date(2025, 10, 10))):
        begin_due(clock.today())
        drain()
        assert of(home).amounts == {"labour": "20000.00"}
        confirmed(county, home, labour="8000")
        found = dict(groups.values_list("group", "sentence"))
    assert found["income_drop"].startswith("人均纯收入比上年减少 60.00 %，达到 30.00 %")
    assert found["low_income"].startswith("家庭人均纯收入 8,000.00 元，不超过")


def test_quarterly_updates_count_the_months_above_the_line(collecting):
    county, home = collecting.county, collecting.home
    confirmed(county, home, labour="9000")
    for last in (date(2024, 12, 31), date(2025, 3, 31)):
        with clock.at(clock.noon(date.fromordinal(last.toordinal() + 5))):
            quarter(home, last)
            join([home.pk])
            assert of(home).wage > 0
            assert confirmed(county, home, labour="9500").paper is None
    assert fact(home, "income.above") == date(2024, 9, 30)
    assert Campaign.objects.count() == 3


def test_amounts_known_from_departments_stand_there_already(county, people):
    home = people["张三"].person.household
    post_facts(
        [
            NewFact(kind="health.own_cost", household=home.pk, village=home.village_id, value=Decimal("2345.60"),
                    valid_from=date(2024, 9, 30), source_label="县医保局报送")
        ]
    )  # fmt: skip
    with clock.at(clock.noon(date(2024, 10, 2))):
        begin_due(clock.today())
        drain()
        assert (of(home).amounts, of(home).own_payment) == ({"medical": "2345.60"}, Decimal("2345.60"))


def test_a_workbook_takes_the_right_rows_and_names_the_others(collecting):
    county = collecting.county
    found = VillageList.objects.select_related("campaign", "village").get()
    ((uid, head, size, *amounts),) = rows_of(found, county["cadre"])
    values = dict(zip([one.code for one in columns()], (uid, head, size, *amounts), strict=True))
    told = {**values, "labour": Decimal(9000)}
    rows = [(2, told), (3, {**told, "uid": "没有"}), (4, told)]
    result = fill_many(found=found, rows=rows, post=county["cadre"])
    assert (result.done, [number for number, _ in result.problems]) == (1, [3, 4])
    assert "（没有）" in result.problems[0][1] and "在第 2 行已经有了" in result.problems[1][1]
    assert (of(collecting.home).state, of(collecting.home).wage) == ("filled", 9000)
    for changed, why in (({"head": "别人"}, "“户主”（别人）不对"), ({"size": 99}, "家庭人口 99 人不对")):
        result = fill_many(found=found, rows=[(2, {**told, **changed})], post=county["cadre"])
        assert result.done == 0 and why in result.problems[0][1]


def test_amounts_that_are_another_number_are_refused_and_nothing_is_kept(collecting):
    """Identity numbers in two fields are more than a ledger holds together."""
    with pytest.raises(Refusal, match="超出可登记的范围"):
        filled(collecting.county, collecting.home, labour="99999999999", picking="99999999999")
    assert of(collecting.home).amounts == {}
