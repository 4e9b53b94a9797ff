"""Settle and dismiss: a person decides about a row that the machine could not place."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post, extend_reach
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.api import Person
from dixian.warning.submissions.actions.lessons import teach
from dixian.warning.submissions.checks.ending import settled_at_desk
from dixian.warning.submissions.duties import OF_THE_UNIT, SETTLE, WAITS, duty_of, settle_duty_done
from dixian.warning.submissions.enums import BatchState, Bin, Outcome
from dixian.warning.submissions.models import Row
from dixian.warning.submissions.topics import RowsLinked

DISMISSED = "不是此人"


@transaction.atomic
def settle_row(*, row: Row, post: Post, reason: str, person_uid: UUID | None = None) -> None:
    """A person decides: link the row to somebody, or leave it with a reason. The duty ends with the last one.

    A linked row of a roster from which no change can follow is voided.

    What was decided holds for the same number and name of later files. Raises NotAllowed; Refusal where the
    row's batch does not count or the row waits for nobody, no reason is given, or the person is not found.
    """
    _refuse_unfit(row, post)
    if not reason.strip():
        raise Refusal("没有写明理由", "写明依据什么判断")
    person = _person(row, post, person_uid) if person_uid is not None else None
    key, how = duty_of(row), reason.strip()[:200]
    changes: dict[str, object] = {"settled_on": clock.today(), "settled_how": how}
    if person is not None:
        changes |= {
            "bin": Bin.REPAIRED,
            "person": person,
            "household_id": person.household_id,
            "village_id": person.village_id,
            "reason": f"人工比对：{reason}"[:600],
        }
    elif key == Outcome.UNCLEAR:
        changes["outcome"] = Outcome.VOID
    _change(row, **changes)
    settle_duty_done(batch=row.batch, key=key, post=post)
    settled_at_desk(row=row, how=how, person=person, post=post)
    if person is not None:
        teach(row=row, person=person, same=True, how=how, post=post)
        with beyond_scope():
            extend_reach(unit=row.batch.unit, household_ids=[person.household_id], source="报送，人工比对")
        person_id = post.acting_person.pk
        publish(RowsLinked(batch_id=row.batch_id, row_id=row.pk, post_id=post.pk, user_id=person_id))
    elif key == Bin.AMBIGUOUS:
        for one in Person.objects.visible_to(post).filter(pk__in=row.candidates):
            teach(row=row, person=one, same=False, how=how, post=post)


@transaction.atomic
def dismiss(*, row: Row, post: Post, person_uid: UUID) -> None:
    """This person is not whom the row is about, now and in later files. The row waits on.

    Raises NotAllowed; Refusal as `settle_row`.
    """
    _refuse_unfit(row, post)
    person = _person(row, post, person_uid)
    _change(row, candidates=[one for one in row.candidates if one != person.pk])
    teach(row=row, person=person, same=False, how=DISMISSED, post=post)


def _refuse_unfit(row: Row, post: Post) -> None:
    post.require(Capability.SETTLE_ROWS)
    if row.batch.state != BatchState.COMMITTED:
        raise Refusal(f"这个批次现在是“{row.batch.get_state_display()}”，它的行不能处理", "提交后再处理")
    if duty_of(row) not in SETTLE:
        raise Refusal(f"这一行是“{row.get_bin_display()}”，不用人工处理", "对错了人的，请告诉系统管理员")


def _change(row: Row, **changes: object) -> None:
    waiting = Row.objects.filter(WAITS[duty_of(row)], pk=row.pk)
    if not waiting.update(version=F("version") + 1, **changes):
        raise Refusal("这一行已经有人处理过", "刷新页面看最新情况")


def _person(row: Row, post: Post, uid: UUID) -> Person:
    if duty_of(row) in OF_THE_UNIT:
        raise Refusal("退回的行、不能变更的行不能直接对到人", "由报送单位改正后补报，或写明原因办结")
    person = Person.objects.visible_to(post).filter(uid=uid).first()
    if person is None:
        raise Refusal("在您的范围内找不到这个人", "换一种写法再找，或请县农业农村局比对")
    return person
