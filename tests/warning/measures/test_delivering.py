"""Measures delivered one by one and in bulk, and the month's follow-up."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.warning.measures.api import Measure, deliver, deliver_many, follow_up, hint_for, standings, sums
from tests.warning.measures.steps import adopted

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed(county, helped):
    adopted(county, helped)
    return Measure.objects.select_related("unit", "household").get()


def row(measure, **changes):
    return {
        "uid": str(measure.uid),
        "on": clock.today(),
        "amount": Decimal("1200"),
        "told": "到岗",
        **changes,
    }


def open_kinds():
    return set(Obligation.objects.filter(state="open").values_list("kind", flat=True))


def test_the_unit_delivers_its_own_and_nobody_else_does(county, helped, owed):
    with pytest.raises(NotAllowed):
        deliver(measure=owed, on=clock.today(), told="", post=county["cadre"])
    with pytest.raises(Refusal, match="县人社局"):
        deliver(measure=owed, on=clock.today(), told="", post=county["insurer"])
    with pytest.raises(Refusal, match="不能晚于今天"):
        deliver(measure=owed, on=clock.today() + timedelta(days=1), told="", post=county["labour"])
    deliver(measure=owed, on=clock.today(), told="到岗", amount=Decimal("900"), post=county["labour"])
    assert "measures.deliver" not in open_kinds()
    (shown,) = standings([helped.case], county["clerk"])
    assert (shown.measures, shown.delivered, shown.late) == (1, 1, 0)
    with pytest.raises(Refusal, match="已落实"):
        deliver(
            measure=Measure.objects.select_related("unit").get(),
            on=clock.today(),
            told="",
            post=county["labour"],
        )


def test_a_list_delivers_what_is_right_and_names_each_row_that_is_not(county, owed):
    rows = [
        (2, row(owed)),
        (3, row(owed)),
        (4, row(owed, uid="C-1")),
        (5, row(owed, uid=str(owed.household.uid))),
    ]
    result = deliver_many(rows=rows, post=county["labour"])
    assert result.done == 1
    assert [number for number, _ in result.problems] == [3, 4, 5]
    assert Measure.objects.get().amount == Decimal("1200")
    assert [one for one in sums() if one.difference] == []


def test_what_lies_past_its_day_is_late(county, helped, owed):
    with clock.at(clock.noon(owed.until_on + timedelta(days=1))):
        assert owed.is_late(clock.today())
        assert standings([helped.case], county["clerk"])[0].late == 1


def test_each_month_somebody_looks_in_and_says_what_is_in_the_way(county, helped, owed):
    enqueue("measures.follow", key="month")
    drain()
    assert "measures.follow" in open_kinds()
    told = {"case": helped.case, "on": clock.today(), "found": "没有合适的活", "post": county["cadre"]}
    with pytest.raises(Refusal, match="堵点症结"):
        follow_up(effect="none", blocker="", remedy="", **told)
    with pytest.raises(Refusal, match="针对性措施"):
        follow_up(effect="none", blocker="work", remedy="", **told)
    follow_up(effect="none", blocker="work", remedy="下周去大集", **told)
    assert "measures.follow" not in open_kinds()
    enqueue("measures.follow", key="again")
    drain()
    assert "measures.follow" not in open_kinds()
    assert standings([helped.case], county["clerk"])[0].last.blocker == "work"


def test_the_effect_is_the_households_and_of_development_measures_each_ones(county, helped, owed):
    told = {
        "case": helped.case,
        "on": clock.today(),
        "effect": "good",
        "blocker": "",
        "found": "好",
        "remedy": "",
    }
    with pytest.raises(Refusal, match="已落实的开发式措施"):
        follow_up(post=county["cadre"], of_measures={owed.uid: "good"}, **told)
    deliver(measure=owed, on=clock.today(), told="到岗", amount=Decimal("1200"), post=county["labour"])
    hint = hint_for(helped.case, [Measure.objects.get()], county["cadre"])
    assert (hint.effect, "已兑现 1,200.00 元" in hint.said) == ("some", True)
    follow_up(post=county["cadre"], of_measures={owed.uid: "some"}, **told)
    assert (Measure.objects.get().effect, Measure.objects.get().effect_on) == ("some", clock.today())
