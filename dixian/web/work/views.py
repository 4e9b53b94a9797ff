"""待办, what is open in one's own area, and notices."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import Post, span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.worklist.api import (
    Load,
    by_place,
    done_by,
    in_charge,
    inbox,
    mark_read,
    notices,
    waiting_by_kind,
    warn_days,
)
from dixian.foundation.worklist.api import late as late_duties
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import page
from dixian.web.work.beginning import first_steps
from dixian.web.work.columns import DONE, DUTIES, LATE, WAITING
from dixian.web.work.filters import Chosen
from dixian.web.work.rows import total


@page(methods=("GET", "POST"), look_up=True)
def home(request: Any) -> HttpResponse:
    """What waits for the post, earliest limit first; the action is on the row. POST is its workbook."""
    warn, chosen, post = warn_days(), Chosen.of(request), request.post
    if chosen.only == "done":
        look, found = Look.of(request, DONE, only="done"), done_by(post).select_related("unit", "area")
    else:
        look = Look.of(request, WAITING, **asdict(chosen))
        found = chosen.narrowed(inbox(post).select_related("unit", "area"), post, warn=warn)
    if request.method == "POST":
        return export(request, look, found)
    kinds = waiting_by_kind(post)
    load = total([Load(one.count, one.late, one.soon, one.earliest) for one in kinds])
    request.waiting = load.waiting
    places = by_place(inbox(post), post) if post.area and load.waiting else []
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "chosen": chosen,
        "load": load,
        "later": load.waiting - load.late - load.soon,
        "kinds": kinds,
        "places": places,
        "warn": warn,
        "sees_others": post.can(C.SEE_LOOP),
        "late_title": late_title(post),
        "first_steps": [] if load.waiting or chosen.narrow else first_steps(post),
    }
    return render(request, "work/inbox.html", values)


@page(methods=("GET", "POST"), look_up=True)
def duties(request: Any) -> HttpResponse:
    """What is open in the post's units and areas, whoever holds it, by place."""
    return _in_charge(request, in_charge(request.post), late_only=False)


@page(methods=("GET", "POST"), look_up=True)
def late(request: Any) -> HttpResponse:
    """What is late in the post's units and areas: with who holds it and to whom it was escalated."""
    return _in_charge(request, late_duties(request.post), late_only=True)


def late_title(post: Post) -> str:
    """What the list of late duties is called: who reaches the county has no unit of their own in it."""
    return "全县超期" if span_of(post).everything else "本单位超期"


def _in_charge(request: Any, open_ones: Any, *, late_only: bool) -> HttpResponse:
    warn, post, chosen = warn_days(), request.post, Chosen.of(request)
    look = Look.of(request, LATE if late_only else DUTIES, **asdict(chosen))
    found = chosen.narrowed(open_ones.select_related("unit", "area"), post, warn=warn)
    if request.method == "POST":
        return export(request, look, found)
    places = by_place(open_ones, post)
    within = total([one.load for one in places])
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "chosen": chosen,
        "late_only": late_only,
        "within": within,
        "later": within.waiting - within.late - within.soon,
        "places": places,
        "warn": warn,
        "sees_heads": post.can(C.SEE_POLICY),
        "late_title": late_title(post),
    }
    return render(request, "work/duties.html", values)


@page(methods=("GET", "POST"))
def notice_list(request: Any) -> HttpResponse:
    """Lines for this person, whichever post acts; POST marks all as read."""
    user_id = request.user.pk
    mine = notices(user_id)
    if request.method == "POST":
        unread = mine.filter(read_at=None).values_list("uid", flat=True)
        mark_read(user_id=user_id, uids=list(unread[:1000]))
        return redirect("notices")
    found = page_by_id(mine, request.GET.get("after", ""), descending=True)
    values = {"rows": found.rows, "next_key": found.next_key, "carried": ""}
    return render(request, "work/notices.html", values)
