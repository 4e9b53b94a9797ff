"""重点人群: who is in which group and why; what another line would change."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area, townships, villages_of
from dixian.foundation.policy.api import Parameter, bounds, parameters
from dixian.registry.focus.api import (
    Preview,
    by_group,
    group_of_parameter,
    households_in_focus,
    memberships,
    preview,
)
from dixian.registry.focus.enums import FocusGroup
from dixian.registry.households.api import households_in_scope
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.registry.columns import FOCUS
from dixian.web.shell.pages import page

# As many households as a person looks through.
SHOWN = 50


@page(C.SEE_HOUSEHOLDS, methods=("GET", "POST"), look_up=True)
def focus_list(request: Any) -> HttpResponse:
    """Who is in a focus group, within what the post reaches. POST is the workbook of what is seen."""
    group, area = request.GET.get("group", ""), request.GET.get("area", "").replace("\0", "")
    within = memberships(request.post)
    places = _places(request.post)
    if area:
        within = within.filter(**{f"village{'' if request.post.area else '__parent'}__code": area})
    found = within.filter(group=group) if group in FocusGroup.values else within
    look = Look.of(request, FOCUS, group=group, area=area)
    if request.method == "POST":
        return export(request, look, found)
    counts = by_group(within)
    values = {
        "look": look.page(found, request.GET.get("after", "")),
        "group": group,
        "area": area,
        "groups": [(code, label, counts[code]) for code, label in FocusGroup.choices],
        "households": households_in_focus(within),
        "places": places,
        "may_try": request.post.can(C.SEE_POLICY),
    }
    return render(request, "registry/focus.html", values)


@page(C.SEE_POLICY)
def focus_preview(request: Any) -> HttpResponse:
    """What a line put differently would change today; nothing is written, and the change itself is a proposal."""
    rows = [row for row in parameters() if group_of_parameter(row.code)]
    code = request.GET.get("code", "")
    chosen = next((row for row in rows if row.code == code), None)
    if code and chosen is None:
        raise Http404
    asked = request.GET.get("value", "").strip()
    problem, seen = _seen(chosen, asked, request.post)
    values = {
        "rows": rows,
        "chosen": chosen,
        "bounds": bounds(code),
        "asked": asked,
        "problem": problem,
        "seen": seen,
        "groups": "、".join(FocusGroup(one).label for one in group_of_parameter(code)) if chosen else "",
        "come": _households(seen.come, request.post) if seen else [],
        "go": _households(seen.go, request.post) if seen else [],
        "cut_at": SHOWN,
    }
    return render(request, "registry/focus_preview.html", values)


def _seen(chosen: Parameter | None, asked: str, post: Post) -> tuple[str, Preview | None]:
    """What is wrong with the value, or what it would change; neither where nothing was asked."""
    if chosen is None or not asked:
        return "", None
    limits = bounds(chosen.code)
    try:
        value = Decimal(asked)
    except InvalidOperation:
        return "只填数字", None
    least, most = limits.least or 0, limits.most or 10**7
    if not value.is_finite() or not least <= value <= most or (limits.whole and value != int(value)):
        return f"填 {limits.words}", None
    return "", preview(parameter=chosen.code, value=value, post=post)


def _households(found: Any, post: Post) -> list[Any]:
    """The first of them, each with its reason and its group."""
    first = sorted(found.items())[:SHOWN]
    homes = households_in_scope([home for (home, _), _ in first], post=post)
    return [
        (homes[home], FocusGroup(group).label, one.sentence) for (home, group), one in first if home in homes
    ]


def _places(post: Post) -> list[Area]:
    """The places the list can be narrowed to: villages of one's own township, else the townships."""
    return list(villages_of(post.area)) if post.area else list(townships(proper_only=True))
