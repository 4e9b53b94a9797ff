"""What this room announces."""

from dataclasses import dataclass

from dixian.foundation.jobs.topics import Topic


@dataclass(frozen=True, kw_only=True)
class BatchCommitted(Topic):
    """A batch is visible, its rows are in their bins. post_id, user_id: who committed it, and as which person."""

    batch_id: int
    post_id: int = 0
    user_id: int = 0


@dataclass(frozen=True, kw_only=True)
class RosterCompared(Topic):
    """A committed roster has been compared with the one before; people have left who are not judged yet."""

    batch_id: int


@dataclass(frozen=True, kw_only=True)
class RowsLinked(Topic):
    """People at the desk have linked further rows of a committed batch.

    row_id: the row, 0 for all that have no outcome yet. post_id, user_id: who linked it, and as which person.
    """

    batch_id: int
    row_id: int = 0
    post_id: int = 0
    user_id: int = 0
