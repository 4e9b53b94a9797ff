"""An adopted paper is stopped by two people: one asks with a reason, another approves; its tasks end."""

from typing import Any

from dixian.directives.workplans.models import Workplan
from dixian.directives.workplans.states import WORKPLAN
from dixian.directives.workplans.topics import WorkplanStopped
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.api import take_step
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import Proposal, Subject, approved_by, propose

CODE = "workplan-stop"
SHORTEST = 4


def propose_stopping(*, workplan: Workplan, reason: str, post: Post) -> Proposal:
    """Ask that an adopted paper be stopped. Raises NotAllowed, Refusal (no reason, not adopted, asked for already)."""
    if len(reason.strip()) < SHORTEST:
        raise Refusal("没有写明停止执行的依据", "写明依据哪份文件、为什么停止执行")
    return propose(
        code=CODE,
        label=f"停止执行：{workplan.title}"[:200],
        arguments={"workplan": str(workplan.uid)},
        source=reason.strip()[:200],
        post=post,
    )


def waiting_to_stop(workplan: Workplan) -> Proposal | None:
    """What asks for its stopping and is not decided."""
    waiting = Proposal.objects.filter(subject=CODE, state="waiting")
    return next((one for one in waiting if one.arguments["workplan"] == str(workplan.uid)), None)


def _workplan(arguments: dict[str, Any]) -> Workplan:
    return Workplan.objects.select_for_update().get(uid=arguments["workplan"])


def _version(arguments: dict[str, Any]) -> str:
    return str(_workplan(arguments).version)


def _check(arguments: dict[str, Any]) -> None:
    WORKPLAN.target("stop", _workplan(arguments).state)


def _apply(arguments: dict[str, Any], source: str) -> None:
    workplan = _workplan(arguments)
    take_step(workplan, WORKPLAN, "stop", called="这份文件", message=source, stopped_on=clock.today())
    publish(WorkplanStopped(workplan_id=workplan.pk))


STOPPING = Subject(
    CODE,
    "停止执行工作要点",
    Capability.PROPOSE_POLICY,
    approved_by(Capability.APPROVE_POLICY),
    _version,
    _apply,
    _check,
    named=lambda arguments: {arguments["workplan"]},
    holds="正在后台办理，办完可在原页面看到",
)
