"""New events come as they come: several files a month, urgent ones on any day; the month counts by the first."""

from datetime import date
from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import Timeliness
from tests.support.kinds import filed, kind_of, previewed, sheet_of
from tests.support.register import rows_of

pytestmark = pytest.mark.django_db
APRIL = Month(2024, 4)


@pytest.fixture
def clerk(county: Any) -> Any:
    return county.post("relief", Role.DEPARTMENT_CLERK, unit("yjj"))


def on(day: int) -> Any:
    return clock.at(clock.noon(APRIL.day(day)))


def stands(kind: Any, clerk: Any) -> Any:
    return next(one for one in submissions.months_of(clerk, [APRIL]) if one.kind.pk == kind.pk)


def test_a_second_file_of_new_events_counts_beside_the_first_and_makes_nobody_late(county, people, clerk):
    kind = kind_of(unit("yjj"))
    sheet_of(kind)
    with on(12):
        first = filed(kind, [(people["李四"],)], clerk, APRIL)
    with on(20):
        second = filed(kind, [(people["赵六"],), (people["李四"],)], clerk, APRIL)
        shown = stands(kind, clerk)
    assert [row.outcome for batch in (first, second) for row in rows_of(batch)] == [
        "raised",
        "raised",
        "repeat",
    ]
    assert (shown.files, shown.timeliness) == ([first, second], Timeliness.ON_TIME)
    assert shown.submission.submitted_on == date(2024, 4, 12)
    assert [one.name for one in run_checks() if one.difference] == []


def test_while_a_file_waits_for_a_person_no_other_comes(county, people, clerk):
    kind = kind_of(unit("yjj"))
    with on(12):
        waits = previewed(kind, [(people["李四"],)], clerk, APRIL)
        with pytest.raises(Refusal, match="待提交"):
            previewed(kind, [(people["赵六"],)], clerk, APRIL)
        submissions.withdraw(batch=waits, post=clerk)
        assert previewed(kind, [(people["赵六"],)], clerk, APRIL).state == "previewed"


@pytest.mark.parametrize("urgent", [True, False])
def test_after_a_nil_return_only_what_is_urgent_comes_and_the_month_stays_on_time(
    county, people, clerk, urgent
):
    kind = kind_of(unit("yjj"), urgent=urgent)
    with on(6):
        submissions.nil_return(kind=kind, month=APRIL, post=clerk)
    with on(25):
        if not urgent:
            with pytest.raises(Refusal, match="零报告"):
                previewed(kind, [(people["李四"],)], clerk, APRIL)
            return
        filed(kind, [(people["李四"],)], clerk, APRIL)
        shown = stands(kind, clerk)
    assert (shown.timeliness, shown.submission.nil) == (Timeliness.ON_TIME, False)
    assert [one.name for one in run_checks() if one.difference] == []


def test_a_roster_taken_back_leaves_the_month_to_its_other_file(county, people, clerk):
    change = {"case": [{"event": "death", "who": ["name", "id_number"]}]}
    day = {"type": "Day", "code": "died_on", "title": "死亡日期"}
    kind = kind_of(unit("yjj"), change=change, columns=[day], day_column="died_on")
    with on(12):
        filed(kind, [(people["李四"], "2024-04-01")], clerk, APRIL)
    with on(14):
        second = filed(kind, [(people["赵六"], "2024-04-02")], clerk, APRIL)
        submissions.withdraw(batch=second, post=clerk)
        drain()
        shown = stands(kind, clerk)
    assert (shown.timeliness, shown.submission.submitted_on) == (Timeliness.ON_TIME, date(2024, 4, 12))
    assert shown.batch is not None and shown.batch.state == "committed"
    assert [one.name for one in run_checks() if one.difference] == []
