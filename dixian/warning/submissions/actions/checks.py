"""What a township says of a register check: somebody of its own to be entered, somebody known, or nobody here."""

from uuid import UUID

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import items
from dixian.foundation.worklist.api import discharge
from dixian.registry.households.api import ChangeBatch, Person
from dixian.warning.submissions.actions.lessons import teach
from dixian.warning.submissions.checks.duties import CHECK as DUTY
from dixian.warning.submissions.checks.ending import end, step
from dixian.warning.submissions.enums import NOBODY_HERE, CheckResult
from dixian.warning.submissions.models import RegisterCheck

SAME = "对照户口簿，是同一人"


@transaction.atomic
def nobody_here(*, of: RegisterCheck, result: CheckResult, reason: str, note: str, post: Post) -> None:
    """Whoever it is does not live here, or can't be found; reason: a code of the result's list.

    Raises NotAllowed; Refusal without such a reason, or where the check does not wait for an answer.
    """
    post.require(Capability.SETTLE_ROWS)
    if result not in NOBODY_HERE:
        raise Refusal("没有选择核对结果", "选一条结果和理由")
    said = {one.code: one.label for one in items(NOBODY_HERE[result])}
    if reason not in said:
        raise Refusal("没有选择理由", "选一条理由；都不合适的，请县农业农村局在代码表里增加")
    why = f"{said[reason]}。{note}" if note else said[reason]
    end(of, "answer", result=result, why=why, by=post.acting_person, post=post)


@transaction.atomic
def known_as(*, of: RegisterCheck, person_uid: UUID, reason: str, post: Post) -> None:
    """It is this person of the register, of whom the unit writes number or name otherwise; later files are taught so.

    Raises NotAllowed; Refusal where the person is not within the post's scope or the check does not wait.
    """
    post.require(Capability.SETTLE_ROWS)
    person = Person.objects.visible_to(post).filter(uid=person_uid, valid_to=None).first()
    if person is None:
        raise Refusal("在您的范围内找不到这个人", "换一种写法再找；在别的乡镇的，选“不在本地”并写明")
    why = reason.strip() or SAME
    by = post.acting_person
    rows = end(of, "answer", result=CheckResult.KNOWN, why=why, by=by, post=post, person=person)
    with beyond_scope():
        for row in {row.unit_id: row for row in rows}.values():
            teach(row=row, person=person, same=True, how=why, post=post)


@transaction.atomic
def ask_entry(*, of: RegisterCheck, changes: ChangeBatch, post: Post) -> None:
    """Somebody of ours: these changes enter them, once another person has approved. Raises NotAllowed, Refusal."""
    post.require(Capability.PROPOSE_REGISTER)
    step(of, "ask", changes=changes)
    discharge(kind=DUTY.code, subject_uids=[of.uid], post=post, reason="已提请登记")
