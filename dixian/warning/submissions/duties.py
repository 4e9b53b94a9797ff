"""The duties of a department's month."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.api import Duty, DutyKind, declare, discharge, open_duties, retell
from dixian.warning.submissions.enums import SETTLED_BY_DUTY, Bin
from dixian.warning.submissions.models import Batch, DataKind, Row, Submission
from dixian.warning.submissions.windows import firsts_of, lasts_of

BUREAU = "nyncj"

SUBMIT = declare(DutyKind("submissions.submit", "报送本月数据", "warning.submissions", "submission", "报送"))
SIGN = declare(DutyKind("submissions.sign", "签发本单位的报送", "warning.submissions", "batch", "签发"))
SIGN_NIL = declare(
    DutyKind("submissions.sign_nil", "签发本单位的零报告", "warning.submissions", "submission", "签发")
)
RETURNED = declare(
    DutyKind("submissions.returned", "处理负责人退回的报送", "warning.submissions", "batch", "处理")
)
SETTLE: Mapping[str, DutyKind] = {
    Bin.REJECTED: declare(
        DutyKind("submissions.mend", "改正退回的行", "warning.submissions", "submission-settle", "处理")
    ),
    Bin.AMBIGUOUS: declare(
        DutyKind(
            "submissions.compare", "人工比对待定的行", "warning.submissions", "submission-settle", "比对"
        )
    ),
    Bin.STRANGER: declare(
        DutyKind(
            "submissions.register_check",
            "核查不在册的人员",
            "warning.submissions",
            "submission-settle",
            "核查",
        )
    ),
}
LIMITS = {
    Bin.REJECTED: "limit.settle_rows",
    Bin.AMBIGUOUS: "limit.settle_rows",
    Bin.STRANGER: "limit.register_check",
}


def of_the_desk(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Without the strangers whom a township checks (`checks/`)."""
    return rows.exclude(bin=Bin.STRANGER, area__isnull=False)


def open_settle_duties(batch: Batch, counts: Mapping[str, int]) -> None:
    """One duty per bin with rows to settle: the unit mends its own, the bureau compares and checks."""
    kind = batch.submission.kind
    bureau = unit(BUREAU).pk
    open_duties(
        [
            Duty(
                kind=SETTLE[bin_].code,
                title=title,
                about=about,
                subject_label=kind.name,
                subject_uid=batch.uid,
                unit_id=batch.unit_id if bin_ == Bin.REJECTED else bureau,
                capability=Capability.SETTLE_ROWS,
                limit_code=LIMITS[bin_],
            )
            for bin_ in SETTLED_BY_DUTY
            if counts.get(bin_)
            for title, about in [_told(batch, bin_, counts[bin_])]
        ]
    )


def label_of(batch: Batch) -> str:
    """What a duty calls a batch: `个人自付医疗费用2026年10月`, and the file where it mends another."""
    named = f"{batch.submission.kind.name}{Month.parse(batch.submission.month).label}"
    return f"{named}（补报 {batch.stored.name}）" if batch.mends_id else named


def _told(batch: Batch, bin_: str, left: int) -> tuple[str, str]:
    """Title and sentence of the duty while so many rows are left."""
    return f"{SETTLE[bin_].title}（{left} 行）", f"{label_of(batch)}，{left} 行{Bin(bin_).label}"


def open_sign_duty(kind: DutyKind, submission: Submission, uid: UUID, about: str) -> None:
    """The head of the unit has to sign a file, or a nil return, or to send it back."""
    open_duties(
        [
            Duty(
                kind=kind.code,
                about=about,
                subject_label=submission.kind.name,
                subject_uid=uid,
                unit_id=submission.unit_id,
                capability=Capability.SIGN_OFF,
                limit_code="limit.sign_off",
            )
        ]
    )


def open_returned_duty(batch: Batch, why: str) -> None:
    """The head has sent a file back; whoever pushes for the unit corrects or withdraws it."""
    open_duties(
        [
            Duty(
                kind=RETURNED.code,
                about=f"{label_of(batch)}：{why}",
                subject_label=batch.submission.kind.name,
                subject_uid=batch.uid,
                unit_id=batch.unit_id,
                capability=Capability.SUBMIT,
                limit_code="limit.settle_rows",
            )
        ]
    )


def settle_duty_done(*, batch: Batch, bin_: str, post: Post | None) -> None:
    """Discharge the duty of a bin when no row of it is left; else it says how many are."""
    if bin_ not in SETTLE:
        return
    left = of_the_desk(Row.objects.filter(batch=batch, bin=bin_, settled_on__isnull=True)).count()
    if not left:
        discharge(kind=SETTLE[bin_].code, subject_uids=[batch.uid], post=post)
        return
    title, about = _told(batch, bin_, left)
    retell(kind=SETTLE[bin_].code, subject_uid=batch.uid, title=title, about=about)


def open_month(month: Month, by: date | None = None) -> int:
    """A submission and a duty for each kind in force. Returns how many are not reported yet.

    by: only of those kinds whose window has opened by this day.
    """
    kinds = list(DataKind.objects.filter(valid_from__lte=month.last, valid_to__isnull=True).order_by("id"))
    if by is not None:
        firsts = firsts_of(kinds, month)
        kinds = [kind for kind in kinds if by >= month.day(firsts[kind.pk])]
    known = {one.kind_id: one for one in Submission.objects.filter(month=month.code, kind__in=kinds)}
    submissions = [
        known.get(kind.pk)
        or Submission.objects.get_or_create(kind=kind, month=month.code, defaults={"unit_id": kind.unit_id})[
            0
        ]
        for kind in kinds
    ]
    missing = [submission for submission in submissions if submission.submitted_on is None]
    open_submit_duties(missing, month)
    return len(missing)


def open_submit_duties(submissions: Sequence[Submission], month: Month, why: str = "") -> None:
    """The units have to push, or to say that there is nothing, until the window closes."""
    lasts = lasts_of([one.kind for one in submissions], month)
    open_duties(
        [
            Duty(
                kind=SUBMIT.code,
                title=f"报送{month.label}{submission.kind.name}",
                about=why or f"每月 {last} 日前报送；没有情况的报零报告",
                subject_label=submission.kind.name,
                subject_uid=submission.uid,
                unit_id=submission.unit_id,
                capability=Capability.SUBMIT,
                opened_on=clock.today(),
                due_on=month.day(last),
            )
            for submission in submissions
            for last in [lasts[submission.kind_id]]
        ]
    )
