"""Several households at once through the meeting, the notice, the review and the approval; one is held out of it."""

from datetime import timedelta
from typing import Any

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.areas.api import Area
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import EndedHow
from dixian.warning.elimination.api import (
    Elimination,
    Told,
    Word,
    hold,
    last_of,
    places_waiting,
    propose,
    waiting,
)
from dixian.warning.elimination.api import sums as sums_of_eliminations
from dixian.warning.elimination.enums import Outcome, Step
from tests.warning.elimination.steps import NUMBER, again, proposed
from tests.warning.measures.conftest import approved

pytestmark = pytest.mark.django_db
WORDS = dict.fromkeys(("income", "guarantees", "risk", "measures"), "入户核实可以认定")
WHO = {"appraise": "cadre", "notice": "cadre", "end": "cadre", "review": "clerk", "approve": "reviewer"}
SAID = {
    "appraise": {"present": 20, "text": "书记主持"},
    "notice": {"text": "村务公开栏"},
    "end": {},
    "review": {"text": "抽查属实"},
    "approve": {"number": NUMBER},
}


@pytest.fixture
def both(county: Any, people: Any, helped: Any) -> list[Elimination]:
    """李四's by help, 张三's by itself, both proposed by the village."""
    case = Case.objects.select_related("household").get(
        pk=approved(people["张三"].person.household, days_ago=215).pk
    )
    told = {"reason": "子女就业", "words": WORDS, "income": 12000, "months": 8, "post": county["cadre"]}
    return [proposed(county, helped), propose(case=case, how=EndedHow.NATURAL, **told)]


def held(county: Any, step: str, *words: tuple[Elimination, str], **more: Any) -> dict[Outcome, int]:
    place = {"review": county.township, "approve": Area.objects.get(level="county")}.get(step, county.village)
    said = [
        Word(
            uid=one.uid, outcome=Outcome(outcome), reason="" if outcome == "passed" else "再看两个月", ayes=18
        )
        for one, outcome in words
    ]
    told = Told(**{"on": clock.today(), **SAID[step], **more})
    done = hold(of=Step(step), area=place, words=said, told=told, post=county[WHO[step]])
    drain()
    return done


def states(both: list[Elimination]) -> list[str]:
    return [again(one).state for one in both]


def test_a_batch_goes_its_way_and_one_is_held_out_with_its_reason(county, both):
    first, second = both
    assert held(county, "appraise", (first, "passed"), (second, "passed")) == {Outcome.PASSED: 2}
    held(county, "notice", (first, "passed"), (second, "held"))
    assert states(both) == ["posted", "appraised"]
    assert again(second).held == "再看两个月"
    assert Obligation.objects.filter(kind="elimination.post", state="open").count() == 1
    with pytest.raises(Refusal, match="一整天"):
        held(county, "end", (first, "passed"))
    with clock.at(clock.noon(again(first).until + timedelta(days=1))):
        held(county, "notice", (second, "passed"))
        held(county, "end", (first, "passed"))
        held(county, "review", (first, "passed"))
        held(county, "approve", (first, "passed"))
        assert [
            one.pk for one in last_of(Step.APPROVE, county["reviewer"], Area.objects.get(level="county"))
        ] == [first.pk]
    assert states(both) == ["approved", "posted"]
    assert again(second).held == ""
    case = Case.objects.get(pk=first.case_id)
    assert (case.state, case.reason) == ("eliminated", first.reason)
    assert [one.name for one in sums_of_eliminations() if one.difference] == []


def test_not_agreed_to_is_monitored_on_and_what_is_sent_back_begins_again(county, both):
    first, second = both
    held(county, "appraise", (first, "passed"), (second, "kept"))
    assert states(both) == ["appraised", "withdrawn"]
    held(county, "notice", (first, "returned"))
    assert (again(first).state, again(first).returned) == ("proposed", "再看两个月")
    assert [one.name for one in sums_of_eliminations() if one.difference] == []


def test_nobody_passes_their_own_nor_says_too_little(county, both):
    first = both[0]
    with pytest.raises(Refusal, match="没有过半"):
        held(county, "appraise", (first, "passed"), present=40)
    with pytest.raises(Refusal, match="写明理由"):
        words = [Word(uid=first.uid, outcome=Outcome.HELD)]
        hold(
            of=Step.APPRAISE,
            area=county.village,
            words=words,
            told=Told(on=clock.today()),
            post=county["cadre"],
        )
    with pytest.raises(NotAllowed):
        hold(
            of=Step.REVIEW, area=county.township, words=[], told=Told(on=clock.today()), post=county["cadre"]
        )
    Elimination.objects.filter(pk=first.pk).update(
        state="noticed",
        until=clock.today() - timedelta(days=1),
        closed_on=clock.today(),
        proposed_by=county["clerk"].user,
    )
    with pytest.raises(Refusal, match="不能由您通过"):
        held(county, "review", (first, "passed"))


def test_who_waits_is_counted_by_place(county, both):
    assert places_waiting(Step.APPRAISE, county["clerk"]) == [(county.village.code, county.village.name, 2)]
    assert waiting(Step.REVIEW, county["clerk"], county.township).count() == 0
