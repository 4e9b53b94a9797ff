"""What this room does when others announce something."""

from dixian.foundation.accounts.topics import PostHandedOver
from dixian.foundation.jobs.api import enqueue, is_queued
from dixian.registry.households.enums import BatchState
from dixian.registry.households.topics import ChangesEnded, HouseholdsMoved, RegisterLoaded
from dixian.warning.visits.models import Sweep
from dixian.warning.visits.sweeping import KEEP, LATE


def after_moving(topic: HouseholdsMoved) -> None:
    """What is to be looked at is the new village's."""
    _ask(KEEP, topic.topic_id)


def after_handing_over(topic: PostHandedOver) -> None:
    """What somebody was named for is the successor's."""
    _ask(KEEP, topic.topic_id)


def after_changes(topic: ChangesEnded) -> None:
    """Households that were founded join the lists; those that have ended leave them."""
    if topic.state == BatchState.APPLIED:
        _ask(LATE, topic.topic_id)


def after_loading(topic: RegisterLoaded) -> None:
    """A register of one piece has come in."""
    _ask(LATE, topic.topic_id)


def _ask(name: str, topic: int) -> None:
    """A job of its own, once for all that is announced before it begins; nothing where no list is open."""
    if Sweep.objects.filter(state="open").exists() and not is_queued(name):
        enqueue(name, key=f"{name}:{topic}")
