"""The door of cases."""

from dixian.registry.incomes.api import Income
from dixian.warning.cases.batches import RIGHT, hold, keep_scan, place_of
from dixian.warning.cases.checks import of_cases, risk
from dixian.warning.cases.collecting import (
    authorise,
    check_home,
    decline,
    first_day,
    help_first,
    missing_of,
    submit,
    waive,
)
from dixian.warning.cases.comparing import answer_comparison, ask_comparison
from dixian.warning.cases.ending import end, leave_out, reverse, send_back
from dixian.warning.cases.identification import IDENTIFICATION
from dixian.warning.cases.levels import LEVEL
from dixian.warning.cases.models import (
    Authorisation,
    BatchLine,
    Case,
    CaseBatch,
    CaseQuerySet,
    CaseRisk,
    Comparison,
    ComparisonRequest,
    HomeCheck,
    JoinedLead,
    Objection,
    Waiver,
)
from dixian.warning.cases.notices import end_notice, object_to, settle
from dixian.warning.cases.noting import LONGEST_NOTE, NOTED, note_risk
from dixian.warning.cases.opening_balance import COLUMNS as OPENING_COLUMNS
from dixian.warning.cases.opening_balance import Completed, by_household, complete_many, opening_cases
from dixian.warning.cases.procedures import Procedure, Spoken, Word, procedure_of
from dixian.warning.cases.procedures import declare as declare_procedure
from dixian.warning.cases.questioned import look_again, may_look_again
from dixian.warning.cases.rules import prompts, shown_in_public, twelve_months_before, types_for
from dixian.warning.cases.selectors import (
    batches,
    by_decision,
    by_state,
    cases,
    cases_of_leads,
    decided,
    decision_of,
    gathered,
    held_before,
    identifying,
    income_of,
    lines_of,
    of_area,
    places_waiting,
    requests,
    risks_of,
    steps_of,
    to_compare,
    waiting_for,
)
from dixian.warning.cases.separation import EARLIER
from dixian.warning.cases.standing import Standing, standing_on
from dixian.warning.cases.sums import sums
from dixian.warning.cases.taking_over import complete, differing, incomplete, take_over
from dixian.warning.cases.taking_over import missing_of as missing_at_opening
from dixian.warning.cases.turns import as_known

__all__ = [
    "EARLIER",
    "IDENTIFICATION",
    "LEVEL",
    "LONGEST_NOTE",
    "NOTED",
    "OPENING_COLUMNS",
    "RIGHT",
    "Authorisation",
    "BatchLine",
    "Case",
    "CaseBatch",
    "CaseQuerySet",
    "CaseRisk",
    "Comparison",
    "ComparisonRequest",
    "Completed",
    "HomeCheck",
    "Income",
    "JoinedLead",
    "Objection",
    "Procedure",
    "Spoken",
    "Standing",
    "Waiver",
    "Word",
    "answer_comparison",
    "as_known",
    "ask_comparison",
    "authorise",
    "batches",
    "by_decision",
    "by_household",
    "by_state",
    "cases",
    "cases_of_leads",
    "check_home",
    "complete",
    "complete_many",
    "decided",
    "decision_of",
    "declare_procedure",
    "decline",
    "differing",
    "end",
    "end_notice",
    "first_day",
    "gathered",
    "held_before",
    "help_first",
    "hold",
    "identifying",
    "income_of",
    "incomplete",
    "keep_scan",
    "leave_out",
    "lines_of",
    "look_again",
    "may_look_again",
    "missing_at_opening",
    "missing_of",
    "note_risk",
    "object_to",
    "of_area",
    "of_cases",
    "opening_cases",
    "place_of",
    "places_waiting",
    "procedure_of",
    "prompts",
    "requests",
    "reverse",
    "risk",
    "risks_of",
    "send_back",
    "settle",
    "shown_in_public",
    "standing_on",
    "steps_of",
    "submit",
    "sums",
    "take_over",
    "to_compare",
    "twelve_months_before",
    "types_for",
    "waiting_for",
    "waive",
]
