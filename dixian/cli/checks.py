"""All sums of the house, for `dixian check` (R1.5)."""

from dixian.commons.leads import api as leads
from dixian.foundation.accounts.api import system_scope
from dixian.foundation.audit.api import reading
from dixian.foundation.kernel.sums import Sum
from dixian.warning.alerts import api as alerts
from dixian.warning.submissions import api as submissions
from dixian.warning.verification import api as verification


def run_checks() -> list[Sum]:
    """Recompute everything in one reading transaction, so that all sums are of the same moment."""
    with system_scope("command:check"), reading():
        return [*submissions.sums(), *alerts.sums(), *leads.sums(), *verification.sums()]
