"""The door of the worklist."""

from dixian.foundation.worklist.actions.contacts import set_contact
from dixian.foundation.worklist.actions.duties import cancel, discharge, hand_on, open_duties
from dixian.foundation.worklist.actions.notices import mark_read, notify
from dixian.foundation.worklist.kinds import DutyKind, declare, duty_kind
from dixian.foundation.worklist.models import Notice, Obligation
from dixian.foundation.worklist.plain import Duty, Load
from dixian.foundation.worklist.selectors import (
    duties_of,
    inbox,
    late,
    load_of,
    notices,
    unread_count,
)

__all__ = [
    "Duty",
    "DutyKind",
    "Load",
    "Notice",
    "Obligation",
    "cancel",
    "declare",
    "discharge",
    "duties_of",
    "duty_kind",
    "hand_on",
    "inbox",
    "late",
    "load_of",
    "mark_read",
    "notices",
    "notify",
    "open_duties",
    "set_contact",
    "unread_count",
]
