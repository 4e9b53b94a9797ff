"""The equations of this room (R1.5)."""

from django.db.models import Count, Q

from dixian.foundation.jobs.api import Job, JobState, on_the_way
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation
from dixian.registry.households.api import rows_with_changes
from dixian.warning.submissions import leaving
from dixian.warning.submissions.checks.selectors import check_sums
from dixian.warning.submissions.counting import counted, counted_rows, tally
from dixian.warning.submissions.duties import SETTLE, SIGN, SIGN_NIL, label_for, waiting_for
from dixian.warning.submissions.enums import (
    BY_REGISTER,
    PLACED,
    UNDER_WAY,
    BatchState,
    Bin,
    Outcome,
)
from dixian.warning.submissions.models import Batch, DataKind, Row, Submission

LIVE = (JobState.QUEUED, JobState.RUNNING)
STEPS = ("submissions.stage", "submissions.commit")
ANNOUNCED = ("submissions.after_commit", "submissions.after_linking")


def sums() -> list[Sum]:
    """Over committed batches: rows, duties, mended rows, months; over the others: somebody is at work on them."""
    committed = Row.objects.filter(batch__state=BatchState.COMMITTED)
    by_bin = dict(committed.values_list("bin").annotate(n=Count("id")).order_by())
    read = sum(Batch.objects.filter(state=BatchState.COMMITTED).values_list("rows_read", flat=True))
    ends = [by_bin.get(bin_, 0) for bin_ in Bin.values if bin_ != Bin.WAITING]
    return [
        Sum("读到的行 = 对上 + 修正 + 待比对 + 不在册 + 退回", read, sum(ends)),
        *(_unsettled(key) for key in SETTLE),
        *check_sums(),
        _mended(),
        _counted(),
        _ended(),
        _submitted(),
        _under_way(),
        _unsigned(),
        *_of_rosters(),
        *leaving.sums(),
    ]


def _unsettled(key: str) -> Sum:
    waiting = waiting_for(key, Row.objects.filter(batch__state=BatchState.COMMITTED))
    batches = set(waiting.values_list("batch__uid", flat=True).distinct())
    duties = Obligation.objects.filter(kind=SETTLE[key].code, state="open", subject_uid__in=batches)
    return Sum(f"有未处理“{label_for(key)}”行的批次都有待办", len(batches), duties.count())


def _mended() -> Sum:
    mended = Row.objects.filter(
        mended_by__batch__state=BatchState.COMMITTED, mended_by__in=Row.objects.exclude(bin=Bin.REJECTED)
    ).distinct()
    ended = mended.filter(Q(bin=Bin.REJECTED) | Q(outcome=Outcome.VOID), settled_on__isnull=False)
    return Sum("补报改正的行 = 因此办结的退回行和不能变更的行", mended.count(), ended.count())


def _counted() -> Sum:
    committed = Row.objects.filter(batch__state=BatchState.COMMITTED)
    again = committed.filter(batch__mends__isnull=False)
    once = committed.count() - again.count()
    return Sum("计入的行 = 读到的行 - 补报里重送的行", once, counted_rows(None).count())


def _ended() -> Sum:
    """Pages reckon it as what is left of all that were read; here every row is counted."""
    left, each = (of.outcomes[Outcome.NO_RULE] for of in (counted(None), tally(counted_rows(None))))
    return Sum("页面上“不预警”的行 = 逐行数出的“不预警”的行", left, each)


def _submitted() -> Sum:
    """The two sides are read apart: a month that lost its day is a difference as well as one that lost its file."""
    told = Submission.objects.filter(submitted_on__isnull=False).count()
    filed = Batch.objects.filter(state=BatchState.COMMITTED, mends=None).values("submission")
    nil = Submission.objects.filter(nil=True, submitted_on__isnull=False).exclude(pk__in=filed)
    return Sum("计为已报的月份 = 有已提交文件的月份 + 零报告", told, filed.distinct().count() + nil.count())


def _under_way() -> Sum:
    batches = Batch.objects.filter(state__in=UNDER_WAY).values_list("pk", flat=True)
    return Sum("读取中、提交中的批次都有任务在办", len(batches), len(being_worked_on().intersection(batches)))


def _unsigned() -> Sum:
    """What waits for a head is a duty of the head."""
    waiting = Batch.objects.filter(state=BatchState.SIGNING).count()
    waiting += Submission.objects.filter(nil=True, submitted_on=None).count()
    duties = Obligation.objects.filter(kind__in=(SIGN.code, SIGN_NIL.code), state="open")
    return Sum("待签发的文件和零报告都有待办", waiting, duties.count())


def _of_rosters() -> list[Sum]:
    """Linked rows of rosters have changed something, had not to, or could not; what was proposed stands behind a change."""
    of_rosters = DataKind.objects.exclude(change={})
    committed = Batch.objects.filter(state=BatchState.COMMITTED, submission__kind__in=of_rosters)
    linked = Row.objects.filter(batch__in=committed, bin__in=PLACED)
    by_outcome = dict(linked.values_list("outcome").annotate(n=Count("id")).order_by())
    waiting = linked.filter(outcome=Outcome.NONE, batch__in=being_proposed()).count()
    ended = sum(by_outcome.get(outcome, 0) for outcome in BY_REGISTER)
    return [
        Sum(
            "名册对上的行 = 已提请变更 + 无须变更 + 不能形成变更 + 已作废或改正 + 等待对照",
            linked.count(),
            ended + waiting,
        ),
        Sum(
            "已提请变更的行 = 变更批里的行",
            Row.objects.filter(batch__in=committed, outcome=Outcome.PROPOSED).count(),
            rows_with_changes(committed.values("uid")),
        ),
    ]


def being_proposed() -> set[int]:
    """The batches some of whose rows may have no outcome yet, because what follows from them is being proposed."""
    live = Job.objects.filter(name="submissions.propose_changes", state__in=LIVE)
    announced = [one for name in ANNOUNCED for one in on_the_way(name)]
    return {one["batch_id"] for one in (*live.values_list("arguments", flat=True), *announced)}


def being_worked_on() -> set[int]:
    """The batches that are being read or committed."""
    jobs = Job.objects.filter(name__in=STEPS, state__in=LIVE).values_list("arguments", flat=True)
    return {arguments["batch_id"] for arguments in jobs}
