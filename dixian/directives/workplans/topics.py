"""What this room announces."""

from dataclasses import dataclass

from dixian.foundation.jobs.topics import Topic


@dataclass(frozen=True, kw_only=True)
class WorkplanStopped(Topic):
    """Two people have stopped an adopted paper: what of its tasks is not done ends."""

    workplan_id: int


@dataclass(frozen=True, kw_only=True)
class WorkplanAdopted(Topic):
    """A second person has approved a corrected paper: its items are to become tasks."""

    workplan_id: int
