"""What this room announces."""

from dataclasses import dataclass

from dixian.foundation.jobs.topics import Topic


@dataclass(frozen=True, kw_only=True)
class BatchCommitted(Topic):
    """A batch is visible, its rows are in their bins."""

    batch_id: int


@dataclass(frozen=True, kw_only=True)
class RowsLinked(Topic):
    """People at the desk have linked further rows of a committed batch."""

    batch_id: int
