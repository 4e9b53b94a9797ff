"""What this room announces of proposals; not of a subject whose room has duties of its own."""

from dataclasses import dataclass

from dixian.foundation.jobs.topics import Topic


@dataclass(frozen=True, kw_only=True)
class ProposalWaits(Topic):
    """Somebody asks for a change; right: what whoever decides it needs."""

    proposal_id: int
    right: str


@dataclass(frozen=True, kw_only=True)
class ProposalEnded(Topic):
    """It was decided or taken back; by_post: with which post, None where no post acted."""

    proposal_id: int
    state: str
    by_post: int | None
