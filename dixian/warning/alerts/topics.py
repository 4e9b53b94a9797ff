"""What this room announces."""

from dataclasses import dataclass

from dixian.foundation.jobs.topics import Topic


@dataclass(frozen=True, kw_only=True)
class LeadsRaised(Topic):
    """Alerts of a batch, or what a visit found, have opened new leads; they wait at the push desk."""

    lead_ids: list[int]
