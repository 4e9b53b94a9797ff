"""Tell people something inside the system, and note that it was read."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from dixian.foundation.audit.transactions import beyond_scope, writing
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.models import Notice


def notify(*, people: Mapping[int, int | None], key: str, title: str, text: str, link: str = "") -> None:
    """One notice for each person. The same `key` again tells nobody twice.

    people: user id -> id of the post it is about, None where it is about all of theirs.
    text: counts, units, names of staff; never a household, for notices lie outside row security.
    """
    rows = [
        Notice(
            user_id=user_id,
            post_id=post_id,
            key=f"{key}:{user_id}",
            title=title[:80],
            text=text[:400],
            link=link,
        )
        for user_id, post_id in people.items()
    ]
    with beyond_scope():
        Notice.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def mark_read(*, user_id: int, uids: Sequence[UUID]) -> int:
    """Note that a person has read these of their notices. Returns how many were unread."""
    with writing():
        mine = Notice.objects.filter(user_id=user_id, uid__in=list(uids), read_at=None)
        return mine.update(read_at=clock.now())
