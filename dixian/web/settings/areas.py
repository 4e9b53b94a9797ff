"""The county's areas: the tree on any day, the search, and the page of one area."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas import api as areas
from dixian.foundation.areas.enums import Level
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import move_waiting
from dixian.web.settings.small_forms import Attempt, draw
from dixian.web.settings.trees import asked_day, asked_text, grow, matching
from dixian.web.settings.verbs import KINDS
from dixian.web.shell.pages import page

MAY_READ = (C.MANAGE_AREAS, C.SEE_POLICY)


@page(MAY_READ)
def area_list(request: Any) -> HttpResponse:
    """The tree of a day, or what is searched for, or the areas nobody answers for."""
    day, text, show = asked_day(request), asked_text(request), request.GET.get("show", "")
    unanswered = areas.unanswered_areas(day)
    everything = areas.Area.objects.select_related("parent", "successor")
    values: dict[str, Any] = {
        "day": day,
        "text": text,
        "show": show,
        "is_today": day == clock.today(),
        "unanswered": unanswered.count(),
        "ended": everything.filter(valid_to__lte=day).count(),
        "may_manage": request.post.can(C.MANAGE_AREAS),
    }
    if text:
        values["rows"] = matching(everything, text, "name", "formers__name")
    elif show == "unanswered":
        values["rows"] = list(unanswered.select_related("parent", "successor"))
    elif show == "ended":
        values["rows"] = list(everything.filter(valid_to__lte=day).order_by("path"))
    else:
        shown = [area for area in areas.areas_on(day) if area.level != Level.GROUP]
        values["top"] = grow(shown, _notes(shown, day), open_kinds=("县",))
    return render(request, "settings/areas.html", values)


def _notes(shown: list[areas.Area], day: Any) -> dict[int, str]:
    handled = areas.HandledBy.objects.filter(areas.in_force(day), confirmed=True).select_related("unit")
    by = {one.area_id: f"由{one.unit}代管" for one in handled}
    notes = {}
    for area in shown:
        if area.level == Level.TOWNSHIP:
            rest = "" if area.is_township_proper else by.get(area.pk, "还没有明确由谁负责")
            notes[area.pk] = "，".join(filter(None, (area.kind, rest)))
    return notes


@page(MAY_READ)
def area(request: Any, uid: UUID) -> HttpResponse:
    """One area."""
    found = areas.Area.objects.select_related("parent__parent__parent", "successor")
    return area_page(request, get_object_or_404(found, uid=uid))


def area_page(request: Any, record: areas.Area, attempt: Attempt | None = None) -> HttpResponse:
    """What it is and was, what lies in it, who answers for it, and what can be done to it."""
    may_manage = request.post.can(C.MANAGE_AREAS)
    handlers = (
        areas.HandledBy.objects.filter(area=record).select_related("unit", "area").order_by("-valid_from")
    )
    children = record.children.order_by("code")
    values = {
        "area": record,
        "above": _above(record),
        "children": [child for child in children if not child.has_ended()],
        "gone": [child for child in children if child.has_ended()],
        "merged": areas.Area.objects.filter(successor=record).order_by("code"),
        "formers": record.formers.select_related("parent").order_by("-valid_to"),
        "handlers": [(one, draw(KINDS, "handler", one, attempt) if may_manage else []) for one in handlers],
        "own_unit": areas.own_unit(record),
        "answers": areas.unit_of_area(record),
        "waits": areas.unanswered_areas().filter(pk=record.pk).exists(),
        "waiting": move_waiting(record),
        "may_manage": may_manage,
        "forms": draw(KINDS, "area", record, attempt) if may_manage else [],
        **(choices() if may_manage else {}),
    }
    return render(request, "settings/area.html", values, status=409 if attempt else 200)


def choices() -> dict[str, Any]:
    """What the lists of the forms offer."""
    today = areas.in_force(clock.today())
    return {
        "all_areas": areas.Area.objects.filter(today).exclude(level=Level.GROUP).order_by("path"),
        "all_units": areas.Unit.objects.filter(today).order_by("path"),
        "all_groups": areas.UnitGroup.objects.order_by("id"),
    }


def _above(record: areas.Area) -> list[areas.Area]:
    found: list[areas.Area] = []
    step = record.parent
    while step is not None:
        found.insert(0, step)
        step = step.parent
    return found
