"""All sums of the house, for `dixian check` (R1.5)."""

from dixian.cli.progress import Tell
from dixian.commons.leads import api as leads
from dixian.foundation.accounts.api import system_scope
from dixian.foundation.audit.api import reading
from dixian.foundation.kernel.sums import Sum
from dixian.warning.alerts import api as alerts
from dixian.warning.submissions import api as submissions
from dixian.warning.verification import api as verification

ROOMS = {"报送的行": submissions, "预警": alerts, "线索": leads, "核实待办": verification}


def run_checks(tell: Tell = lambda *_: None) -> list[Sum]:
    """Recompute everything in one reading transaction, so that all sums are of the same moment."""
    sums: list[Sum] = []
    with system_scope("command:check"), reading():
        for name, room in ROOMS.items():
            tell(f"核对{name}", 0, 1)
            sums += room.sums()
            tell(f"核对{name}", 1, 1)
    return sums
