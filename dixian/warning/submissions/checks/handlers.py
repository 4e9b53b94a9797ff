"""What register checks do when others announce something."""

from dixian.foundation.jobs.api import enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import due
from dixian.registry.households.api import ChangeBatch, persons_added
from dixian.registry.households.enums import BatchState as ChangeState
from dixian.registry.households.topics import ChangesEnded
from dixian.warning.submissions.checks.duties import LIMIT, open_checks
from dixian.warning.submissions.checks.ending import end, step
from dixian.warning.submissions.enums import CheckResult, CheckState
from dixian.warning.submissions.models import RegisterCheck
from dixian.warning.submissions.topics import BatchCommitted

JOB = "submissions.raise_checks"
AFTER_COMMIT = "submissions.checks_after_commit"


def after_commit(topic: BatchCommitted) -> None:
    """Strangers of a committed batch go to their townships in a job of its own."""
    enqueue(JOB, key=f"checks:{topic.topic_id}", batch_id=topic.batch_id)


def after_changes(topic: ChangesEnded) -> None:
    """Who was to be entered is entered, and the check ends; or it is open again, with the reason."""
    asked = RegisterCheck.objects.select_related("township", "area").filter(
        changes=topic.batch_id, state=CheckState.ASKED
    )
    for of in asked.order_by("id"):
        batch = ChangeBatch.objects.select_related("proposal__submitter").get(pk=topic.batch_id)
        added = persons_added(batch) if topic.state == ChangeState.APPLIED else []
        by = batch.proposal.submitter if batch.proposal else None
        if added:
            end(of, "enter", result=CheckResult.ENTERED, why=batch.reason, by=by, post=None, person=added[0])
            continue
        step(of, "reopen", changes=None, due_on=due(LIMIT, clock.today()))
        open_checks([of], about=_why(batch))


def _why(batch: ChangeBatch) -> str:
    """Why a check is open again."""
    if batch.state == ChangeState.APPLIED:
        return "登记时没有办理，号码可能已经在册，请重新核对"
    return f"提请的登记{batch.get_state_display()}，请重新核对"
