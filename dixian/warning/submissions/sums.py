"""The equations of this room (R1.5)."""

from django.db.models import Count

from dixian.foundation.jobs.api import Job, JobState
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation
from dixian.warning.submissions.checks.selectors import check_sums
from dixian.warning.submissions.duties import SETTLE, of_the_desk
from dixian.warning.submissions.enums import SETTLED_BY_DUTY, UNDER_WAY, BatchState, Bin
from dixian.warning.submissions.models import Batch, Row, Submission
from dixian.warning.submissions.selectors import counted_rows

LIVE = (JobState.QUEUED, JobState.RUNNING)
STEPS = ("submissions.stage", "submissions.commit")


def sums() -> list[Sum]:
    """Over committed batches: rows, duties, mended rows, months; over the others: somebody is at work on them."""
    committed = Row.objects.filter(batch__state=BatchState.COMMITTED)
    by_bin = dict(committed.values_list("bin").annotate(n=Count("id")).order_by())
    read = sum(Batch.objects.filter(state=BatchState.COMMITTED).values_list("rows_read", flat=True))
    ends = [by_bin.get(bin_, 0) for bin_ in Bin.values if bin_ != Bin.WAITING]
    return [
        Sum("读到的行 = 对上 + 修正 + 待比对 + 不在册 + 退回", read, sum(ends)),
        *(_unsettled(bin_) for bin_ in SETTLED_BY_DUTY),
        *check_sums(),
        _mended(),
        _counted(),
        _submitted(),
        _under_way(),
    ]


def _unsettled(bin_: Bin) -> Sum:
    committed = Row.objects.filter(batch__state=BatchState.COMMITTED, bin=bin_, settled_on__isnull=True)
    waiting = of_the_desk(committed)
    batches = set(waiting.values_list("batch__uid", flat=True).distinct())
    duties = Obligation.objects.filter(kind=SETTLE[bin_].code, state="open", subject_uid__in=batches)
    return Sum(f"有未处理“{bin_.label}”行的批次都有待办", len(batches), duties.count())


def _mended() -> Sum:
    mended = Row.objects.filter(
        mended_by__batch__state=BatchState.COMMITTED, mended_by__in=Row.objects.exclude(bin=Bin.REJECTED)
    ).distinct()
    ended = mended.filter(bin=Bin.REJECTED, settled_on__isnull=False)
    return Sum("补报改正的行 = 因此办结的退回行", mended.count(), ended.count())


def _counted() -> Sum:
    committed = Row.objects.filter(batch__state=BatchState.COMMITTED)
    again = committed.filter(batch__mends__isnull=False)
    once = committed.count() - again.count()
    return Sum("计入的行 = 读到的行 - 补报里重送的行", once, counted_rows(None).count())


def _submitted() -> Sum:
    submitted = Submission.objects.filter(submitted_on__isnull=False)
    committed = submitted.filter(nil=False, batches__state=BatchState.COMMITTED, batches__mends=None)
    nil = submitted.filter(nil=True).exclude(batches__state=BatchState.COMMITTED)
    return Sum(
        "计为已报的月份 = 有已提交文件的月份 + 零报告", submitted.count(), committed.count() + nil.count()
    )


def _under_way() -> Sum:
    batches = Batch.objects.filter(state__in=UNDER_WAY).values_list("pk", flat=True)
    return Sum("读取中、提交中的批次都有任务在办", len(batches), len(being_worked_on().intersection(batches)))


def being_worked_on() -> set[int]:
    """The batches that are being read or committed."""
    jobs = Job.objects.filter(name__in=STEPS, state__in=LIVE).values_list("arguments", flat=True)
    return {arguments["batch_id"] for arguments in jobs}
