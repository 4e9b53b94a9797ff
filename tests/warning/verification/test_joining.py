"""A further warning of a household that is under question already: each source gets its own answer (decision 1)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.commons.leads.api import Lead, LeadSource, sentences_of
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import inbox
from dixian.warning.submissions.api import Batch
from dixian.warning.verification import api as verification
from dixian.warning.verification.enums import Method
from dixian.web.leads.trail import trail_of
from tests.support.register import pushed, workbook

pytestmark = pytest.mark.django_db
APRIL = Month.parse("2024-04")


@pytest.fixture
def month(county: Any, people: Any, tmp_path: Path) -> Callable[..., Any]:
    """Pushes 张三's costs of a month, on its twelfth."""

    def push(month: Month, amount: str) -> Any:
        with clock.at(clock.noon(month.day(12))):
            content = workbook(tmp_path, [people["张三"].costs(amount)], month)
            return pushed(content, county["insurer"], month=month)

    return push


def lead() -> Lead:
    return Lead.objects.select_related("household", "township").get()


def answered(county: Any, verdict: Verdict, on: date) -> None:
    """Released and answered on a day in April."""
    with clock.at(clock.noon(on)):
        verification.release(lead_uids=[lead().uid], post=county["bureau"])
        reason = "reimbursed" if verdict == Verdict.NO_RISK else "illness"
        values = {"method": Method.HOME, "event_on": on, "post": county["cadre"]}
        verification.answer(lead=lead(), verdict=verdict, reason=reason, **values)


def confirm(county: Any, on: date, covers: Any = ()) -> None:
    with clock.at(clock.noon(on)):
        verification.confirm(lead=lead(), post=county["clerk"], covers=covers)
        drain()


def answers() -> list[tuple[str, date | None]]:
    return list(LeadSource.objects.order_by("id").values_list("answer", "answered_on"))


def differences() -> list[str]:
    return [one.name for one in run_checks() if one.difference]


def test_a_source_that_joins_a_household_at_risk_is_answered_at_once_and_told(county, month):
    first = month(APRIL, "9000")
    answered(county, Verdict.AT_RISK, date(2024, 4, 15))
    confirm(county, date(2024, 4, 16))
    verification.see_results(batch=Batch.objects.select_related("unit").get(), post=county["insurer"])
    second = month(APRIL.next(), "19000")
    assert answers() == [("at_risk", date(2024, 4, 16)), ("at_risk", date(2024, 5, 12))]
    assert lead().state == LeadState.AT_RISK
    (duty,) = inbox(county["insurer"]).filter(kind="verification.result")
    assert (duty.subject_uid, duty.opened_on) == (second.uid, date(2024, 5, 12))
    assert first.uid != second.uid
    assert differences() == []


def test_the_township_says_itself_that_an_answer_covers_what_came_after_it(county, month):
    month(APRIL, "9000")
    answered(county, Verdict.NO_RISK, date(2024, 4, 15))
    month(APRIL.next(), "19000")
    new = LeadSource.objects.latest("id")
    with pytest.raises(Refusal, match="反馈之后又来了 1 条预警"):
        confirm(county, date(2024, 5, 13))
    assert (lead().state, answers()) == (LeadState.ANSWERED, [("", None), ("", None)])
    confirm(county, date(2024, 5, 13), covers=[new.uid])
    assert lead().state == LeadState.CLOSED
    assert answers() == [("no_risk", date(2024, 5, 13))] * 2
    assert differences() == []


def test_sent_back_the_village_answers_for_all_of_them(county, month):
    month(APRIL, "9000")
    answered(county, Verdict.NO_RISK, date(2024, 4, 15))
    month(APRIL.next(), "19000")
    with clock.at(clock.noon(date(2024, 5, 13))):
        verification.send_back(lead=lead(), reason="又有新的费用，请再核实", post=county["clerk"])
        values = {"method": Method.HOME, "event_on": clock.today(), "post": county["cadre"]}
        verification.answer(lead=lead(), verdict=Verdict.AT_RISK, reason="illness", **values)
    confirm(county, date(2024, 5, 14))
    assert answers() == [("at_risk", date(2024, 5, 14))] * 2
    assert differences() == []


def test_after_a_lead_is_closed_a_further_warning_opens_another(county, month):
    month(APRIL, "9000")
    answered(county, Verdict.NO_RISK, date(2024, 4, 15))
    confirm(county, date(2024, 4, 16))
    month(APRIL.next(), "19000")
    assert set(Lead.objects.values_list("state", flat=True)) == {LeadState.CLOSED, LeadState.WAITING}
    assert answers() == [("no_risk", date(2024, 4, 16)), ("", None)]


def test_a_push_sheet_tells_what_was_known_when_it_was_issued(county, month):
    month(APRIL, "9000")
    answered(county, Verdict.NO_RISK, date(2024, 4, 15))
    issued = verification.PushSheet.objects.get().made_at
    month(APRIL.next(), "19000")
    (then,) = sentences_of([lead()], None, until=issued).values()
    (now,) = sentences_of([lead()], None).values()
    assert ("9,000.00" in then, "19,000.00" in now, then == now) == (True, True, False)


def duty_of(post: Any, kind: str) -> Any:
    (found,) = inbox(post).filter(kind=f"verification.{kind}")
    return found


@pytest.mark.parametrize(
    ("steps", "post", "kind"), [(0, "bureau", "release"), (1, "cadre", "answer"), (2, "clerk", "confirm")]
)
def test_the_duty_of_whoever_looks_names_the_new_cause_first(county, month, steps, post, kind):
    month(APRIL, "9000")
    if steps == 1:
        with clock.at(clock.noon(date(2024, 4, 15))):
            verification.release(lead_uids=[lead().uid], post=county["bureau"])
    if steps == 2:
        answered(county, Verdict.NO_RISK, date(2024, 4, 15))
    before = duty_of(county[post], kind).about
    month(APRIL.next(), "19000")
    new = LeadSource.objects.latest("id").sentence
    drain()
    assert duty_of(county[post], kind).about == f"又有新的情况：{new}；{before}"[:300]


def test_what_joined_before_the_push_stands_in_the_villages_duty(county, month):
    month(APRIL, "9000")
    month(APRIL.next(), "19000")
    first, second = LeadSource.objects.order_by("id").values_list("sentence", flat=True)
    with clock.at(clock.noon(date(2024, 5, 15))):
        verification.release(lead_uids=[lead().uid], post=county["bureau"])
    assert duty_of(county["cadre"], "answer").about == f"{second}；另有：{first}"[:300]


def test_the_trail_has_a_line_for_what_joined_and_none_for_what_came_first(county, month):

    month(APRIL, "9000")
    month(APRIL.next(), "19000")
    first, second = LeadSource.objects.order_by("id")
    (joined,) = (step for step in trail_of([lead()], [], county["clerk"]) if "又有新的情况" in step.what)
    assert joined.what == f"又有新的情况：{second.sentence}"
    assert (joined.who, joined.at) == (second.unit.short_name, second.made_at)
    assert first.sentence not in joined.what
