"""What it means that a batch counts: the month is pushed, its duties change, others are told."""

from django.db.models import Count, F

from dixian.foundation.accounts.api import Post
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import cancel, discharge
from dixian.warning.submissions.duties import (
    SIGN_NIL,
    SUBMIT,
    of_the_desk,
    open_settle_duties,
    settle_duty_done,
)
from dixian.warning.submissions.enums import Bin
from dixian.warning.submissions.models import Batch, Row, Submission
from dixian.warning.submissions.topics import BatchCommitted

PIECE = 500


def finish(batch: Batch, post: Post | None, user_id: int = 0) -> None:
    """In the transaction that makes the batch visible. post, user_id: who committed it, None and 0 where nobody knows."""
    if batch.mends_id:
        _settle_mended(batch, post)
    else:
        _submitted(batch, post)
    waiting = of_the_desk(Row.objects.filter(batch=batch, settled_on__isnull=True))
    open_settle_duties(batch, dict(waiting.values_list("bin").annotate(n=Count("id")).order_by()))
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
    """Rejected rows end by their mended ones; a row that is wrong again leaves its first one open."""
    today = clock.today()
    rows = Row.objects.filter(batch=batch, mends__isnull=False)
    mended = list(rows.exclude(bin=Bin.REJECTED).order_by("id").values_list("mends_id", flat=True))
    for start in range(0, len(mended), PIECE):
        ended = Row.objects.filter(pk__in=mended[start : start + PIECE], settled_on__isnull=True)
        ended.update(settled_on=today, settled_how=f"已在 {today} 的补报文件里改正", version=F("version") + 1)
    rejected = Row.objects.filter(batch=batch, bin=Bin.REJECTED)
    for ours, said in (
        (False, "补报后仍有错误，在原文件里继续改正"),
        (True, "不是等着改正的退回行，没有计入"),
    ):
        rejected.filter(mends__isnull=ours).update(
            settled_on=today, settled_how=said, version=F("version") + 1
        )
    assert batch.mends is not None  # noqa: S101 - asked by `finish`
    settle_duty_done(batch=batch.mends, bin_=Bin.REJECTED, post=post)
