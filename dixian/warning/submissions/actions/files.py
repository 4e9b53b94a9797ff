"""Receive, mend, commit, withdraw, retry: what people do with a month's file."""

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.files.api import StoredFile
from dixian.foundation.jobs.api import enqueue, publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal, See
from dixian.foundation.worklist.api import discharge
from dixian.warning.submissions.actions.opening import next_part, open_submission, refuse_foreign
from dixian.warning.submissions.actions.signing import ask_signature, call_off, enqueue_commit
from dixian.warning.submissions.actions.steps import step
from dixian.warning.submissions.actions.taking_back import take_back
from dixian.warning.submissions.checks.ending import batch_withdrawn
from dixian.warning.submissions.duties import RETURNED
from dixian.warning.submissions.enums import GONE, BatchState, Bin
from dixian.warning.submissions.models import Batch, DataKind, Row
from dixian.warning.submissions.selectors import waits_for_mending
from dixian.warning.submissions.topics import RowsLinked

# Characters of the word somebody gives for an odd file.
LONGEST = 200


@transaction.atomic
def receive(*, kind: DataKind, month: Month, stored: StoredFile, post: Post, picked: str = "") -> Batch:
    """File a workbook for a month; a job reads it. Of new events (新增) a month may have several.

    picked: the sheet a person said is the one to be read.

    Raises NotAllowed; Refusal for a future month, a month that is not free, and the same content again.
    """
    submission = open_submission(kind=kind, month=month, post=post, more=True)
    _refuse_same_content(kind, stored)
    part = next_part(submission)
    made = Batch(submission=submission, unit_id=kind.unit_id, stored=stored, part=part, picked=picked)
    return _filed(made)


@transaction.atomic
def mend(*, batch: Batch, stored: StoredFile, post: Post) -> Batch:
    """File a workbook whose rows mend rejected rows of a committed one (补报); its other rows are rejected.

    Raises NotAllowed; Refusal where nothing is left to mend, and while another such file is under way.
    """
    kind = batch.submission.kind
    post.require(Capability.SUBMIT)
    refuse_foreign(kind, post)
    if batch.state != BatchState.COMMITTED:
        raise Refusal(f"这个文件现在是“{batch.get_state_display()}”，还不能补报", "先提交这个文件")
    if not waits_for_mending(batch):
        raise Refusal("这个文件没有待改正的退回行", "新的情况请在下个月的累计数据里报送")
    Batch.objects.select_for_update().get(pk=batch.pk)
    alive = Batch.objects.filter(mends=batch).exclude(state__in=(*GONE, BatchState.COMMITTED)).first()
    if alive:
        raise Refusal(f"已有一个“{alive.get_state_display()}”的补报文件", "先提交或撤回那个文件")
    _refuse_same_content(kind, stored)
    return _filed(Batch(submission=batch.submission, unit_id=batch.unit_id, stored=stored, mends=batch))


@transaction.atomic
def commit(*, batch: Batch, post: Post, word: str = "") -> None:
    """Say that the preview is right; a job makes it count, as of today, or the head signs first where the kind asks for it.

    word: why it is right, where something is odd about the file.

    Raises NotAllowed; Refusal where the batch does not wait for it, its content came before it, all its rows
    are rejected (it would stand for the month's report and report nothing), or it is odd and nobody gives their word.
    """
    post.require(Capability.SUBMIT)
    _refuse_same_content(batch.submission.kind, batch.stored, before=batch)
    if not Row.objects.filter(batch=batch).exclude(bin=Bin.REJECTED).exists():
        what = "这个补报文件里没有一行改好" if batch.mends_id else "这个文件里没有一行可以提交"
        raise Refusal(f"{what}，不能提交", "撤回它，按每行旁边的退回原因改好后再上传")
    word = word.strip()[:LONGEST] or batch.word
    if batch.odd and not word:
        raise Refusal(
            f"这个文件有异常：{'；'.join(batch.odd)}", "核对后写明为什么没有错，再提交；报错了的撤回"
        )
    if batch.submission.kind.sign_off and not batch.signed_by_id:
        ask_signature(batch=batch, post=post, word=word)
        return
    by = batch.confirmed_by or post.acting_person
    on = batch.committed_on or clock.today()
    step(batch, "commit", committed_on=on, message="", word=word, confirmed_by=by)
    discharge(kind=RETURNED.code, subject_uids=[batch.uid], post=post)
    enqueue_commit(batch, post)


@transaction.atomic
def withdraw(*, batch: Batch, post: Post) -> None:
    """Take back a batch that does not count yet, also while it is read or committed; its original stays filed.

    A committed roster too, while nobody has decided about what follows from it (`taking_back.py`). Raises NotAllowed, Refusal.
    """
    post.require(Capability.SUBMIT)
    if batch.state == BatchState.COMMITTED and batch.submission.kind.change:
        take_back(batch=batch, post=post)
        return
    step(batch, "withdraw", samples=None)
    call_off(batch=batch, post=post)
    batch_withdrawn(batch=batch, post=post)


@transaction.atomic
def retry(*, batch: Batch, post: Post) -> None:
    """Try again what did not come to its end: reading, committing, judging the rows or proposing what follows from them.

    Raises NotAllowed; Refusal where nothing has failed.
    """
    post.require(Capability.SUBMIT)
    if batch.state == BatchState.UNLINKED:
        commit(batch=batch, post=post)
    elif batch.state == BatchState.COMMITTED and batch.message:
        Batch.objects.filter(pk=batch.pk).update(message="", version=F("version") + 1)
        publish(RowsLinked(batch_id=batch.pk, post_id=post.pk, user_id=post.acting_person.pk))
    else:
        step(batch, "read_again", message="")
        _enqueue_reading(batch)


def _filed(batch: Batch) -> Batch:
    batch.received_on = clock.today()
    batch.save()
    _enqueue_reading(batch)
    return batch


def _enqueue_reading(batch: Batch) -> None:
    """A job of its own for each try, of the system: it matches against the whole register."""
    enqueue("submissions.stage", key=f"stage:{batch.uid}:{batch.version}", batch_id=batch.pk)


def _refuse_same_content(kind: DataKind, stored: StoredFile, before: Batch | None = None) -> None:
    same = Batch.objects.filter(submission__kind=kind, stored__sha256=stored.sha256).exclude(state__in=GONE)
    if before is not None:
        same = same.filter(id__lt=before.pk)
    first = same.select_related("stored", "submission").order_by("id").first()
    if first:
        raise Refusal(
            f"文件“{stored.name}”与 {first.received_on} 上传的“{first.stored.name}”内容完全相同"
            f"（{Month.parse(first.submission.month).label}）",
            "确认拿的是不是新文件；同一份数据不必再报",
            See("batch", first.uid, "打开先前的批次"),
        )
