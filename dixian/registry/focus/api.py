"""The door of focus."""

from dixian.registry.focus.criteria import group_of_parameter
from dixian.registry.focus.models import FocusMembership
from dixian.registry.focus.preview import Preview, preview
from dixian.registry.focus.selectors import (
    by_group,
    groups_of,
    households_in_focus,
    in_focus,
    memberships,
    sums,
)

__all__ = [
    "FocusMembership",
    "Preview",
    "by_group",
    "group_of_parameter",
    "groups_of",
    "households_in_focus",
    "in_focus",
    "memberships",
    "preview",
    "sums",
]
