"""A workplan's original, and the report on its tasks; both noted."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from dixian.directives.tasks import api as tasks
from dixian.directives.workplans import api as workplans
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import record_read
from dixian.foundation.files.api import content_of
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import word_file
from dixian.web.shell.downloads import attachment
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.papers import handed_out


# What was pasted or filed may hold telephone numbers, which the items do not.
@page((C.PROPOSE_POLICY, C.SEE_EVIDENCE), methods=("POST",), look_up=True)
def original(request: Any, uid: UUID) -> HttpResponse:
    """The paper as it came."""
    found = get_visible(workplans.Workplan.objects.select_related("source"), request, uid)
    record_read(what="下载工作要点原件", subject="工作要点", uids=[str(uid)], reason="查看工作要点原件")
    return attachment(content_of(found.source), found.source.name)


@page(methods=("POST",), look_up=True)
def report(request: Any, uid: UUID) -> HttpResponse:
    """The half-year or year-end report as a Word file. Raises Refusal where none of them was chosen."""
    plan = get_visible(workplans.Workplan.objects, request, uid)
    term = tasks.terms(plan).get(request.POST.get("term", ""))
    if term is None:
        raise Refusal("没有选择哪一期", "选上半年或全年")
    name = f"{term.label}落实情况报告"
    record_read(what=f"生成{name}", subject="工作要点", uids=[str(uid)], reason="生成任务报告")
    content = word_file(tasks.report_paper(plan, term, request.post))
    return handed_out(request, content, f"{plan.title[:40]}-{name}")
