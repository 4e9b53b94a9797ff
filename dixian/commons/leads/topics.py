"""What this room announces."""

from dataclasses import dataclass

from dixian.foundation.jobs.topics import Topic


@dataclass(frozen=True, kw_only=True)
class LeadEnded(Topic):
    """A lead was confirmed: closed, or at risk and waiting to be identified."""

    lead: int
    verdict: str


@dataclass(frozen=True, kw_only=True)
class LeadsMoved(Topic):
    """Open leads have gone to another village with their households."""

    lead_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class SourcesJoined(Topic):
    """Open leads have another cause. `sources`: uids of what joined them."""

    sources: list[str]


@dataclass(frozen=True, kw_only=True)
class AnsweredAtOnce(Topic):
    """Sources joined leads whose verdict stands and got it as their answer. `groups`: uids of what they came in."""

    groups: list[str]
