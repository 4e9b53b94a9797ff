"""Tell posts something inside the system, and note that it was read."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from dixian.foundation.audit.transactions import beyond_scope, writing
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.models import Notice


def notify(*, post_ids: Iterable[int], key: str, title: str, text: str, link: str = "") -> None:
    """One notice for each post. The same `key` again tells nobody twice."""
    rows = [
        Notice(post_id=post_id, key=f"{key}:{post_id}", title=title[:80], text=text[:400], link=link)
        for post_id in post_ids
    ]
    with beyond_scope():
        Notice.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def mark_read(*, post: Any, uids: Sequence[UUID]) -> int:
    """Note that the post has read these of its notices. Returns how many were unread."""
    with writing():
        mine = Notice.objects.filter(post_id=post.id, uid__in=list(uids), read_at=None)
        return mine.update(read_at=clock.now())
