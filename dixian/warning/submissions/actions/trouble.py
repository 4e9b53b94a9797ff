"""Background work that ended without success: the batch says so, with what to do."""

from typing import Any

from django.db.models import F

from dixian.warning.submissions.enums import BatchState
from dixian.warning.submissions.models import Batch

LONGEST = 600
REMEDY = "可以重试；仍不行的，撤回后重新上传"


def not_staged(message: str, batch_id: int) -> None:
    """Reading."""
    said = f"读取没有完成：{message}。原件已保存，{REMEDY}"
    flip(batch_id, BatchState.STAGING, BatchState.UNSTAGED, message=said[:LONGEST])


def not_committed(message: str, batch_id: int, **_: Any) -> None:
    """Committing: nothing of the batch counts until it has come to its end."""
    said = f"提交没有完成：{message}。本月尚未计为已报，{REMEDY}"
    flip(batch_id, BatchState.COMMITTING, BatchState.UNLINKED, message=said[:LONGEST])


def not_judged(message: str, batch_id: int) -> None:
    """Judging: the batch counts, some of its rows have no outcome."""
    said = f"对照预警规则没有完成：{message}。数据已提交，可以重试"
    flip(batch_id, BatchState.COMMITTED, BatchState.COMMITTED, message=said[:LONGEST])


def not_proposed(message: str, batch_id: int, **_: Any) -> None:
    """Proposing what follows from a roster: the batch counts, some of its rows have no outcome."""
    said = f"提请变更没有完成：{message}。数据已提交，可以重试"
    flip(batch_id, BatchState.COMMITTED, BatchState.COMMITTED, message=said[:LONGEST])


def flip(batch_id: int, before: BatchState, after: BatchState, **changes: Any) -> None:
    """Put a batch into its next state; one that was taken back meanwhile stays so."""
    Batch.objects.filter(pk=batch_id, state=before).update(state=after, version=F("version") + 1, **changes)
