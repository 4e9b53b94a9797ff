"""What a file and a nil return of a month have in common: whose it is, and that the month is free."""

from django.db.models import Max

from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.submissions.enums import GONE, BatchState, Mode
from dixian.warning.submissions.models import Batch, DataKind, Submission


def open_submission(*, kind: DataKind, month: Month, post: Post, more: bool = False) -> Submission:
    """The submission of a month that is free to be filled, locked until the transaction ends.

    more: with a file: new events may come in several, and urgent ones after a nil return.
    Raises NotAllowed; Refusal for somebody else's kind, a month before the kind or to come, a month with a file or a nil return.
    """
    submission = locked_submission(kind=kind, month=month, post=post)
    if not (more and kind.urgent):
        _refuse_nil(submission)
    _refuse_second_batch(submission, more=more and kind.mode == Mode.INCREMENT)
    return submission


def next_part(submission: Submission) -> int:
    """Which file of the month the next one is."""
    alive = Batch.objects.filter(submission=submission, mends=None).exclude(state__in=GONE)
    return (alive.aggregate(last=Max("part"))["last"] or 0) + 1


def locked_submission(*, kind: DataKind, month: Month, post: Post) -> Submission:
    """The same, whatever it holds."""
    post.require(Capability.SUBMIT)
    refuse_foreign(kind, post)
    if month > Month.of(clock.today()):
        raise Refusal(f"{month.label}还没有到", "选择本月或以前的月份")
    if month < (first := Month.of(kind.valid_from)):
        raise Refusal(f"“{kind.name}”从{first.label}起报送，没有{month.label}的", "核对月份")
    made, _ = Submission.objects.get_or_create(
        kind=kind, month=month.code, defaults={"unit_id": kind.unit_id}
    )
    return Submission.objects.select_for_update().get(pk=made.pk)


def refuse_foreign(kind: DataKind, post: Post) -> None:
    """Raises Refusal where another unit pushes this kind."""
    if kind.unit_id not in span_of(post).units:
        raise Refusal(f"“{kind.name}”由{kind.unit.short_name}报送", "请由该单位的岗位办理")


def _refuse_nil(submission: Submission) -> None:
    if submission.nil:
        label = Month.parse(submission.month).label
        waits = f"{label}报了零报告，等负责人签发"
        raise Refusal(
            f"{label}已于 {submission.submitted_on} 报了零报告" if submission.submitted_on else waits,
            "确有数据的，先撤回零报告",
        )


def _refuse_second_batch(submission: Submission, *, more: bool) -> None:
    """more: beside files that count; one that waits for a person is always alone."""
    found = Batch.objects.filter(submission=submission, mends=None).exclude(state__in=GONE)
    alive = (found.exclude(state=BatchState.COMMITTED) if more else found).first()
    if alive is None:
        return
    label = Month.parse(submission.month).label
    if alive.state == BatchState.COMMITTED:
        raise Refusal(
            f"{label}的数据已于 {submission.submitted_on} 提交",
            "改正退回的行请在那个文件的页面补报；有新情况请在下个月的累计数据里报送",
        )
    raise Refusal(f"{label}已有一个“{alive.get_state_display()}”的文件", "先提交或撤回那个文件")
