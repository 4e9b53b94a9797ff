"""The door of consultations."""

from dixian.directives.meetings.actions import decide, note_attendance, open_quarter, raise_point
from dixian.directives.meetings.agenda import prepare
from dixian.directives.meetings.enums import Presence
from dixian.directives.meetings.models import AgendaItem, Attendance, Meeting
from dixian.directives.meetings.selectors import sums

__all__ = [
    "AgendaItem",
    "Attendance",
    "Meeting",
    "Presence",
    "decide",
    "note_attendance",
    "open_quarter",
    "prepare",
    "raise_point",
    "sums",
]
