"""What this room announces."""

from dataclasses import dataclass

from dixian.foundation.jobs.topics import Topic


@dataclass(frozen=True, kw_only=True)
class ChangesEnded(Topic):
    """A batch of changes has come to its end. state: `applied`, `rejected` or `cancelled`."""

    batch_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class HouseholdsMoved(Topic):
    """These households live in another village now. villages: where each lived before, in the same order."""

    households: list[int]
    villages: list[int]


@dataclass(frozen=True, kw_only=True)
class MonitoringDecided(Topic):
    """The county has begun to monitor these households, ended it, or taken it up again."""

    households: list[int]


@dataclass(frozen=True, kw_only=True)
class RegisterLoaded(Topic):
    """An empty register was filled in one go. persons: how many there are now."""

    persons: int
