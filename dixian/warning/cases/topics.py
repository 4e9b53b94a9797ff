"""What this room announces."""

from dataclasses import dataclass

from dixian.foundation.jobs.topics import Topic


@dataclass(frozen=True, kw_only=True)
class CaseApproved(Topic):
    """The county has approved these cases (批复); the clock of the assistance plan runs from `Case.approved_on`."""

    case_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class CaseEnded(Topic):
    """These cases have ended. how: a value of `EndedHow`."""

    case_ids: list[int]
    how: str
