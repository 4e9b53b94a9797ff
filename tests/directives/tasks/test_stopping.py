"""An adopted paper is stopped by two people; its tasks end, and what was done stays done."""

from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.directives.tasks import api as tasks
from dixian.directives.tasks.ending import after_stopping
from dixian.directives.workplans import api as workplans
from dixian.directives.workplans.topics import WorkplanStopped
from dixian.foundation.accounts.enums import Role
from dixian.foundation.books import api as books
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve
from dixian.foundation.worklist.api import Obligation
from tests.support.database import as_worker
from tests.support.workplans import adopted

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def reported(task: tasks.Task, office: Any, unit: Any, who: str, *, finishes: bool) -> tasks.ProgressEntry:
    share = tasks.Share.objects.select_related("task", "unit").get(task=task, unit=unit)
    return tasks.report(
        share=share,
        text="已排查三个村",
        on=TODAY,
        finishes=finishes,
        evidence=None,
        post=office[who],
        ends_rounds=finishes,
    )


def test_a_stopped_paper_ends_what_is_not_done_with_its_duties(office: Any) -> None:
    found = adopted(office["bureau"], office["reviewer"])
    plan, task = found[0].workplan, found[0]
    done = reported(task, office, office.bureau, "bureau", finishes=True)
    tasks.decide(entry=done, accept=True, reason="", post=office["reviewer"])
    waits = reported(found[1], office, office.insurance, "insurer", finishes=False)
    books.register(
        book=books.book("breakdown"),
        values={"task": found[1].title, "unit": office.insurance, "text": "动员断缴户", "person": "某科员",
                "village": "", "due_on": TODAY},
        extra={}, post=office["insurer"],
    )  # fmt: skip
    with as_worker():
        tasks.open_rounds(TODAY)
    with pytest.raises(Refusal, match="没有写明停止执行的依据"):
        workplans.propose_stopping(workplan=plan, reason="", post=office["bureau"])
    asked = workplans.propose_stopping(workplan=plan, reason="省里印发新的工作要点", post=office["reviewer"])
    with pytest.raises(Refusal, match="不能审批自己的提请"):
        approve(proposal=asked, post=office["reviewer"])
    office.post("chief", Role.BUREAU_HEAD, office.bureau)
    approve(proposal=asked, post=office["chief"])
    drain()
    plan.refresh_from_db()
    waits.refresh_from_db()
    assert (plan.state, plan.message, waits.state) == ("stopped", "省里印发新的工作要点", "ended")
    states = set(tasks.Share.objects.values_list("state", flat=True))
    assert states == {"done", "ended"}
    assert tasks.Share.objects.get(task=task, unit=office.bureau).state == "done"
    assert not Obligation.objects.filter(kind__startswith="tasks.", state="open").exists()
    assert {colour.label for _, colour in tasks.with_colours(list(tasks.tasks(office["bureau"])), TODAY)} == {
        "已终止"
    }
    with as_worker():
        after_stopping(WorkplanStopped(workplan_id=plan.pk))
        assert tasks.open_rounds(TODAY) == 0
    with pytest.raises(Refusal):
        reported(found[2], office, office.bureau, "bureau", finishes=False)
    assert [one for one in run_checks() if one.left != one.right] == []
