"""复核: the township draws from what was looked at, and looks again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.visits import api as visits
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import get_visible, page
from dixian.web.shell.words import free_text
from dixian.web.visits.sweeps import SEES, sweep_of

SAME, DIFFERS = "same", "differs"


@page(C.CONFIRM, methods=("POST",))
def draw(request: Any, uid: UUID) -> HttpResponse:
    """Draw for the post's own township."""
    sweep = sweep_of(uid)
    if request.post.area is None:
        raise Refusal("您的岗位不在乡镇", "由乡镇的岗位抽取")
    made = visits.draw_rechecks(sweep=sweep, township=request.post.area, post=request.post)
    messages.success(request, f"从走访过的 {made.population} 户里抽中 {made.rechecks.count()} 户，已列入待办")
    return redirect("recheck-draw", made.uid)


@page(SEES)
def recheck_draw(request: Any, uid: UUID) -> HttpResponse:
    """What was drawn, those to be looked at first."""
    draws = visits.RecheckDraw.objects.select_related("sweep", "township", "by")
    found = get_visible(draws, request, uid)
    rows = visits.rechecks(found, request.post)
    only = request.GET.get("only", "")
    if only == "waiting":
        rows = rows.filter(result=None)
    elif only == DIFFERS:
        rows = rows.filter(result__differs=True)
    shown = page_by_id(rows, request.GET.get("after", ""))
    one = next(one for one in visits.rechecked(found.sweep, request.post) if one.draw.pk == found.pk)
    values = {
        "draw": found,
        "told": one,
        "rows": [(row, getattr(row, "result", None)) for row in shown.rows],
        "next_key": shown.next_key,
        "carried": f"only={only}" if only else "",
        "only": only,
        "may": request.post.can(C.CONFIRM),
        "me": request.post.acting_person.pk,
    }
    return render(request, "visits/rechecks.html", values)


@page(C.CONFIRM, methods=("POST",))
def recheck(request: Any, uid: UUID) -> HttpResponse:
    """As the village said, or different."""
    rows = visits.Recheck.objects.select_related("visit", "draw__sweep", "household")
    found = get_visible(rows, request, uid)
    word = request.POST.get("word", "")
    if word not in (SAME, DIFFERS):
        raise Refusal("没有选择复核结果", "选“属实”或“有差异”")
    told = free_text(request, "found", called="差异", longest=200)
    visits.recheck(drawn_one=found, differs=word == DIFFERS, found=told, post=request.post)
    said = "有差异，已退给村里再走访" if word == DIFFERS else "属实"
    messages.success(request, f"{found.household}复核{said}")
    return redirect("recheck-draw", found.draw.uid)
