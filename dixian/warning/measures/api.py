"""The door of measures."""

from dixian.warning.measures.delivering import deliver, drop, require_own
from dixian.warning.measures.duties import right_to_deliver
from dixian.warning.measures.figures import Pace, paces
from dixian.warning.measures.filling import add_measure, fill_in, lacking, tell_member
from dixian.warning.measures.following import follow_up, to_judge
from dixian.warning.measures.models import FollowUp, Measure, MemberPlan, Plan, Protection
from dixian.warning.measures.opening_balance import take_measures
from dixian.warning.measures.opening_words import columns as opening_columns
from dixian.warning.measures.planning import (
    adopt,
    begin_plans,
    revise,
    send_back,
    submit,
)
from dixian.warning.measures.receiving import Received, received
from dixian.warning.measures.rules import ABLE, WEAK, Suggestion
from dixian.warning.measures.selectors import (
    Hint,
    Member,
    Standing,
    follow_ups_of,
    grid_of,
    hint_for,
    measures_of,
    monitored,
    narrowed,
    plans_of,
    running_on,
    standings,
    suggestions_for,
    unit_measures,
)
from dixian.warning.measures.sheet import DELIVERY_COLUMNS, SHEET_COLUMNS, Delivered, deliver_many
from dixian.warning.measures.sheet import rows_of as owed_rows
from dixian.warning.measures.signing import sign
from dixian.warning.measures.sums import sums

__all__ = [
    "ABLE",
    "DELIVERY_COLUMNS",
    "SHEET_COLUMNS",
    "WEAK",
    "Delivered",
    "FollowUp",
    "Hint",
    "Measure",
    "Member",
    "MemberPlan",
    "Pace",
    "Plan",
    "Protection",
    "Received",
    "Standing",
    "Suggestion",
    "add_measure",
    "adopt",
    "begin_plans",
    "deliver",
    "deliver_many",
    "drop",
    "fill_in",
    "follow_up",
    "follow_ups_of",
    "grid_of",
    "hint_for",
    "lacking",
    "measures_of",
    "monitored",
    "narrowed",
    "opening_columns",
    "owed_rows",
    "paces",
    "plans_of",
    "received",
    "require_own",
    "revise",
    "right_to_deliver",
    "running_on",
    "send_back",
    "sign",
    "standings",
    "submit",
    "suggestions_for",
    "sums",
    "take_measures",
    "tell_member",
    "to_judge",
    "unit_measures",
]
