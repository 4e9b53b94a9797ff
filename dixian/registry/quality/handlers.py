"""What quality does when others announce something."""

from dixian.foundation.jobs.api import enqueue, is_queued
from dixian.registry.households.enums import BatchState
from dixian.registry.households.topics import ChangesEnded, RegisterLoaded
from dixian.registry.quality.jobs import RENEW


def after_changes(topic: ChangesEnded) -> None:
    """What came in by a file or a correction is checked at once."""
    if topic.state == BatchState.APPLIED:
        _ask(topic.topic_id)


def after_loading(topic: RegisterLoaded) -> None:
    """So is a register of one piece."""
    _ask(topic.topic_id)


def _ask(topic: int) -> None:
    """Once for all batches that end before it begins: each run judges the whole county."""
    if not is_queued(RENEW):
        enqueue(RENEW, key=f"quality:{topic}")
