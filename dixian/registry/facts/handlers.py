"""What facts do when others announce something."""

from dixian.foundation.jobs.api import enqueue
from dixian.registry.facts.jobs import FOLLOW
from dixian.registry.households.topics import HouseholdsMoved


def after_moving(topic: HouseholdsMoved) -> None:
    """What is known of a household goes with it, in a job of its own."""
    enqueue(FOLLOW, key=f"follow:{topic.topic_id}", households=topic.households)
