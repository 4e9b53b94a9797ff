"""What this room announces."""

from dataclasses import dataclass

from dixian.foundation.jobs.topics import Topic


@dataclass(frozen=True, kw_only=True)
class LeadEnded(Topic):
    """A lead was confirmed: closed, or at risk and waiting to be identified."""

    lead: int
    verdict: str
