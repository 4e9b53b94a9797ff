"""What it means that a batch counts: the month is pushed, its duties change, others are told."""

from typing import Any

from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import cancel, discharge
from dixian.warning.submissions.duties import (
    OF_THE_UNIT,
    SIGN_NIL,
    SUBMIT,
    TO_MEND,
    open_settle_duties,
    settle_duty_done,
)
from dixian.warning.submissions.enums import Bin, Outcome
from dixian.warning.submissions.models import Batch, Row, Submission
from dixian.warning.submissions.topics import BatchCommitted

PIECE = 500


def finish(batch: Batch, post: Post | None, user_id: int = 0) -> None:
    """In the transaction that makes the batch visible. post, user_id: who committed it, None and 0 where nobody knows."""
    if batch.mends_id:
        _settle_mended(batch, post)
    else:
        _submitted(batch, post)
    open_settle_duties(batch)
    publish(BatchCommitted(batch_id=batch.pk, post_id=post.pk if post else 0, user_id=user_id))


def _submitted(batch: Batch, post: Post | None) -> None:
    """The month counts as pushed on the day a person committed its first file, or said that there was nothing."""
    said = Submission.objects.values_list("submitted_on", flat=True).get(pk=batch.submission_id)
    on = min((day for day in (said, batch.committed_on) if day), default=clock.today())
    Submission.objects.filter(pk=batch.submission_id).update(
        submitted_on=on, nil=False, version=F("version") + 1
    )
    discharge(kind=SUBMIT.code, subject_uids=[batch.submission.uid], post=post, on=on)
    cancel(kind=SIGN_NIL.code, subject_uids=[batch.submission.uid], reason="已报送文件", post=post)


def _settle_mended(batch: Batch, post: Post | None) -> None:
    """Rows end by their mended ones; a row that is wrong again leaves its first one open."""
    today = clock.today()
    rows = Row.objects.filter(batch=batch, mends__isnull=False)
    mended = list(rows.exclude(bin=Bin.REJECTED).order_by("id").values_list("mends_id", flat=True))
    for start in range(0, len(mended), PIECE):
        how: dict[str, Any] = {"settled_on": today, "settled_how": f"已在 {today} 的补报文件里改正"}
        ended = Row.objects.filter(TO_MEND, pk__in=mended[start : start + PIECE])
        # First those that keep their bin: what is settled waits no more.
        ended.filter(outcome=Outcome.UNCLEAR).update(outcome=Outcome.VOID, version=F("version") + 1, **how)
        ended.update(version=F("version") + 1, **how)
    rejected = Row.objects.filter(batch=batch, bin=Bin.REJECTED)
    for ours, said in (
        (False, "补报后仍有错误，在原文件里继续改正"),
        (True, "不是等着改正的退回行，没有计入"),
    ):
        rejected.filter(mends__isnull=ours).update(
            settled_on=today, settled_how=said, version=F("version") + 1
        )
    assert batch.mends is not None  # noqa: S101 - asked by `finish`
    for key in OF_THE_UNIT:
        settle_duty_done(batch=batch.mends, key=key, post=post)
