"""What `dixian demo` plays: every role has something done and something to do, and every sum holds."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.commons.leads.models import Lead
from dixian.foundation.accounts.api import acting_as, system_scope
from dixian.foundation.areas.api import UnitContact
from dixian.foundation.audit.api import reading
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.api import Notice, Obligation, inbox, unreached
from dixian.foundation.worklist.models import Escalation
from dixian.simulation.drive.month import COSTS_NAME, push, release_where
from dixian.simulation.drive.staff import ACCOUNTS, post_of
from dixian.warning.verification.models import Answer, Review
from tests.simulation.played import TODAY
from tests.support.database import switch_role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alike]


@pytest.fixture
def played(transactional_db: None, played_county: Any) -> Iterator[Any]:
    """A demonstration made on a day in November, which it still is; commands come in as the worker."""
    switch_role("worker")
    with clock.at(clock.noon(TODAY)):
        yield played_county
    switch_role("web")


def waiting(username: str) -> list[str]:
    post = post_of(username)
    with acting_as(post), reading():
        return [duty.kind for duty in inbox(post)]


def done(username: str) -> set[str]:
    with system_scope("test:drive"), reading():
        found = Obligation.objects.filter(done_by=post_of(username), state="done")
        return set(found.values_list("kind", flat=True))


def test_last_month_stands_at_every_step_of_the_loop(played: Any) -> None:
    with system_scope("test:drive"), reading():
        late = set(Obligation.objects.filter(state="open", due_on__lt=TODAY).values_list("kind", flat=True))
        assert "verification.release" in late, "what is held back at the push desk"
        assert late.isdisjoint({"verification.answer", "verification.confirm", "verification.result"})
        states = set(Lead.objects.values_list("state", flat=True))
        assert states >= {"waiting", "released", "answered", "closed"}
        assert len(played["accounts"]) == len(ACCOUNTS)
        assert {answer.event_on for answer in Answer.objects.all()} == {
            date(2026, 11, 22),
            date(2026, 11, 24),
        }
        assert {review.on for review in Review.objects.all()} == {date(2026, 11, 23)}
    assert "verification.release" in waiting("nongye")
    assert "verification.answer" in waiting("cun")
    assert "verification.confirm" in waiting("xiangzhen")
    assert "verification.result" in waiting("yibao")
    assert done("nongye") == {"verification.release"}
    assert done("cun") == {"verification.answer"}
    assert done("xiangzhen") == {"verification.confirm"}


def test_this_months_file_brings_the_village_something_new_and_every_sum_holds(played: Any) -> None:
    newest = Path(played["files"][0])
    push(newest, month=Month.of(TODAY), by="yibao", kind=COSTS_NAME)
    assert release_where(lambda lead: lead.village.code == played["village"], by="nongye") > 0
    with system_scope("test:drive"), reading():
        assert [one for one in run_checks() if one.difference] == []


def test_what_is_late_has_come_before_the_named_heads_of_its_unit(played: Any) -> None:
    with system_scope("test:drive"), reading():
        late = Obligation.objects.overdue(TODAY).filter(due_on__lt=TODAY)
        assert late.exists()
        told = {one.obligation_id: one for one in Escalation.objects.select_related("unit")}
        assert set(late.values_list("id", flat=True)) <= set(told)
        bureau = UnitContact.objects.filter(unit__code="nyncj", role="deputy").values_list("name", flat=True)
        assert {one.head_name for one in told.values() if one.step == "deputy"} >= set(bureau)
        assert not [one for one in unreached(TODAY) if not one.name], "each unit has somebody who answers"
        notice = Notice.objects.filter(user=post_of("juzhang").user, title="超期事项上报").latest("id")
        assert "督办" in notice.text
