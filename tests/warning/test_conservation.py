"""Nothing is lost: whatever people do, the sums of `dixian check` hold and name what is missing (R1.5)."""

import random
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.cli.checks import run_checks
from dixian.commons.leads.api import Lead, LeadSource
from dixian.commons.leads.enums import ANSWERS, LeadState, Verdict
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import cancel
from dixian.registry.households.models import Person
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import PLACED
from tests.support.often import often
from tests.support.register import Someone, mistyped, pushed, received, rows_of, workbook
from tests.warning.walking import FITTING, STEPS, settle

pytestmark = pytest.mark.django_db

AMOUNTS = st.decimals(min_value=0, max_value=60_000, places=2)
FLAWS = st.sampled_from(["", "", "", "name", "stranger", "number", "mistyped", "amount"])


# What is lost stays lost, so every so many steps the sums are asked for; each walk at other steps.
EVERY = 4


def differences() -> list[str]:
    return [one.name for one in run_checks() if one.difference]


def flawed(one: Someone, amount: Decimal, flaw: str) -> Any:
    if flaw == "name":
        return one.costs(str(amount), name="某某某")
    if flaw == "stranger":
        return Someone("外来", 900 + one.sequence % 100, one.village).costs(str(amount))
    if flaw == "number":
        return one.costs(str(amount), number="12345")
    if flaw == "mistyped":
        return one.costs(str(amount), number=mistyped(one.id_number))
    return one.costs("-1" if flaw == "amount" else str(amount))


@settings(max_examples=often(12))
@given(
    st.lists(
        st.tuples(st.sampled_from(["张三", "李四", "王五", "赵六"]), AMOUNTS, FLAWS), min_size=1, max_size=8
    )
)
def test_whatever_a_file_holds_every_row_ends_in_a_bin_and_the_sums_hold(county, people, tmp_path, lines):
    from django.db import transaction

    with transaction.atomic():
        content = workbook(
            tmp_path,
            [flawed(people[name], amount, flaw) for name, amount, flaw in lines],
            Month.of(clock.today()),
        )
        batch = received(content, county["insurer"])
        if all(row.bin == "rejected" for row in rows_of(batch)):
            with pytest.raises(Refusal, match="没有一行可以提交"):
                submissions.commit(batch=batch, post=county["insurer"])
        else:
            submissions.commit(batch=batch, post=county["insurer"])
            drain()
        assert batch.rows_read == len(lines)
        bins = submissions.tally(submissions.Row.objects.filter(batch=batch)).bins
        assert sum(bins.values()) == len(lines)
        assert bins["waiting"] == 0
        assert all(row.outcome for row in rows_of(batch) if row.bin in PLACED)
        assert differences() == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("seed", range(often(EVERY)))
def test_a_random_walk_of_everybody_keeps_the_sums(county, people, file, seed):
    chance = random.Random(seed)
    pushed(file([one.costs("90000") for one in people.values()]), county["insurer"])
    steps = 0
    for turn in range(40):
        lead = chance.choice(list(Lead.objects.select_related("household")))
        try:
            _likely(lead, chance)(county, lead, chance)
        except Refusal:
            continue
        finally:
            drain()
            if turn % EVERY == seed:
                assert differences() == []
        steps += 1
    assert steps >= 8
    assert differences() == []


@pytest.mark.parametrize("seed", range(often(EVERY)))
def test_a_random_walk_through_two_months_keeps_the_sums(county, people, tmp_path, seed):
    chance = random.Random(seed)
    amounts = dict.fromkeys(people, 4000)
    steps = 0
    for month in (Month.parse("2024-04"), Month.parse("2024-05")):
        for name in people:
            amounts[name] += chance.choice([2000, 9000, 30000])
        costs = [
            flawed(one, Decimal(amounts[name]), chance.choice(["", "", "name", "mistyped"]))
            for name, one in people.items()
        ]
        with clock.at(clock.noon(month.day(12))):
            pushed(workbook(tmp_path, costs, month), county["insurer"], month=month)
        assert differences() == []
        for turn in range(24):
            with clock.at(clock.noon(month.day(13 + turn // 2))):
                steps += _some_step(county, people, chance)
                if turn % EVERY == seed:
                    assert differences() == []
        assert differences() == []
    assert steps >= 8
    assert LeadSource.objects.count() > 1


def test_random_months_with_all_answers_end_in_named_verdicts_and_go_through_every_state(
    county, people, tmp_path
):
    walked: set[str] = set()
    for seed in range(6):
        costs = [one.costs(str(90_000 + 30_000 * seed)) for one in people.values()]
        month = Month.parse(f"2024-{4 + seed:02}")
        with clock.at(clock.noon(month.day(12))):
            pushed(workbook(tmp_path, costs, month), county["insurer"], month=month)
        with clock.at(clock.noon(month.day(13))):
            walked |= _walked(county, random.Random(seed))
        assert not Lead.objects.exclude(state=LeadState.CLOSED).exists()
        assert set(Lead.objects.values_list("verdict", flat=True)) <= set(ANSWERS)
        assert differences() == []
    assert Lead.objects.count() > len(people)
    assert walked == set(LeadState.values) - {LeadState.CLOSED}


def _walked(county: Any, chance: random.Random) -> set[str]:
    """Whatever people answer, until all leads are closed; the states they went through."""
    walked: set[str] = set()
    for _ in range(200):
        lead = Lead.objects.select_related("household").exclude(state=LeadState.CLOSED).first()
        if lead is None:
            break
        walked.add(lead.state)
        with suppress(Refusal):
            chance.choice(FITTING[lead.state])(county, lead, chance)
        drain()
    return walked


def _some_step(county: Any, people: Any, chance: random.Random) -> bool:
    """One of the people of the loop does something to some lead or row. Whether it was possible."""
    leads = list(Lead.objects.select_related("household").exclude(state=LeadState.CLOSED))
    try:
        if not leads or chance.random() < 0.1:
            settle(county, people, chance)
        else:
            lead = chance.choice(leads)
            _likely(lead, chance)(county, lead, chance)
        return True
    except Refusal:
        return False
    finally:
        drain()


def _likely(lead: Lead, chance: random.Random) -> Any:
    """Mostly a step that the lead's state allows."""
    return chance.choice(FITTING.get(lead.state, STEPS) if chance.random() < 0.7 else STEPS)


LOSSES = {
    "a lead closed with nobody's answer to the department": lambda: Lead.objects.update(
        state=LeadState.CLOSED, closed_on=date(2024, 4, 3), verdict=Verdict.NO_RISK, reason="reimbursed"
    ),
    "a row whose warning was forgotten": lambda: submissions.Row.objects.update(outcome="repeat"),
    "a row nobody judged": lambda: submissions.Row.objects.update(outcome=""),
    "a row that went back to waiting": lambda: submissions.Row.objects.update(bin="waiting"),
    "a warning of somebody else than its row": lambda: submissions.Row.objects.filter(
        person__number="P101"
    ).update(person=Person.objects.get(number="P102")),
    "a month that counts without a file": lambda: submissions.Batch.objects.update(state="withdrawn"),
    "a batch that read more than it kept": lambda: submissions.Batch.objects.update(rows_read=99),
    "a duty that went away": lambda: cancel(
        kind="verification.release",
        subject_uids=list(Lead.objects.values_list("uid", flat=True)),
        reason="误删",
    ),
}


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES.keys())
def test_whatever_gets_lost_is_named_with_the_difference(county, people, file, lose):
    pushed(file([one.costs("90000") for one in people.values()]), county["insurer"])
    assert differences() == []
    lose()
    assert differences() != []
