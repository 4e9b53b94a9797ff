"""零报告: nothing to push this month (R2.3), and taking that back."""

from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import cancel, discharge
from dixian.warning.submissions.actions.opening import locked_submission, open_submission
from dixian.warning.submissions.duties import SIGN_NIL, SUBMIT, open_sign_duty, open_submit_duties
from dixian.warning.submissions.models import DataKind, Submission
from dixian.warning.submissions.windows import window_of

LONGEST = 200


@transaction.atomic
def nil_return(*, kind: DataKind, month: Month, post: Post) -> Submission:
    """Say that there is nothing to push this month; it counts once the head has signed, where the kind asks for that.

    Raises as for a file: NotAllowed; Refusal for a future month and a month that is not free.
    """
    submission = open_submission(kind=kind, month=month, post=post)
    said = {"nil": True, "confirmed_by": post.acting_person, "signed_by": None}
    if kind.sign_off:
        _set(submission, **said)
        about = f"{month.label}{kind.name}，{post.acting_person.name}报零报告"
        open_sign_duty(SIGN_NIL, submission, submission.uid, about)
        return submission
    _set(submission, submitted_on=clock.today(), **said)
    discharge(kind=SUBMIT.code, subject_uids=[submission.uid], post=post, reason="零报告")
    return submission


@transaction.atomic
def withdraw_nil(*, kind: DataKind, month: Month, post: Post, reason: str = "") -> Submission:
    """Take a nil return back; the duty of the month is open again. After the window has closed with a reason.

    Raises NotAllowed; Refusal where there is none, or the reason is missing.
    """
    submission = locked_submission(kind=kind, month=month, post=post)
    if not submission.nil:
        raise Refusal(f"{month.label}没有报零报告", "刷新页面看最新情况")
    reason = reason.strip()[:LONGEST]
    _, last = window_of(kind, month)
    if clock.today() > month.day(last) and not reason:
        raise Refusal("报送窗口已过，撤回零报告要写明理由", "写明为什么当时报了零报告")
    _set(submission, submitted_on=None, nil=False, note=reason)
    cancel(kind=SIGN_NIL.code, subject_uids=[submission.uid], reason="零报告已撤回", post=post)
    open_submit_duties([submission], month, why="零报告已撤回")
    return submission


def _set(submission: Submission, **changes: Any) -> None:
    changes["version"] = submission.version + 1
    Submission.objects.filter(pk=submission.pk).update(**changes)
    for name, value in changes.items():
        setattr(submission, name, value)
