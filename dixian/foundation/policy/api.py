"""The door of policy."""

from dixian.foundation.policy.actions import (
    approve,
    may_decide,
    propose,
    propose_parameter,
    reject,
    withdraw,
)
from dixian.foundation.policy.models import CodeItem, Holiday, Parameter, Proposal
from dixian.foundation.policy.people import (
    WITHOUT_PASSWORD,
    open_or_propose,
    propose_right,
    remove_codes_or_propose,
    reset_or_propose,
)
from dixian.foundation.policy.reference import load_reference
from dixian.foundation.policy.selectors import (
    due,
    holidays,
    holidays_known,
    items,
    limit,
    number,
    parameter,
    parameters,
)
from dixian.foundation.policy.subjects import Subject, declare

__all__ = [
    "WITHOUT_PASSWORD",
    "CodeItem",
    "Holiday",
    "Parameter",
    "Proposal",
    "Subject",
    "approve",
    "declare",
    "due",
    "holidays",
    "holidays_known",
    "items",
    "limit",
    "load_reference",
    "may_decide",
    "number",
    "open_or_propose",
    "parameter",
    "parameters",
    "propose",
    "propose_parameter",
    "propose_right",
    "reject",
    "remove_codes_or_propose",
    "reset_or_propose",
    "withdraw",
]
