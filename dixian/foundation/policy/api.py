"""The door of policy."""

from dixian.foundation.policy.actions import (
    approve,
    call_off,
    decidable,
    may_decide,
    propose,
    propose_parameter,
    reject,
    withdraw,
)
from dixian.foundation.policy.dated import DatedRows, rows_of
from dixian.foundation.policy.days import (
    HOLIDAY_COLUMNS,
    change_of_year,
    known_days,
    propose_day,
    propose_year,
)
from dixian.foundation.policy.items import propose_item
from dixian.foundation.policy.leave import stand_in, stand_in_or_propose
from dixian.foundation.policy.letting_in import agreed_on, code_to_tell, has_code
from dixian.foundation.policy.models import CodeItem, Holiday, Parameter, Proposal
from dixian.foundation.policy.openings import list_waiting, open_list_or_propose
from dixian.foundation.policy.packaged import bounds, code_tables
from dixian.foundation.policy.people import (
    WITHOUT_PASSWORD,
    enable_or_propose,
    open_or_propose,
    propose_right,
    remove_codes_or_propose,
    reset_or_propose,
)
from dixian.foundation.policy.place_lists import LISTS as PLACE_LISTS
from dixian.foundation.policy.places import load_or_propose, move_waiting, propose_move
from dixian.foundation.policy.reference import load_reference
from dixian.foundation.policy.rules import parse_limit, parse_number
from dixian.foundation.policy.selectors import (
    days_of,
    days_of_year,
    due,
    holidays,
    holidays_known,
    items,
    items_of,
    known_years,
    labels,
    limit,
    limits,
    number,
    numbers,
    parameter,
    parameters,
)
from dixian.foundation.policy.slips import around, earliest, latest
from dixian.foundation.policy.subjects import Subject, approved_by, declare, subject, with_own_duties
from dixian.foundation.policy.taking_back import coming, propose_taking_back
from dixian.foundation.policy.words import weekday

__all__ = [
    "HOLIDAY_COLUMNS",
    "PLACE_LISTS",
    "WITHOUT_PASSWORD",
    "CodeItem",
    "DatedRows",
    "Holiday",
    "Parameter",
    "Proposal",
    "Subject",
    "agreed_on",
    "approve",
    "approved_by",
    "around",
    "bounds",
    "call_off",
    "change_of_year",
    "code_tables",
    "code_to_tell",
    "coming",
    "days_of",
    "days_of_year",
    "decidable",
    "declare",
    "due",
    "earliest",
    "enable_or_propose",
    "has_code",
    "holidays",
    "holidays_known",
    "items",
    "items_of",
    "known_days",
    "known_years",
    "labels",
    "latest",
    "limit",
    "limits",
    "list_waiting",
    "load_or_propose",
    "load_reference",
    "may_decide",
    "move_waiting",
    "number",
    "numbers",
    "open_list_or_propose",
    "open_or_propose",
    "parameter",
    "parameters",
    "parse_limit",
    "parse_number",
    "propose",
    "propose_day",
    "propose_item",
    "propose_move",
    "propose_parameter",
    "propose_right",
    "propose_taking_back",
    "propose_year",
    "reject",
    "remove_codes_or_propose",
    "reset_or_propose",
    "rows_of",
    "stand_in",
    "stand_in_or_propose",
    "subject",
    "weekday",
    "with_own_duties",
    "withdraw",
]
