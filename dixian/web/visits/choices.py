"""What a visit may conclude: the answers of a lead that waits for one, else what sends a new one to the township."""

from collections.abc import Mapping, Sequence
from typing import Any

from dixian.commons.leads.enums import Verdict
from dixian.registry.households.api import Household
from dixian.warning.verification import api as verification
from dixian.warning.visits.api import Owed
from dixian.web.leads.choices import FURTHER, units_to_help, villages_to_go


def choices_of(owed: Owed, household: Household, reasons: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """For the template: groups of conclusions with their reasons, the most frequent apart."""
    if owed.answers and owed.lead is not None:
        return {
            "no_risk": reasons["no_risk_reason"],
            "at_risk": reasons["at_risk_reason"],
            "other_findings": _named(reasons, [one for one in FURTHER if one != Verdict.VERIFY]),
            "helping_units": units_to_help(),
            "other_villages": villages_to_go(owed.lead),
            "doubtable": [],
        }
    risk = Verdict.NEW_RISK if household.monitored and not household.risk_eliminated else Verdict.AT_RISK
    return {
        "no_risk": [],
        "at_risk": [],
        "other_findings": _named(reasons, [risk, Verdict.DIFFICULTY]),
        "helping_units": units_to_help(),
        "other_villages": [],
        "doubtable": [],
    }


def _named(reasons: Mapping[str, Sequence[Any]], verdicts: Sequence[Verdict]) -> list[tuple[str, str, Any]]:
    return [(one.value, one.label, reasons[verification.REASONS[one]]) for one in verdicts]
