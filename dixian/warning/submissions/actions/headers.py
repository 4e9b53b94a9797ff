"""What the headers of a unit's files mean: said by a person for one file, held for those that follow."""

from collections.abc import Mapping

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import header_key
from dixian.warning.submissions.actions.files import receive, withdraw
from dixian.warning.submissions.actions.opening import refuse_foreign
from dixian.warning.submissions.enums import BatchState
from dixian.warning.submissions.kinds import columns_of
from dixian.warning.submissions.models import Batch, DataKind, HeaderChoice

CORRECTABLE = (BatchState.PREVIEWED, BatchState.REFUSED)


@transaction.atomic
def read_as(*, batch: Batch, meant: Mapping[str, str], post: Post) -> Batch:
    """Read the same original anew with these headers meaning these columns; what is said holds for later files.

    meant: header as the file writes it -> column code, "" for one that is not read. Only what differs from
    how it was read is kept. Returns the new batch; the one before is withdrawn.
    Raises NotAllowed; Refusal where the batch is past correcting or mends another, a column is named twice or a needed one not at all.
    """
    kind = batch.submission.kind
    post.require(Capability.SUBMIT)
    refuse_foreign(kind, post)
    if batch.mends_id:
        raise Refusal("补报文件的栏目和退回行工作簿一样，不能改", "用“下载退回行”得到的工作簿改好后再报")
    if batch.state not in CORRECTABLE:
        raise Refusal(f"这个文件现在是“{batch.get_state_display()}”，不能再改栏目对应", "撤回后重新上传")
    _refuse_doubt(kind, meant)
    titles = {column.code: column.title for column in columns_of(kind)}
    for header, read in batch.mapping:
        column = meant.get(header)
        if column is not None and titles.get(column, "") != read:
            _keep(kind, batch.unit_id, header, column)
    if batch.state == BatchState.PREVIEWED:
        withdraw(batch=batch, post=post)
    return receive(kind=kind, month=Month.parse(batch.submission.month), stored=batch.stored, post=post)


def _refuse_doubt(kind: DataKind, meant: Mapping[str, str]) -> None:
    named = [code for code in meant.values() if code]
    for column in columns_of(kind):
        if named.count(column.code) > 1:
            raise Refusal(
                f"有 {named.count(column.code)} 列都选作“{column.title}”", "只留一列，其余的选“不读”"
            )
        if column.required and column.code not in named:
            raise Refusal(f"没有选哪一列是“{column.title}”", "这一栏必须有；文件里确实没有的，补上后重新上传")


def _keep(kind: DataKind, unit_id: int, header: str, column: str) -> None:
    key = header_key(header)[:100]
    choice, made = HeaderChoice.objects.get_or_create(
        kind=kind, unit_id=unit_id, header=key, defaults={"column": column}
    )
    if not made and choice.column != column:
        choice.column, choice.version = column, choice.version + 1
        choice.save(update_fields=["column", "version"])
