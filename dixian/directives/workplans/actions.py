"""Take in a paper, and what its background work makes of it; leave one aside."""

from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.directives.workplans.adopting import waiting_proposals
from dixian.directives.workplans.enums import WorkplanState
from dixian.directives.workplans.models import Workplan
from dixian.directives.workplans.states import WORKPLAN
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.api import take_step
from dixian.foundation.files.api import StoredFile
from dixian.foundation.jobs.api import enqueue
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import call_off

LONGEST = 600


@transaction.atomic
def receive(*, stored: StoredFile, post: Post) -> Workplan:
    """File a paper's original and let a job read it. Raises NotAllowed without the right to propose."""
    post.require(Capability.PROPOSE_POLICY)
    made = Workplan.objects.create(title=stored.name, source=stored)
    enqueue("workplans.read", key=job_key(made), workplan_id=made.pk)
    return made


def job_key(of: Workplan) -> str:
    """The key of the background work on a workplan."""
    return f"workplan:{of.uid}"


@transaction.atomic
def leave_aside(*, workplan: Workplan, reason: str, post: Post) -> None:
    """A draft is not to be adopted after all; a proposal that waits for it is called off.

    Raises Refusal without a reason, or where it is no draft any more.
    """
    post.require(Capability.PROPOSE_POLICY)
    if not reason.strip():
        raise Refusal("没有写明不采用的理由", "写明为什么不采用")
    call_off(waiting_proposals(workplan), why=f"文件不采用：{reason}")
    take_step(workplan, WORKPLAN, "withdraw", called="这份文件", message=reason[:LONGEST])


def step(workplan_id: int, verb: str, **changes: Any) -> None:
    """Put a paper that is being read into its next state; one that has been read stays as it is."""
    before = WorkplanState.READING
    Workplan.objects.filter(pk=workplan_id, state=before).update(
        state=WORKPLAN.target(verb, before), version=F("version") + 1, **changes
    )


def not_read(message: str, workplan_id: int) -> None:
    """Its background work ended without success."""
    step(workplan_id, "give_up", message=f"读取没有完成：{message}。请重新上传"[:LONGEST])
