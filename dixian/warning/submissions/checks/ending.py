"""How a register check ends, and its rows with it. In the transaction of whoever ends it.

A township reaches no row of a department, so that rows are written beyond its scope.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import F

from dixian.foundation.accounts.api import Post, User, extend_reach
from dixian.foundation.audit.api import take_step
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import discharge
from dixian.registry.households.api import Person
from dixian.warning.submissions.checks.duties import CHECK as DUTY
from dixian.warning.submissions.checks.states import CHECK
from dixian.warning.submissions.enums import Bin, CheckResult, CheckState
from dixian.warning.submissions.models import Batch, RegisterCheck, Row
from dixian.warning.submissions.topics import RowsLinked

LONGEST = 200


def step(of: RegisterCheck, verb: str, **changes: Any) -> None:
    """Take a step, with what changes along. Raises Refusal as `take_step`."""
    take_step(of, CHECK, verb, called="这件核对", **changes)


def end(
    of: RegisterCheck,
    verb: str,
    *,
    result: CheckResult,
    why: str,
    by: User | None,
    post: Post | None,
    person: Person | None = None,
) -> list[Row]:
    """Close a check, end its duty and its rows; who was found has the rows from now on. Returns the rows."""
    today = clock.today()
    closed = {"result": result, "why": why[:LONGEST], "person": person, "closed_on": today, "closed_by": by}
    step(of, verb, **closed)
    discharge(kind=DUTY.code, subject_uids=[of.uid], post=post)
    how = f"{of.township.name}核对：{result.label}（{why}）"[:LONGEST]
    with beyond_scope():
        rows = list(rows_of(of).select_related("batch__unit").order_by("id"))
        changes: dict[str, Any] = {"settled_on": today, "settled_how": how, "version": F("version") + 1}
        if person is not None:
            changes |= _placed(person, how)
        Row.objects.filter(pk__in=[row.pk for row in rows]).update(**changes)
        if person is not None:
            _announce(rows, person)
    return rows


def settled_at_desk(*, row: Row, how: str, person: Person | None, post: Post) -> None:
    """A row was settled at the desk: its check ends, unless other rows wait for it."""
    if row.area_id is None:
        return
    with beyond_scope():
        of = RegisterCheck.objects.select_related("township").filter(sources__row=row).first()
        if of is None or of.state == CheckState.CLOSED or rows_of(of).exists():
            return
        by = post.acting_person
        end(of, "settle", result=CheckResult.SETTLED, why=how, by=by, post=post, person=person)


def batch_withdrawn(*, batch: Batch, post: Post) -> None:
    """A batch is taken back: its rows ask for nothing any more, and a check ends that no other row waits for."""
    why = f"{batch.submission.kind.name} {batch.submission.month} 的报送已撤回"
    with beyond_scope():
        going = Row.objects.filter(batch=batch, check_source__isnull=False, settled_on__isnull=True)
        checks = RegisterCheck.objects.filter(sources__row__in=going).exclude(state=CheckState.CLOSED)
        known = list(checks.select_related("township").distinct().order_by("id"))
        going.update(settled_on=clock.today(), settled_how=why, version=F("version") + 1)
        for of in known:
            if not rows_of(of).exists():
                by = post.acting_person
                end(of, "withdraw", result=CheckResult.WITHDRAWN, why=why, by=by, post=post)


def rows_of(of: RegisterCheck) -> Any:
    """The rows that wait for a check."""
    return Row.objects.filter(check_source__check_of=of, bin=Bin.STRANGER, settled_on__isnull=True)


def _placed(person: Person, how: str) -> dict[str, Any]:
    return {
        "bin": Bin.REPAIRED,
        "person": person,
        "household_id": person.household_id,
        "village_id": person.village_id,
        "reason": how,
    }


def _announce(rows: Sequence[Row], person: Person) -> None:
    """The departments come to reach the household, and their rows are judged."""
    for unit in {row.batch.unit for row in rows}:
        extend_reach(unit=unit, household_ids=[person.household_id], source="报送，乡镇核对")
    for batch_id in sorted({row.batch_id for row in rows}):
        publish(RowsLinked(batch_id=batch_id))
