"""Receive, commit, withdraw, nil return, settle: what people do with a month's file."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.files.api import StoredFile
from dixian.foundation.jobs.api import enqueue, publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import discharge
from dixian.registry.households.api import Person
from dixian.warning.submissions.duties import SUBMIT, settle_duty_done
from dixian.warning.submissions.enums import BatchState, Bin
from dixian.warning.submissions.models import Batch, DataKind, Row, Submission
from dixian.warning.submissions.states import BATCH
from dixian.warning.submissions.topics import RowsLinked


@transaction.atomic
def receive(*, kind: DataKind, month: Month, stored: StoredFile, post: Post) -> Batch:
    """File a workbook for a month; a job reads it.

    Raises NotAllowed; Refusal for somebody else's kind, a future month, the same content again,
    and while another batch of the month is alive.
    """
    post.require(Capability.SUBMIT)
    _refuse_foreign(kind, post)
    if month > Month.of(clock.today()):
        raise Refusal(f"{month.label}还没有到", "选择本月或以前的月份")
    _refuse_same_content(kind, stored)
    submission, _ = Submission.objects.get_or_create(
        kind=kind, month=month.code, defaults={"unit_id": kind.unit_id}
    )
    _refuse_second_batch(submission)
    batch = Batch.objects.create(
        submission=submission, unit_id=kind.unit_id, stored=stored, received_on=clock.today()
    )
    enqueue("submissions.stage", key=f"stage:{batch.uid}", scope_post=post.pk, batch_id=batch.pk)
    return batch


@transaction.atomic
def commit(*, batch: Batch, post: Post) -> None:
    """Say that the preview is right; a job links the rows. The submission counts from today."""
    post.require(Capability.SUBMIT)
    _step(batch, "commit")
    today = clock.today()
    Submission.objects.filter(pk=batch.submission_id).update(
        submitted_on=today, nil=False, version=F("version") + 1
    )
    discharge(kind=SUBMIT.code, subject_uids=[batch.submission.uid], post=post)
    enqueue("submissions.commit", key=f"commit:{batch.uid}", batch_id=batch.pk)


@transaction.atomic
def withdraw(*, batch: Batch, post: Post) -> None:
    """Take back a batch that was not committed; its original stays filed."""
    post.require(Capability.SUBMIT)
    _step(batch, "withdraw")


@transaction.atomic
def nil_return(*, kind: DataKind, month: Month, post: Post) -> Submission:
    """Say that there is nothing to push this month (零报告, R2.3)."""
    post.require(Capability.SUBMIT)
    _refuse_foreign(kind, post)
    submission, _ = Submission.objects.get_or_create(
        kind=kind, month=month.code, defaults={"unit_id": kind.unit_id}
    )
    _refuse_second_batch(submission)
    Submission.objects.filter(pk=submission.pk).update(
        submitted_on=clock.today(), nil=True, version=F("version") + 1
    )
    discharge(kind=SUBMIT.code, subject_uids=[submission.uid], post=post)
    submission.refresh_from_db()
    return submission


@transaction.atomic
def settle_row(*, row: Row, post: Post, reason: str, person_uid: UUID | None = None) -> None:
    """A person decides: link the row to somebody, or leave it with a reason. The duty ends with the last one.

    Raises Refusal where the row is settled already, no reason is given, or the person is not found.
    """
    post.require(Capability.SETTLE_ROWS)
    if not reason.strip():
        raise Refusal("没有写明理由", "写明依据什么判断")
    changes: dict[str, object] = {"settled_on": clock.today(), "settled_how": reason[:200]}
    if person_uid is not None:
        if row.bin == Bin.REJECTED:
            raise Refusal("退回的行没有可用的数据，不能直接对到人", "改正后随下期报送，或写明原因办结")
        person = Person.objects.visible_to(post).filter(uid=person_uid).first()
        if person is None:
            raise Refusal("在您的范围内找不到这个人")
        changes |= {
            "bin": Bin.REPAIRED,
            "person": person,
            "household_id": person.household_id,
            "village_id": person.village_id,
            "reason": f"人工比对：{reason}"[:600],
        }
    done = Row.objects.filter(pk=row.pk, settled_on__isnull=True).update(version=F("version") + 1, **changes)
    if not done:
        raise Refusal("这一行已经有人处理过", "刷新页面看最新情况")
    settle_duty_done(batch=row.batch, bin_=row.bin, post=post)
    if person_uid is not None:
        publish(RowsLinked(batch_id=row.batch_id))


def _step(batch: Batch, verb: str) -> None:
    target = BATCH.target(verb, batch.state)
    if not Batch.objects.filter(pk=batch.pk, state=batch.state).update(
        state=target, version=F("version") + 1
    ):
        raise Refusal("这个批次刚被别人办理过", "刷新页面看最新情况")
    batch.state = target


def _refuse_foreign(kind: DataKind, post: Post) -> None:
    if kind.unit_id not in span_of(post).units:
        raise Refusal(f"“{kind.name}”由{kind.unit.short_name}报送")


def _refuse_same_content(kind: DataKind, stored: StoredFile) -> None:
    same = (
        Batch.objects.filter(
            submission__kind=kind,
            stored__sha256=stored.sha256,
            state__in=(BatchState.PREVIEWED, BatchState.COMMITTED),
        )
        .select_related("stored", "submission")
        .order_by("id")
        .first()
    )
    if same:
        raise Refusal(
            f"文件“{stored.name}”与 {same.received_on} 上传的“{same.stored.name}”内容完全相同"
            f"（{Month.parse(same.submission.month).label}）",
            "确认拿的是不是新文件；同一份数据不必再报",
        )


def _refuse_second_batch(submission: Submission) -> None:
    alive = submission.batches.exclude(state__in=(BatchState.REFUSED, BatchState.WITHDRAWN)).first()
    if alive is None:
        return
    label = Month.parse(submission.month).label
    if alive.state == BatchState.COMMITTED:
        raise Refusal(
            f"{label}的数据已于 {submission.submitted_on} 提交", "有新情况请在下个月的累计数据里报送"
        )
    raise Refusal(f"{label}已有一个{alive.get_state_display()}的文件", "先提交或撤回那个文件")
