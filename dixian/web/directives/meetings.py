"""What a meeting's page has besides a ledger's: points units raise, decisions, who came."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dixian.directives.meetings import api as meetings
from dixian.foundation.accounts.enums import Capability as C
from dixian.web.shell.pages import day_of, get_visible, page
from dixian.web.shell.versions import unchanged
from dixian.web.shell.words import free_text


@page(C.KEEP_BOOKS, methods=("POST",))
def raise_point(request: Any, uid: UUID) -> HttpResponse:
    """A unit puts a problem on the agenda."""
    meeting = get_visible(meetings.Meeting.objects, request, uid)
    made = meetings.raise_point(
        meeting=meeting,
        title=free_text(request, "title", called="议题", longest=120),
        text=free_text(request, "text", called="情况和建议", longest=500),
        post=request.post,
    )
    messages.success(request, f"已列入议程：{made}")
    return _to(meeting)


@page(C.CHECK_BOOKS, methods=("POST",))
def decide(request: Any, uid: UUID) -> HttpResponse:
    """What was decided on a point."""
    item = get_visible(meetings.AgendaItem.objects.select_related("meeting"), request, uid)
    unchanged(request, item)
    meetings.decide(
        item=item,
        decision=free_text(request, "decision", called="决定", longest=400),
        lead=free_text(request, "lead", called="牵头单位", longest=80),
        responsible=free_text(request, "responsible", called="责任单位", longest=300),
        due_on=day_of(request, "due_on") if request.POST.get("due_on") else None,
        post=request.post,
    )
    messages.success(request, f"已保存：{item}")
    return _to(item.meeting)


@page(C.CHECK_BOOKS, methods=("POST",))
def note_attendance(request: Any, uid: UUID) -> HttpResponse:
    """Who came."""
    meeting = get_visible(meetings.Meeting.objects, request, uid)
    told = {
        name.removeprefix("p-"): (
            request.POST[name],
            free_text(request, f"n-{name.removeprefix('p-')}", called="参会人", longest=40),
        )
        for name in request.POST
        if name.startswith("p-")
    }
    others = request.POST.get("others") or meetings.Presence.INVITED
    count = meetings.note_attendance(meeting=meeting, told=told, post=request.post, others=others)
    messages.success(request, f"已保存 {count} 个单位的到会情况")
    return _to(meeting)


def _to(meeting: meetings.Meeting) -> HttpResponse:
    return redirect("book-row", "meetings", meeting.uid)
