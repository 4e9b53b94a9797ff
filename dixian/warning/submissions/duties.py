"""The duties of a department's month."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.api import Duty, DutyKind, declare, discharge, open_duties, retell
from dixian.warning.submissions.enums import SETTLED_BY_DUTY, BatchState, Bin, Outcome
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
    Outcome.UNCLEAR: declare(
        DutyKind(
            "submissions.unclear", "改正不能变更的行", "warning.submissions", "submission-settle", "处理"
        )
    ),
}
# Which rows each of them waits for: of a roster also those that were linked, and from which nothing could follow.
WAITS: Mapping[str, Q] = {
    **{bin_: Q(bin=bin_, settled_on__isnull=True) for bin_ in SETTLED_BY_DUTY},
    Outcome.UNCLEAR: Q(outcome=Outcome.UNCLEAR),
}
# What the unit that sent a file mends itself, or voids.
OF_THE_UNIT = (Bin.REJECTED, Outcome.UNCLEAR)
TO_MEND = WAITS[Bin.REJECTED] | WAITS[Outcome.UNCLEAR]
LIMITS: Mapping[str, str] = {
    Outcome.UNCLEAR: "limit.settle_rows",
    Bin.REJECTED: "limit.settle_rows",
    Bin.AMBIGUOUS: "limit.settle_rows",
    Bin.STRANGER: "limit.register_check",
}


def of_the_desk(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Without the strangers whom a township checks (`checks/`)."""
    return rows.exclude(bin=Bin.STRANGER, area__isnull=False)


def duty_of(row: Row) -> str:
    """What of `SETTLE` the row belongs to, if any: where it came to nothing, before its bin."""
    return Outcome.UNCLEAR if row.outcome == Outcome.UNCLEAR else row.bin


def waits(row: Row) -> bool:
    """Whether the row is one a duty of `SETTLE` waits for, or a township's check."""
    return row.outcome == Outcome.UNCLEAR or (row.bin in SETTLED_BY_DUTY and row.settled_on is None)


def waiting_for(key: str, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Of `rows` those a duty of `SETTLE` waits for."""
    return of_the_desk(rows.filter(WAITS[key]))


def open_settle_duties(batch: Batch) -> None:
    """One duty per kind of rows to settle: the unit mends its own, the bureau compares and checks."""
    rows = of_the_desk(Row.objects.filter(batch=batch))
    counts = rows.aggregate(**{key: Count("id", filter=waits) for key, waits in WAITS.items()})
    kind = batch.submission.kind
    bureau = unit(BUREAU).pk
    open_duties(
        [
            Duty(
                kind=SETTLE[key].code,
                title=title,
                about=about,
                subject_label=kind.name,
                subject_uid=batch.uid,
                unit_id=batch.unit_id if key in OF_THE_UNIT else bureau,
                capability=Capability.SETTLE_ROWS,
                limit_code=LIMITS[key],
            )
            for key in SETTLE
            if counts[key]
            for title, about in [_told(batch, key, counts[key])]
        ]
    )


def open_of_before() -> None:
    """Of files that were committed before rows that came to nothing were anybody's duty; what is open stays as it is."""
    waiting = Row.objects.filter(outcome=Outcome.UNCLEAR).order_by().values("batch").distinct()
    batches = Batch.objects.filter(state=BatchState.COMMITTED, pk__in=waiting)
    for batch in batches.select_related("submission__kind", "stored").order_by("id"):
        open_settle_duties(batch)


def label_for(key: str) -> str:
    """What the rows of a duty of `SETTLE` are called."""
    return str((Outcome if key in Outcome.values else Bin)(key).label)


def label_of(batch: Batch) -> str:
    """What a duty calls a batch: `个人自付医疗费用2026年10月`, and the file where it mends another."""
    named = f"{batch.submission.kind.name}{Month.parse(batch.submission.month).label}"
    return f"{named}（补报 {batch.stored.name}）" if batch.mends_id else named


def _told(batch: Batch, key: str, left: int) -> tuple[str, str]:
    """Title and sentence of the duty while so many rows are left."""
    return f"{SETTLE[key].title}（{left} 行）", f"{label_of(batch)}，{left} 行{label_for(key)}"


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


def settle_duty_done(*, batch: Batch, key: str, post: Post | None) -> None:
    """Discharge the duty of a bin, or of what came to nothing, when no row of it is left; else it says how many are."""
    if key not in SETTLE:
        return
    left = waiting_for(key, Row.objects.filter(batch=batch)).count()
    if not left:
        discharge(kind=SETTLE[key].code, subject_uids=[batch.uid], post=post)
        return
    title, about = _told(batch, key, left)
    retell(kind=SETTLE[key].code, subject_uid=batch.uid, title=title, about=about)


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
