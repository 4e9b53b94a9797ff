"""A paper read in the background; a kill begins it anew, and its items are kept once."""

from dixian.directives.workplans.actions import LONGEST, not_read, step
from dixian.directives.workplans.api import open_paper, read_opened, stored_units
from dixian.directives.workplans.engine.paper import Paper
from dixian.directives.workplans.engine.reading import TABLE
from dixian.directives.workplans.keeping import head_of, keep
from dixian.directives.workplans.models import PaperWords, Workplan
from dixian.directives.workplans.standing import bare
from dixian.foundation.files.api import content_of
from dixian.foundation.jobs.api import Lane, Progress, job, once
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal

STEPS = 3
NO_TASKS = Refusal("没有读到任务", "看看是不是工作要点、责任分工一类的文件；任务要有编号，写明由哪些单位负责")


@job("workplans.read", lane=Lane.LONG, failed=not_read)
def read_workplan(progress: Progress, workplan_id: int) -> None:
    """Read the original against the county's units; what can't be read ends as a refusal that says why."""
    workplan = Workplan.objects.select_related("source").get(pk=workplan_id)
    progress.step(0, STEPS, "打开文件")
    try:
        opened = open_paper(content_of(workplan.source), name=workplan.source.name)
        paper = read_opened(opened, stored_units(clock.today()))
        if not paper.items:
            raise _no_tasks(paper)
    except Refusal as refusal:
        with once("refused"):
            step(workplan_id, "refuse", message=f"{refusal.message}。{refusal.remedy}"[:LONGEST])
        return
    progress.step(2, STEPS, f"登记 {len(paper.items)} 项任务")
    with once("kept") as fresh:
        if fresh:
            keep(workplan, paper)
            PaperWords.objects.create(workplan=workplan, text=bare(opened.text))
            step(workplan_id, "finish", **head_of(paper, workplan.title))
    progress.step(STEPS, STEPS, "读完")


def _no_tasks(paper: Paper) -> Refusal:
    """Where a table was there and could not be read, that is what to mend."""
    table = next((mark for mark in paper.marks if mark.about == TABLE), None)
    return Refusal(NO_TASKS.message, table.why) if table else NO_TASKS
