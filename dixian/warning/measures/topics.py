"""What this room announces."""

from dataclasses import dataclass

from dixian.foundation.jobs.topics import Topic


@dataclass(frozen=True, kw_only=True)
class PlanAdopted(Topic):
    """A version of a household's plan was adopted; its measures are to be delivered."""

    plan_id: int
