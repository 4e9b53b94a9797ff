"""Several households at once through the meeting, the notice, the review and the approval; one is held out of it."""

from datetime import timedelta
from typing import Any

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.warning.cases.api import BatchLine, Case, held_before, places_waiting, waiting_for
from dixian.warning.cases.enums import EndedHow, Proceeding, Step
from dixian.warning.elimination.api import Elimination, propose, sums, withdraw
from tests.warning.elimination.steps import again, hangs, noticed, posted, proposed, taken
from tests.warning.measures.conftest import approved

pytestmark = pytest.mark.django_db
WORDS = dict.fromkeys(("income", "guarantees", "risk", "measures"), "入户核实可以认定")
ENDING = Proceeding.ELIMINATION


@pytest.fixture
def both(county: Any, people: Any, helped: Any) -> list[Elimination]:
    """李四's by help, 张三's by itself, both proposed by the village."""
    case = Case.objects.select_related("household").get(
        pk=approved(people["张三"].person.household, days_ago=215).pk
    )
    told = {"reason": "子女就业", "words": WORDS, "income": 12000, "months": 8, "post": county["cadre"]}
    return [proposed(county, helped), propose(case=case, how=EndedHow.NATURAL, **told)]


def states(both: list[Elimination]) -> list[str]:
    return [again(one).state for one in both]


def open_duties(kind: str) -> int:
    return Obligation.objects.filter(kind=kind, state="open").count()


def differences() -> list[str]:
    return [one.name for one in sums() if one.difference]


def test_a_batch_goes_its_way_and_one_is_held_out_with_its_reason(county, both):
    first, second = both
    taken(county, "appraise", (first, "passed"), (second, "passed"))
    taken(county, "notice", (first, "passed"), (second, "held"))
    assert states(both) == ["posted", "appraised"]
    assert held_before([second.case], Step.NOTICE, county["cadre"], ENDING) == {second.case_id: "再看两个月"}
    assert (open_duties("elimination.post"), open_duties("cases.end_notice")) == (1, 1)
    with pytest.raises(Refusal, match="一整天"):
        noticed(county, first)
    with clock.at(clock.noon(again(first).until + timedelta(days=1))):
        taken(county, "notice", (second, "passed"))
        noticed(county, first)
        for step in ("review", "approve", "announce"):
            taken(county, step, (first, "passed"))
        drain()
    assert states(both) == ["eliminated", "posted"]
    case = Case.objects.get(pk=first.case_id)
    assert (case.state, case.reason) == ("eliminated", first.reason)
    assert differences() == []


def test_the_meeting_keeps_its_votes_for_and_against_with_its_minutes(county, both):
    first, second = both
    batch = taken(county, "appraise", (first, "passed"), (second, "kept"))
    told = (batch.present, batch.text, batch.by, str(batch))
    assert told[:3] == (20, "书记主持", county["cadre"].acting_person)
    assert "风险消除民主评议" in told[3]
    lines = BatchLine.objects.filter(batch=batch).order_by("id")
    assert list(lines.values_list("elimination_uid", "ayes", "noes", "outcome")) == [
        (first.uid, 18, 2, "passed"),
        (second.uid, 3, 17, "kept"),
    ]


def test_not_agreed_to_is_monitored_on_and_what_is_sent_back_begins_again(county, both):
    first, second = both
    taken(county, "appraise", (first, "passed"), (second, "kept"))
    assert states(both) == ["appraised", "withdrawn"]
    taken(county, "notice", (first, "reappraise"))
    assert (again(first).state, again(first).returned) == ("proposed", "再看两个月")
    assert differences() == []


def test_nobody_passes_their_own_nor_says_too_little(county, both):
    first = both[0]
    with pytest.raises(Refusal, match="与票数不符"):
        taken(county, "appraise", (first, "passed"), present=40)
    with pytest.raises(Refusal, match="没有写会议记录"):
        taken(county, "appraise", (first, "passed"), text="")
    with pytest.raises(NotAllowed):
        taken(county, "review", (first, "passed"), who="cadre")
    county.post("two_hats", "township_clerk", county.town_unit, county.township, person="cadre")
    one = posted(county, first)
    with clock.at(clock.noon(one.until + timedelta(days=1))):
        noticed(county, one)
        with pytest.raises(Refusal, match="不能由您通过"):
            taken(county, "review", (first, "passed"), who="two_hats")


def test_a_household_taken_off_the_way_stays_off_when_its_notice_ends(county, both):
    taken(county, "appraise", *((one, "passed") for one in both))
    taken(county, "notice", *((one, "passed") for one in both))
    batch = hangs(both[0])
    withdraw(one=again(both[1]), reason="又病了", post=county["cadre"])
    with clock.at(clock.noon(batch.until + timedelta(days=1))):
        noticed(county, both[0])
    assert states(both) == ["noticed", "withdrawn"]
    assert differences() == []


def test_who_waits_is_counted_by_place(county, both):
    waiting = places_waiting(Step.APPRAISE, county["clerk"], ENDING)
    assert [(area.code, count) for area, count in waiting] == [(county.village.code, 2)]
    assert not places_waiting(Step.APPRAISE, county["clerk"])
    assert not waiting_for(Step.REVIEW, county["clerk"], ENDING).exists()
