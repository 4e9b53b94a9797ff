"""One item put right, or added: the forms beside the paper's text."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from dixian.directives.workplans import api as workplans
from dixian.directives.workplans.enums import UnitRole
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import Stale
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import one_line
from dixian.web.directives.merging import merge
from dixian.web.shell.pages import get_visible, page, uid_of
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text

# Blank lines in which units, limits and figures are added.
BLANK = ("1", "2")
UNIT, ROLE, LIMIT, FIGURE, STRUCK = "unit-", "role-", "limit-", "figure-", "struck-"
LONGEST_TEXT = 20_000


# What the paper says of a task may hold numbers, which are kept masked.
@page(C.PROPOSE_POLICY, methods=("POST",), sealed=("text",))
def correct(request: Any, uid: UUID) -> HttpResponse:
    """Save what was said of an item: its words, units, limits and figures, and what is struck with a word."""
    item = get_visible(workplans.PlanItem.objects.select_related("workplan"), request, uid)
    try:
        unchanged(request, item)
    except Stale as stale:
        raise merge(stale, request.POST, uid) from None
    told = request.POST
    said = workplans.ItemSaid(
        title=free_text(request, "title", called="任务", longest=200),
        struck=free_text(request, "struck", called="理由", longest=200),
        section=free_text(request, "section", called="章节", longest=200) if "section" in told else None,
        marker=free_text(request, "marker", called="序号", longest=40) if "marker" in told else None,
        text=_text(request) if "text" in told else None,
        units=_units(request),
        limits=_words(request, LIMIT),
        figures=_words(request, FIGURE),
    )
    workplans.correct_item(item=item, said=said, post=request.post)
    messages.success(request, f"已保存：{item}")
    return _to_item(item.workplan.uid, item.position)


@page(C.PROPOSE_POLICY, methods=("POST",), sealed=("text",))
def add(request: Any, uid: UUID) -> HttpResponse:
    """Make an item of the paper's words that became none."""
    plan = get_visible(workplans.Workplan.objects, request, uid)
    behind = request.POST.get("after", "")
    said = workplans.MissedSaid(
        text=_text(request),
        passages=[uid_of(one) for one in request.POST.getlist("passages")],
        title=free_text(request, "title", called="任务", longest=200),
        section=free_text(request, "section", called="章节", longest=200),
        marker=free_text(request, "marker", called="序号", longest=40),
        lead=free_text(request, "lead", called="牵头单位", longest=300),
        responsible=free_text(request, "responsible", called="责任单位", longest=500),
        after=uid_of(behind) if behind else None,
    )
    item = workplans.add_item(workplan=plan, said=said, post=request.post)
    messages.success(request, f"已补上：{item}，请核对单位、时限和指标")
    return _to_item(uid, item.position)


def _to_item(plan: UUID, place: int) -> HttpResponse:
    """The page of a paper where the item of that place stands."""
    return redirect(reverse("workplan", args=[plan]) + f"?at={place}#i{place}")


def _text(request: Any) -> str:
    """The paper's words, with their line ends. Raises Refusal where they are too long."""
    text = "\n".join(request.POST.get("text", "").split("\r\n")).strip()
    if len(text) > LONGEST_TEXT:
        raise Refusal(f"原文超过 {LONGEST_TEXT} 字", "一项任务只留它自己的原文")
    return text


def _lines(request: Any, begins: str) -> Iterator[tuple[str, UUID | None, str, str]]:
    """Each line of the form whose field begins so: its key, the row it is about, its words, why it is struck."""
    for field in request.POST:
        if field.startswith(begins):
            key = field.removeprefix(begins)
            struck = free_text(request, f"{STRUCK}{field}", called="划去的理由", longest=200)
            words = one_line(request.POST.get(field, ""))
            yield key, None if key in BLANK else uid_of(key), words, struck


def _units(request: Any) -> list[workplans.UnitSaid]:
    """Raises Refusal for a role that is none."""
    found = []
    for key, row, name, struck in _lines(request, UNIT):
        role = request.POST.get(ROLE + key, "")
        if role not in UnitRole.values:
            raise Refusal("没有选择是牵头还是责任", "每个单位选一样")
        found.append(workplans.UnitSaid(row, name, role, struck))
    return found


def _words(request: Any, begins: str) -> list[workplans.WordsSaid]:
    return [workplans.WordsSaid(row, words, struck) for _, row, words, struck in _lines(request, begins)]
