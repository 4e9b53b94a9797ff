"""What this room announces."""

from dataclasses import dataclass

from dixian.foundation.jobs.topics import Topic


@dataclass(frozen=True, kw_only=True)
class FactsPosted(Topic):
    """Something new is known of these households."""

    households: list[int]
