"""The door of policy."""

from dixian.foundation.policy.actions import approve, propose, propose_parameter, reject, withdraw
from dixian.foundation.policy.models import CodeItem, Holiday, Parameter, Proposal
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
    "number",
    "parameter",
    "parameters",
    "propose",
    "propose_parameter",
    "reject",
    "withdraw",
]
