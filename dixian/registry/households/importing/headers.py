"""What the headers of register files mean: said by a person for one file, held for those of the unit that follow."""

from collections.abc import Mapping

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import newly_meant, remember
from dixian.registry.households.changes.proposing import cancel
from dixian.registry.households.enums import BatchState, Source
from dixian.registry.households.importing.columns import COLUMNS
from dixian.registry.households.importing.receiving import receive_register
from dixian.registry.households.models import ChangeBatch, RegisterHeader

CORRECTABLE = (BatchState.PREPARED, BatchState.REFUSED)


@transaction.atomic
def read_register_as(*, batch: ChangeBatch, meant: Mapping[str, str], post: Post) -> ChangeBatch:
    """Compare the same original anew with these headers meaning these columns; what is said holds for later files.

    meant: header as the file writes it -> column code, "" for one that is not read. Returns the new batch; the one
    before is given up. Raises NotAllowed; Refusal where the batch is past correcting or a column is in doubt.
    """
    stored = _original(batch, post)
    said = newly_meant(COLUMNS, batch.mapping, meant)
    remember(RegisterHeader.objects, said, unit_id=post.unit_id)
    return _again(batch, stored, batch.picked, post)


@transaction.atomic
def read_register_sheet(*, batch: ChangeBatch, sheet: str, post: Post) -> ChangeBatch:
    """Compare the same original anew, of its sheets this one alone. Returns the new batch; the one before is given up.

    Raises NotAllowed; Refusal where the batch is past correcting or names no such sheet.
    """
    stored = _original(batch, post)
    if sheet not in batch.pickable:
        raise Refusal("没有选要读的工作表", "刷新页面，点“只读”那一张")
    return _again(batch, stored, sheet, post)


def _original(batch: ChangeBatch, post: Post) -> StoredFile:
    post.require(Capability.IMPORT_REGISTER)
    if batch.source != Source.IMPORT or batch.stored is None or batch.state not in CORRECTABLE:
        raise Refusal(f"这批变更现在是“{batch.get_state_display()}”，不能再改栏目对应", "取消后重新上传")
    return batch.stored


def _again(batch: ChangeBatch, stored: StoredFile, picked: str, post: Post) -> ChangeBatch:
    if batch.state == BatchState.PREPARED:
        cancel(batch=batch, post=post)
    return receive_register(stored=stored, full=batch.full, post=post, picked=picked)


def chosen_headers(unit_id: int | None) -> dict[str, str]:
    """Header -> column code, as the unit's people said it; "" for what is not read."""
    return dict(RegisterHeader.objects.filter(unit=unit_id or 0).values_list("header", "column"))


def unit_of(batch: ChangeBatch) -> int | None:
    """The unit of whoever sent the file."""
    sent = Post.objects.filter(pk=batch.made_by_post or 0)
    return sent.values_list("unit_id", flat=True).first()
