"""What this room does when others announce something."""

from dixian.registry.households.topics import HouseholdsMoved
from dixian.registry.incomes.following import PIECE, go_along


def after_moving(topic: HouseholdsMoved) -> None:
    """The new village goes on collecting."""
    for start in range(0, len(topic.households), PIECE):
        go_along(topic.households[start : start + PIECE])
