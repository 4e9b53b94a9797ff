"""Papers taken in, corrected side by side with what was read, and put up for adoption."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.directives.tasks import api as tasks
from dixian.directives.workplans import api as workplans
from dixian.directives.workplans.enums import UnitRole, WorkplanState
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Unit, in_force
from dixian.foundation.files.api import Kind, store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.web.directives.merging import seen
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import day_of, get_visible, page
from dixian.web.shell.uploads import sent_file
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

MOST_PASTED = 200_000
MOST_DIGITS = 6


# The pasted text is filed sealed, and kept as items with its numbers masked.
@page(methods=("GET", "POST"), files=("file",), sealed=("pasted",))
def workplan_list(request: Any) -> HttpResponse:
    """The papers so far; POST files one more and lets a job read it."""
    if request.method == "POST":
        request.post.require(C.PROPOSE_POLICY)
        made = workplans.receive(stored=_sent(request), post=request.post)
        return redirect("workplan", made.uid)
    found = page_by_id(workplans.workplans(request.post), request.GET.get("after", ""), descending=True)
    values = {
        "rows": found.rows,
        "next_key": found.next_key,
        "may_upload": request.post.can(C.PROPOSE_POLICY),
    }
    return render(request, "directives/workplans.html", values)


def _sent(request: Any) -> Any:
    """The file, or the pasted text filed as one. Raises Refusal where there is neither, or both."""
    pasted = request.POST.get("pasted", "")
    if not pasted.strip():
        if not request.FILES.get("file"):
            raise Refusal("没有选择文件，也没有粘贴文字", "选一个文件，或者把文字粘贴进去再点“读取”")
        return sent_file(request, purpose="工作要点", kind=Kind.PAPER)
    if request.FILES.get("file"):
        raise Refusal("选了文件，又粘贴了文字", "只留一样：要读文件就清空文字框")
    if len(pasted) > MOST_PASTED:
        raise Refusal(f"粘贴的文字超过 {MOST_PASTED} 字", "存成 Word 文档或文本文件再上传")
    return store([pasted.encode()], name="粘贴的文字.txt", content_type="", purpose="工作要点")


@page()
def workplan(request: Any, uid: UUID) -> HttpResponse:
    """The paper's text by item on the left, what was read of it on the right, page by page; forms where it may be corrected."""
    found = get_visible(workplans.Workplan.objects, request, uid)
    draft = found.state == WorkplanState.DRAFT
    adopted = found.state == WorkplanState.ADOPTED
    may = draft and request.post.can(C.PROPOSE_POLICY)
    sheets = workplans.sheets_of(found)
    sheet = sheets.at(_place(request))
    items = workplans.items_of(found, sheet)
    waiting = workplans.waiting_proposals(found) if draft else []
    values = {
        "found": found,
        "items": [_shown(item, may) for item in items],
        "sheets": sheets.all,
        "sheet": sheet,
        "draft": draft,
        "marks": workplans.marks_of(found),
        "may": may,
        "may_original": request.post.can(C.PROPOSE_POLICY) or request.post.can(C.SEE_EVIDENCE),
        "missing": workplans.what_is_missing(found) if draft else [],
        "waiting": waiting,
        "correctors": workplans.correctors_of(found) if waiting else "",
        "stopping": workplans.waiting_to_stop(found) if adopted else None,
        "may_stop": adopted and request.post.can(C.PROPOSE_POLICY),
        "leaderless": may and sheets.leaderless,
        "passages": workplans.passages_of(found) if draft else [],
        "units": _names() if may else [],
        "roles": UnitRole.choices,
        "busy": found.state == WorkplanState.READING,
    }
    return render(request, "directives/workplan.html", values)


def _place(request: Any) -> int:
    """The place in the paper whose page is asked for; the first where none is."""
    told = request.GET.get("at", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= MOST_DIGITS else 1


def _shown(item: Any, may: bool) -> dict[str, Any]:
    rows = list(item.units.all())
    sides = [(label, workplans.grouped(rows, role)) for role, label in UnitRole.choices]
    limits, figures = list(item.limits.all()), [some[0] for some in workplans.ranges_of(item.figures.all())]
    return {
        "item": item,
        "seen": seen(item) if may else "",
        "sides": sides,
        "written": [(label, _written(rows, role)) for role, label in UnitRole.choices],
        "rows": rows,
        "said": figures,
        "struck": [
            (row.written or str(row.unit), row.struck) for row in (*rows, *limits, *figures) if row.struck
        ],
        "limits": [(one, tasks.recurs(one)) for one in limits if not one.struck],
        "figures": [one for one in figures if not one.struck],
        "open": not item.struck and any(group.open for _, groups in sides for group in groups),
        "leaderless": not item.struck and not sides[0][1],
    }


def _written(rows: list[Any], role: str) -> str:
    """The paper's own words for the units of a role, a group once, struck ones too."""
    return "、".join(dict.fromkeys(row.written for row in rows if row.role == role and row.written))


def _names() -> list[tuple[str, str]]:
    """The units to choose from: full and short name."""
    found = Unit.objects.filter(in_force(clock.today())).order_by("path")
    return list(found.values_list("name", "short_name"))


@page()
def progress(request: Any, uid: UUID) -> HttpResponse:
    """How far the reading is; asks again by itself, and brings the page anew at the end."""
    found = get_visible(workplans.Workplan.objects, request, uid)
    if found.state != WorkplanState.READING:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    values = {"again": request.path, "job": workplans.job_of(found), "after": "正在收尾"}
    return render(request, "shell/progress.html", values)


@page(C.PROPOSE_POLICY, methods=("POST",))
def act(request: Any, uid: UUID) -> HttpResponse:
    """What is done with the whole paper: its head corrected, leads set, adoption asked for, left aside."""
    found = get_visible(workplans.Workplan.objects, request, uid)
    verb = request.POST.get("verb", "")
    if verb not in VERBS:
        raise Refusal("没有选择怎么办理", "点页面上要办的那一项")
    messages.success(request, VERBS[verb](request, found))
    return redirect("workplan", uid)


def _head(request: Any, found: Any) -> str:
    unchanged(request, found)
    issued: date | None = day_of(request, "issued_on") if request.POST.get("issued_on") else None
    workplans.correct_head(
        workplan=found,
        title=free_text(request, "title", called="标题", longest=200),
        issuer=free_text(request, "issuer", called="印发单位", longest=120),
        document_number=free_text(request, "document_number", called="文号", longest=80),
        issued_on=issued,
        post=request.post,
    )
    return "已保存"


def _first_leads(request: Any, found: Any) -> str:
    return f"{workplans.first_ones_lead(workplan=found, post=request.post)} 项由首个责任单位牵头"


def _propose(request: Any, found: Any) -> str:
    workplans.propose_adoption(workplan=found, post=request.post)
    return "已提请下达，等另一位同事审批"


def _leave(request: Any, found: Any) -> str:
    reason = free_text(request, "reason", called="理由", longest=200)
    workplans.leave_aside(workplan=found, reason=reason, post=request.post)
    return "已改为不采用"


def _stop(request: Any, found: Any) -> str:
    reason = free_text(request, "reason", called="依据", longest=200)
    workplans.propose_stopping(workplan=found, reason=reason, post=request.post)
    return "已提请停止执行，等另一位同事审批"


VERBS = {"head": _head, "first-leads": _first_leads, "propose": _propose, "leave": _leave, "stop": _stop}
