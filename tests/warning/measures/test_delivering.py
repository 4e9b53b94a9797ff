"""Measures delivered one by one and in bulk, and the month's follow-up."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.warning.measures.api import (
    SHEET_COLUMNS,
    Measure,
    deliver,
    deliver_many,
    follow_up,
    hint_for,
    owed_rows,
    standings,
    sums,
)
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
    assert "在第 2 行已经有了" in result.problems[0][1] and "（C-1）" in result.problems[1][1]
    assert Measure.objects.get().amount == Decimal("1200")
    assert [one for one in sums() if one.difference] == []


def test_a_row_about_another_household_is_not_taken(county, owed):
    result = deliver_many(rows=[(2, row(owed, head="王五"))], post=county["labour"])
    assert result.done == 0 and "“户主”（王五）不对，这个编号是李四户的" in result.problems[0][1]
    assert deliver_many(rows=[(2, row(owed, head="李 四"))], post=county["labour"]).done == 1


def test_what_is_not_done_yet_waits_and_what_was_done_is_told_as_such(county, owed):
    unit_list = [
        dict(zip([one.code for one in SHEET_COLUMNS], values, strict=True))
        for values in owed_rows(county["labour"])
    ]
    assert [(one["uid"], one["head"], one["on"]) for one in unit_list] == [(str(owed.uid), "李四", None)]
    waits = deliver_many(rows=[(2, unit_list[0])], post=county["labour"])
    assert (waits.done, waits.left, waits.problems) == (0, 1, [])
    told = deliver_many(rows=[(2, row(owed, on=None))], post=county["labour"])
    assert "“落实日期”没有填" in told.problems[0][1]
    late = deliver_many(rows=[(2, row(owed, on=clock.today() + timedelta(days=1)))], post=county["labour"])
    assert f"落实日期 {clock.today() + timedelta(days=1)} 不能晚于今天" in late.problems[0][1]
    deliver_many(rows=[(2, row(owed))], post=county["labour"])
    again = deliver_many(rows=[(2, row(owed))], post=county["labour"])
    assert f"已经登记 {clock.today()} 落实" in again.problems[0][1]
    assert list(owed_rows(county["labour"])) == []


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
