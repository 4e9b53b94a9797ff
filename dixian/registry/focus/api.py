"""The door of focus."""

from dixian.registry.focus.computing import Found, met
from dixian.registry.focus.criteria import group_of_parameter, lines
from dixian.registry.focus.models import FocusMembership
from dixian.registry.focus.preview import Preview, preview
from dixian.registry.focus.rules import Criterion, months_before
from dixian.registry.focus.selectors import (
    by_group,
    groups_of,
    groups_on,
    households_in_focus,
    in_focus,
    memberships,
    sums,
)

__all__ = [
    "Criterion",
    "FocusMembership",
    "Found",
    "Preview",
    "by_group",
    "group_of_parameter",
    "groups_of",
    "groups_on",
    "households_in_focus",
    "in_focus",
    "lines",
    "memberships",
    "met",
    "months_before",
    "preview",
    "sums",
]
