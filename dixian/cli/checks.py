"""All sums of the house, for `dixian check` (R1.5)."""

from dataclasses import dataclass

from dixian.cli.progress import Tell
from dixian.commons.leads import api as leads
from dixian.directives.meetings import api as meetings
from dixian.directives.tasks import api as tasks
from dixian.directives.workplans import api as workplans
from dixian.foundation.accounts.api import system_scope
from dixian.foundation.audit.api import reading
from dixian.foundation.books import api as books
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist import api as worklist
from dixian.registry.focus import api as focus
from dixian.registry.households import api as households
from dixian.registry.incomes import api as incomes
from dixian.registry.quality import api as quality
from dixian.warning.alerts import api as alerts
from dixian.warning.cases import api as cases
from dixian.warning.declarations import api as declarations
from dixian.warning.doubts import api as doubts
from dixian.warning.elimination import api as elimination
from dixian.warning.measures import api as measures
from dixian.warning.submissions import api as submissions
from dixian.warning.verification import api as verification
from dixian.warning.visits import api as visits

ROOMS = {
    "提请审批": worklist,
    "户档案变更": households,
    "重点人群": focus,
    "家庭收支": incomes,
    "数据质检": quality,
    "报送的行": submissions,
    "预警": alerts,
    "线索": leads,
    "核实待办": verification,
    "监测对象": cases,
    "帮扶计划和措施": measures,
    "风险消除": elimination,
    "疑点": doubts,
    "自主申报": declarations,
    "走访和排查": visits,
    "工作要点": workplans,
    "任务": tasks,
    "部门会商": meetings,
    "台账": books,
}


@dataclass(frozen=True)
class Checked:
    """The sums, and how many batches were being read, committed or judged at that moment."""

    sums: list[Sum]
    at_work: int


def run_checks(tell: Tell = lambda *_: None) -> list[Sum]:
    """The sums of `check_all`."""
    return check_all(tell).sums


def check_all(tell: Tell = lambda *_: None) -> Checked:
    """Recompute everything in one reading transaction, so that all sums are of the same moment."""
    sums: list[Sum] = []
    with system_scope("command:check"), reading():
        for name, room in ROOMS.items():
            tell(f"核对{name}", 0, 1)
            sums += room.sums()
            tell(f"核对{name}", 1, 1)
        at_work = submissions.being_worked_on() | alerts.being_judged() | submissions.being_proposed()
    return Checked(sums, len(at_work))
