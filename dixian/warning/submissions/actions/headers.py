"""What the headers of a unit's files mean: said by a person for one file, held for those that follow."""

from collections.abc import Mapping

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import newly_meant, remember
from dixian.warning.submissions.actions.files import receive, withdraw
from dixian.warning.submissions.actions.opening import refuse_foreign
from dixian.warning.submissions.enums import BatchState
from dixian.warning.submissions.kinds import columns_of
from dixian.warning.submissions.models import Batch, HeaderChoice

CORRECTABLE = (BatchState.PREVIEWED, BatchState.REFUSED)


@transaction.atomic
def read_as(*, batch: Batch, meant: Mapping[str, str], post: Post) -> Batch:
    """Read the same original anew with these headers meaning these columns; what is said holds for later files.

    meant: header as the file writes it -> column code, "" for one that is not read. Only what differs from
    how it was read is kept. Returns the new batch; the one before is withdrawn.
    Raises NotAllowed; Refusal where the batch is past correcting or mends another, a column is named twice or a needed one not at all.
    """
    kind = batch.submission.kind
    _refuse_fixed(batch, post)
    said = newly_meant(columns_of(kind), batch.mapping, meant)
    remember(HeaderChoice.objects, said, kind=kind, unit_id=batch.unit_id)
    return _again(batch, batch.picked, post)


@transaction.atomic
def read_sheet(*, batch: Batch, sheet: str, post: Post) -> Batch:
    """Read the same original anew, of its sheets this one alone. Returns the new batch; the one before is withdrawn.

    Raises NotAllowed; Refusal where the batch is past correcting or mends another, or names no such sheet.
    """
    _refuse_fixed(batch, post)
    if sheet not in batch.pickable:
        raise Refusal("没有选要读的工作表", "刷新页面，点“只读”那一张")
    return _again(batch, sheet, post)


def _refuse_fixed(batch: Batch, post: Post) -> None:
    post.require(Capability.SUBMIT)
    refuse_foreign(batch.submission.kind, post)
    if batch.mends_id:
        raise Refusal("补报文件的栏目和退回行工作簿一样，不能改", "用“下载退回行”得到的工作簿改好后再报")
    if batch.state not in CORRECTABLE:
        raise Refusal(f"这个文件现在是“{batch.get_state_display()}”，不能再改栏目对应", "撤回后重新上传")


def _again(batch: Batch, picked: str, post: Post) -> Batch:
    if batch.state == BatchState.PREVIEWED:
        withdraw(batch=batch, post=post)
    return receive(
        kind=batch.submission.kind,
        month=Month.parse(batch.submission.month),
        stored=batch.stored,
        post=post,
        picked=picked,
    )
