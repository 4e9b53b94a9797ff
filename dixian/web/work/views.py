"""待办, notices, progress of background work."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import number
from dixian.foundation.worklist.api import duty_kind, inbox, mark_read, notices
from dixian.web.shell.keyset import page_by_due, page_by_id
from dixian.web.shell.pages import page


@page()
def home(request: Any) -> HttpResponse:
    """What waits for the post, earliest limit first; the action is on the row."""
    waiting = inbox(request.post)
    only = request.GET.get("only", "")
    if only == "late":
        waiting = waiting.overdue(clock.today())
    kind = request.GET.get("kind", "")
    if kind:
        waiting = waiting.filter(kind=kind)
    found = page_by_due(waiting, request.GET.get("after", ""))
    rows = [(duty, _address(duty), _verb(duty.kind)) for duty in found.rows]
    values = {
        "rows": rows,
        "next_key": found.next_key,
        "only": only,
        "kind": kind,
        "carried": f"only={only}&kind={kind}",
        "warn": int(number("warn.days")),
    }
    return render(request, "work/inbox.html", values)


@page(methods=("GET", "POST"))
def notice_list(request: Any) -> HttpResponse:
    """Lines for this post; POST marks all as read."""
    mine = notices(request.post)
    if request.method == "POST":
        unread = mine.filter(read_at=None).values_list("uid", flat=True)
        mark_read(post=request.post, uids=list(unread[:1000]))
        return redirect("notices")
    found = page_by_id(mine, request.GET.get("after", ""), descending=True)
    return render(
        request, "work/notices.html", {"rows": found.rows, "next_key": found.next_key, "carried": ""}
    )


def _address(duty: Any) -> str:
    try:
        return reverse(duty_kind(duty.kind).url_name, args=[duty.subject_uid])
    except (KeyError, NoReverseMatch):
        return ""


def _verb(kind: str) -> str:
    return duty_kind(kind).verb
