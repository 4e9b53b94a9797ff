"""审签: where a kind asks for it, what the clerk confirms goes on only when the head of the unit has signed (R2.3).

The month counts as pushed on the day of the signature. Nobody signs what they confirmed themselves.
"""

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.jobs.api import enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import cancel, discharge, retell
from dixian.warning.submissions.actions.opening import refuse_foreign
from dixian.warning.submissions.actions.steps import step
from dixian.warning.submissions.duties import (
    RETURNED,
    SIGN,
    SIGN_NIL,
    SUBMIT,
    label_of,
    open_returned_duty,
    open_sign_duty,
    open_submit_duties,
)
from dixian.warning.submissions.models import Batch, Submission

# Characters of the reason something goes back for.
LONGEST = 200


def ask_signature(*, batch: Batch, post: Post, word: str) -> None:
    """In the transaction of the commit: the file waits for the head. Raises Refusal where it waits for no commit."""
    person = post.acting_person
    step(batch, "ask_signature", message="", word=word, confirmed_by=person)
    discharge(kind=RETURNED.code, subject_uids=[batch.uid], post=post)
    open_sign_duty(SIGN, batch.submission, batch.uid, f"{label_of(batch)}，{person.name}提交")


@transaction.atomic
def sign(*, batch: Batch, post: Post) -> None:
    """The head agrees; a job makes the file count, as of today. Raises NotAllowed, Refusal."""
    _refuse_signer(batch.submission, batch.confirmed_by_id, post)
    step(batch, "sign", committed_on=clock.today(), signed_by=post.acting_person)
    discharge(kind=SIGN.code, subject_uids=[batch.uid], post=post)
    enqueue_commit(batch, post)


@transaction.atomic
def send_back(*, batch: Batch, reason: str, post: Post) -> None:
    """The head does not: the clerk has the file again, with the reason. Raises NotAllowed, Refusal."""
    _refuse_signer(batch.submission, batch.confirmed_by_id, post)
    why = _reason(reason)
    step(batch, "send_back", message=f"{post.acting_person.name}退回：{why}")
    discharge(kind=SIGN.code, subject_uids=[batch.uid], post=post, reason=f"退回：{why}")
    open_returned_duty(batch, why)


@transaction.atomic
def sign_nil(*, submission: Submission, post: Post) -> None:
    """The head agrees that there was nothing; the month counts as reported today. Raises NotAllowed, Refusal."""
    _held(submission, post, submitted_on=clock.today(), signed_by=post.acting_person)
    discharge(kind=SIGN_NIL.code, subject_uids=[submission.uid], post=post)
    discharge(kind=SUBMIT.code, subject_uids=[submission.uid], post=post, reason="零报告")


@transaction.atomic
def send_back_nil(*, submission: Submission, reason: str, post: Post) -> None:
    """The head does not; the month is to be reported. Raises NotAllowed, Refusal."""
    why = _reason(reason)
    _held(submission, post, nil=False, note=why)
    discharge(kind=SIGN_NIL.code, subject_uids=[submission.uid], post=post, reason=f"退回：{why}")
    month = Month.parse(submission.month)
    about = f"零报告被{post.acting_person.name}退回：{why}"
    open_submit_duties([submission], month, why=about)
    title = f"报送{month.label}{submission.kind.name}"
    retell(kind=SUBMIT.code, subject_uid=submission.uid, title=title, about=about)


def call_off(*, batch: Batch, post: Post) -> None:
    """A file is withdrawn: nobody has to sign it, or to mend what came back."""
    for kind in (SIGN, RETURNED):
        cancel(kind=kind.code, subject_uids=[batch.uid], reason="报送单位撤回了文件", post=post)


def enqueue_commit(batch: Batch, post: Post) -> None:
    """A job of its own for each try, of the system: it matches against the whole register."""
    key = f"commit:{batch.uid}:{batch.version}"
    enqueue("submissions.commit", key=key, batch_id=batch.pk, post_id=post.pk, user_id=post.acting_person.pk)


def _held(submission: Submission, post: Post, **changes: object) -> None:
    """What becomes of a nil return that waits; the first who decides does."""
    _refuse_signer(submission, submission.confirmed_by_id, post)
    waiting = Submission.objects.filter(pk=submission.pk, nil=True, submitted_on=None)
    if not waiting.update(version=F("version") + 1, **changes):
        raise Refusal("这份零报告不等签发", "刷新页面看最新情况")
    submission.refresh_from_db()


def _refuse_signer(submission: Submission, confirmed_by: int | None, post: Post) -> None:
    post.require(Capability.SIGN_OFF)
    refuse_foreign(submission.kind, post)
    if confirmed_by == post.acting_person.pk:
        raise Refusal(
            "提交人不能签发自己提交的报送",
            "请本单位另一位有审签权限的同事签发；没有的，撤回后由经办人提交",
        )


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Refusal("没有写明退回的理由", "写明哪里不对、怎么改")
    return reason.strip()[:LONGEST]
