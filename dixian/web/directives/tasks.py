"""Tasks with their colours, one task, the matrix of units and tasks, a unit's own page."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.directives.inspections import api as inspections
from dixian.directives.tasks import api as tasks
from dixian.directives.tasks.enums import ShareState
from dixian.directives.workplans import api as workplans
from dixian.directives.workplans.enums import UnitRole, WorkplanState
from dixian.foundation.accounts.api import span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Unit, contact
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.audit.api import record_read
from dixian.foundation.books.api import book
from dixian.foundation.figures import api as figures
from dixian.foundation.files.api import Kind, content_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.web.directives.timeline import timeline
from dixian.web.shell.downloads import attachment
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import day_of, get_visible, page, uid_of
from dixian.web.shell.uploads import sent_file
from dixian.web.shell.words import free_text


@page()
def task_list(request: Any) -> HttpResponse:
    """All tasks with colour and counts; narrowed to a unit, or to what waits for one's own word."""
    found, unit, carried = tasks.tasks(request.post), _unit(request.GET.get("unit", "")), ""
    mine = tasks.units_of(request.post)
    waiting = request.GET.get("waiting", "") == "1" and bool(mine)
    if unit is not None:
        found, carried = tasks.of_unit(found, unit), f"unit={unit.code}"
    if waiting:
        found, carried = tasks.waiting_for(found, mine), "waiting=1"
    shown = page_by_id(found, request.GET.get("after", ""))
    values = {
        "rows": tasks.with_colours(shown.rows, clock.today()),
        "next_key": shown.next_key,
        "carried": carried,
        "unit": unit,
        "waiting": waiting,
        "own": request.post.unit,
        "may_decide": bool(mine),
        "named": [] if waiting else _named(),
    }
    return render(request, "directives/tasks.html", values)


def _unit(code: str) -> Unit | None:
    """The unit asked for; 404 for one that is none."""
    if not code:
        return None
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _named() -> list[tuple[str, str]]:
    """The units that have a share, to choose from."""
    shares = tasks.Share.objects.values("unit")
    return list(Unit.objects.filter(pk__in=shares).order_by("kind", "code").values_list("code", "short_name"))


@page()
def task(request: Any, uid: UUID) -> HttpResponse:
    """One task: the paper's text, who leads, every unit's share, what was reported, what happened when."""
    found = get_visible(tasks.tasks(request.post), request, uid)
    shares, entries, rounds = tasks.shares_of(found), tasks.entries_of(found), tasks.rounds_of(found)
    mine, leads = tasks.units_of(request.post), frozenset(one.unit_id for one in found.leads)
    writable = [one for one in shares if one.unit_id in mine and one.state in tasks.TO_REPORT]
    waiting = tasks.waiting_rounds(writable) if writable else []
    parts, labels = defaultdict(list), book("breakdown").states.labels
    for portion in tasks.portions_of(found, request.post):
        parts[portion.share_id].append((portion, labels[portion.state]))
    deadlines = tasks.deadlines_of(found)
    sets = tasks.may_set_deadline(leads, request.post) and found.workplan.state == WorkplanState.ADOPTED
    packs = request.post.can(C.CHECK_BOOKS) or request.post.can(C.SEE_EVIDENCE)
    open_shares = [one for one in shares if one.state not in ("done", "ended")]
    keeps = request.post.can(C.KEEP_BOOKS) and found.workplan.state == WorkplanState.ADOPTED
    limits = list(workplans.live_limits().filter(item=found.item_id))
    values = {
        "found": found,
        "colour": tasks.with_colours([found], clock.today())[0][1],
        "item": found.item,
        "limits": limits,
        "recurring": [one.written for one in limits if tasks.recurs(one)],
        "figures": [some[0] for some in workplans.ranges_of(workplans.live_figures(found.item))],
        "indicators": tasks.indicators_of(found),
        "measures": figures.figures() if request.post.can(C.CHECK_BOOKS) else [],
        "deadlines": deadlines,
        "unfinished": open_shares if sets else [],
        "leads": [(one, parts[one.pk]) for one in shares if one.role == UnitRole.LEAD],
        "others": [(one, parts[one.pk]) for one in shares if one.role != UnitRole.LEAD],
        "writable": [
            (one, [a_round for a_round in waiting if a_round.share_id == one.pk]) for one in writable
        ],
        "divisible": {one.pk for one in open_shares if one.unit_id in mine and keeps},
        "decidable": [one for one in entries if tasks.may_decide(one, leads, request.post)],
        "pack": inspections.last_pack(found, request.post) if packs else None,
        "may_pack": request.post.can(C.CHECK_BOOKS),
        "timeline": timeline(
            found,
            [(one, tasks.may_see_whole(one, leads, request.post)) for one in entries],
            rounds,
            deadlines,
        ),
        "today": clock.today(),
    }
    return render(request, "directives/task.html", values)


@page(C.REPORT_TASKS, methods=("POST",), files=("evidence",))
def report(request: Any, uid: UUID) -> HttpResponse:
    """A unit's progress entry, with a file behind it where there is one."""
    share = get_visible(tasks.Share.objects.select_related("task", "unit"), request, uid)
    text, on = free_text(request, "text", called="进展", longest=500), day_of(request, "on")
    has_file = bool(request.FILES.get("evidence"))
    tasks.report(
        share=share,
        text=text,
        on=on,
        finishes=request.POST.get("finishes") == "1",
        ends_rounds=request.POST.get("ends_rounds") == "1",
        rounds=[uid_of(one) for one in request.POST.getlist("rounds")],
        evidence=sent_file(request, purpose="任务佐证", field="evidence", kind=Kind.EVIDENCE)
        if has_file
        else None,
        post=request.post,
    )
    messages.success(request, f"已填报，等牵头单位认可：{share.unit}")
    return redirect("task", share.task.uid)


@page(C.REPORT_TASKS, methods=("POST",))
def decide(request: Any, uid: UUID) -> HttpResponse:
    """The lead's word on an entry."""
    entry = get_visible(
        tasks.ProgressEntry.objects.select_related("share__task", "share__unit"), request, uid
    )
    verb = request.POST.get("verb", "")
    if verb not in ("accept", "return"):
        raise Refusal("没有选择怎么办理", "点“认可”或“退回”")
    reason = free_text(request, "reason", called="理由", longest=200)
    tasks.decide(entry=entry, accept=verb == "accept", reason=reason, post=request.post)
    messages.success(request, "已认可" if verb == "accept" else "已退回")
    return redirect("task", entry.share.task.uid)


@page((C.REPORT_TASKS, C.SEE_EVIDENCE), methods=("POST",), look_up=True)
def evidence(request: Any, uid: UUID) -> HttpResponse:
    """The file behind an entry, for its unit, the lead and who reads the county; noted."""
    entry = get_visible(tasks.evidence_for(request.post).select_related("evidence"), request, uid)
    if entry.evidence is None:
        raise Http404
    record_read(what="下载任务佐证", subject="任务进展", uids=[str(uid)], reason="查看任务进展")
    return attachment(content_of(entry.evidence), entry.evidence.name)


@page()
def task_round(request: Any, uid: UUID) -> HttpResponse:
    """A duty's round leads to its task."""
    return _to_task(request, tasks.Round.objects.select_related("share__task"), uid)


@page()
def task_entry(request: Any, uid: UUID) -> HttpResponse:
    """An entry that waits for the lead's word leads to its task; to each lead but the first by what that one was asked."""
    asked = tasks.LeadAsked.objects.select_related("entry__share__task").filter(uid=uid).first()
    if asked is not None:
        return redirect("task", asked.entry.share.task.uid)
    return _to_task(request, tasks.ProgressEntry.objects.select_related("share__task"), uid)


@page()
def task_share(request: Any, uid: UUID) -> HttpResponse:
    """A part that was sent back leads to its task."""
    return _to_task(request, tasks.Share.objects.select_related("task"), uid)


def _to_task(request: Any, records: Any, uid: UUID) -> HttpResponse:
    found = get_visible(records, request, uid)
    return redirect("task", getattr(found, "share", found).task.uid)


@page()
def matrix(request: Any) -> HttpResponse:
    """Units x tasks of one adopted workplan: the latest paper with a number, unless another is asked for."""
    # What a consultation decided has none, and would take the place of the year's paper each quarter.
    plans = sorted(tasks.adopted(), key=lambda one: not one.document_number)
    asked = request.GET.get("plan", "")
    plan = next((one for one in plans if str(one.uid) == asked), plans[0] if plans else None)
    made = tasks.matrix(plan) if plan else None
    own = made is not None and any(row.unit.pk == request.post.unit_id for row in made.rows)
    reports = own or span_of(request.post).everything
    values = {"plans": plans, "plan": plan, "matrix": made, "reports": reports}
    return render(request, "directives/matrix.html", values)


@page()
def unit_tasks(request: Any, uid: UUID) -> HttpResponse:
    """What one unit leads and answers for, and where its parts stand."""
    unit = Unit.objects.filter(uid=uid).first()
    if unit is None:
        raise Http404
    shares = list(tasks.shares_of_unit(unit, request.post).order_by("role", "task_id"))
    found = tasks.of_unit(tasks.tasks(request.post), unit).order_by("id")
    colours = {task.pk: colour for task, colour in tasks.with_colours(list(found), clock.today())}
    values = {
        "unit": unit,
        "first": contact(unit, ContactRole.FIRST_RESPONSIBLE),
        "sides": [
            (label, [(one, colours[one.task_id]) for one in shares if one.role == role])
            for role, label in UnitRole.choices
        ],
        "counts": [(label, sum(one.state == state for one in shares)) for state, label in ShareState.choices],
        "shares": shares,
    }
    return render(request, "directives/unit.html", values)
