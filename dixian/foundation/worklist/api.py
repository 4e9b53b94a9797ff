"""The door of the worklist."""

from dixian.foundation.worklist.actions.contacts import send_trial, set_contact
from dixian.foundation.worklist.actions.duties import (
    cancel,
    discharge,
    give_duties,
    hand_on,
    move_duties,
    open_again,
    open_duties,
    retell,
    tell_more,
)
from dixian.foundation.worklist.actions.notices import mark_read, notify
from dixian.foundation.worklist.actions.reminders import remind
from dixian.foundation.worklist.channels.choice import channels_of, configured
from dixian.foundation.worklist.clocks import clocks
from dixian.foundation.worklist.hands import holders, posts_able, why_mine
from dixian.foundation.worklist.heads import unreached
from dixian.foundation.worklist.kinds import DutyKind, declare, duty_kind
from dixian.foundation.worklist.models import Notice, Obligation
from dixian.foundation.worklist.places import at_place, by_place
from dixian.foundation.worklist.plain import Clock, Duty, Load, Place
from dixian.foundation.worklist.proposals import decided as proposal_decided
from dixian.foundation.worklist.proposals import returned_to as proposal_returned_to
from dixian.foundation.worklist.proposals import seen as proposal_seen
from dixian.foundation.worklist.proposals import sums
from dixian.foundation.worklist.selectors import (
    contact_of,
    deliveries,
    done_by,
    duties_of,
    escalations_of,
    in_charge,
    inbox,
    late,
    notices,
    unread_count,
    waiting_by_kind,
    waiting_count,
    warn_days,
)
from dixian.foundation.worklist.unescalated import Unescalated, unescalated
from dixian.foundation.worklist.unheld import escalated_to, slipped, unheld

__all__ = [
    "Clock",
    "Duty",
    "DutyKind",
    "Load",
    "Notice",
    "Obligation",
    "Place",
    "Unescalated",
    "at_place",
    "by_place",
    "cancel",
    "channels_of",
    "clocks",
    "configured",
    "contact_of",
    "declare",
    "deliveries",
    "discharge",
    "done_by",
    "duties_of",
    "duty_kind",
    "escalated_to",
    "escalations_of",
    "give_duties",
    "hand_on",
    "holders",
    "in_charge",
    "inbox",
    "late",
    "mark_read",
    "move_duties",
    "notices",
    "notify",
    "open_again",
    "open_duties",
    "posts_able",
    "proposal_decided",
    "proposal_returned_to",
    "proposal_seen",
    "remind",
    "retell",
    "send_trial",
    "set_contact",
    "slipped",
    "sums",
    "tell_more",
    "unescalated",
    "unheld",
    "unreached",
    "unread_count",
    "waiting_by_kind",
    "waiting_count",
    "warn_days",
    "why_mine",
]
