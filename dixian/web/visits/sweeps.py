"""走访排查: the sweeps, how far each has come, and the list behind every figure."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area
from dixian.foundation.areas.enums import Level
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import due, number
from dixian.warning.visits import api as visits
from dixian.warning.visits.enums import SEEN, StopState, SweepKind, SweepState
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.pages import page
from dixian.web.visits.columns import STOPS

SEES = (C.ANSWER, C.SEE_LOOP, C.RELEASE)
SHOWN = 30
# What stands in columns of the progress, in the order of the work.
COLUMNS = ("fine", "phoned", "found", "absent", "refused", "open", "missed", "gone")


@page(SEES)
def sweep_list(request: Any) -> HttpResponse:
    """This half-year's check and the months, the latest first."""
    found = list(visits.sweeps()[:SHOWN])
    done = visits.of_sweeps(found, request.post)
    half, begun = visits.check_of_today() if request.post.can(C.RELEASE) else ("", True)
    values = {
        "rows": [(one, done[one.pk]) for one in found],
        "half": half,
        "may_open": not begun,
        "until": due("limit.check", clock.today()),
    }
    return render(request, "visits/sweeps.html", values)


@page(SEES)
def sweep(request: Any, uid: UUID) -> HttpResponse:
    """How far it has come, by township; of one township by village; of one village by person."""
    found = sweep_of(uid)
    township, village = request.GET.get("township", ""), request.GET.get("village", "")
    rows = _rows(found, request.post, township, village)
    half = found.kind == SweepKind.HALF
    values = {
        "sweep": found,
        "rows": rows,
        "whole": visits.together(rows, "合计"),
        "columns": [(code, StopState(code).label) for code in COLUMNS],
        "township": _named(township),
        "village": _named(village),
        "is_check": half,
        "open": found.state == SweepState.OPEN,
        "rechecked": visits.rechecked(found, request.post) if half else [],
        "to_draw": _to_draw(found, request.post) if half else None,
        "percent": number("recheck.percent"),
        "may_close": half and found.state == SweepState.OPEN and request.post.can(C.RELEASE),
        "may_report": half and found.state != SweepState.LISTING and request.post.can(C.EXPORT),
        "own": _own_village(request.post),
    }
    return render(request, "visits/sweep.html", values)


@page(SEES, methods=("GET", "POST"), look_up=True)
def stops(request: Any, uid: UUID) -> HttpResponse:
    """The households behind a figure; POST is the workbook."""
    found = sweep_of(uid)
    kept = {name: request.GET.get(name, "") for name in ("township", "village", "beat", "state", "only")}
    rows = _narrowed(visits.stops(found, request.post), kept)
    look = Look.of(request, STOPS, **kept)
    if request.method == "POST":
        return export(request, look, rows)
    values = {
        "sweep": found,
        "look": look.page(rows, request.GET.get("after", "")),
        "states": StopState.choices,
        "township": _named(kept["township"]),
        "village": _named(kept["village"]),
        **{f"chosen_{name}": value for name, value in kept.items()},
    }
    return render(request, "visits/stops.html", values)


def sweep_of(uid: UUID) -> visits.Sweep:
    """The sweep of an address; everybody who works on sweeps may know that there is one."""
    found = visits.sweeps().filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def _rows(found: visits.Sweep, post: Any, township: str, village: str) -> list[visits.Progress]:
    if village:
        return visits.by_person(found, post, village)
    if township:
        return visits.by_village(found, post, township)
    return visits.by_township(found, post)


def _narrowed(rows: Any, kept: dict[str, str]) -> Any:
    if kept["township"]:
        rows = rows.filter(township__code=kept["township"])
    if kept["village"]:
        rows = rows.filter(village__code=kept["village"])
    if kept["beat"]:
        rows = rows.filter(beat__uid=_uid(kept["beat"]))
    if kept["state"] in StopState.values:
        rows = rows.filter(state=kept["state"])
    if kept["only"] == "again":
        rows = rows.exclude(again="")
    elif kept["only"] == "seen":
        rows = rows.filter(state__in=SEEN)
    elif kept["only"] == "asked":
        rows = rows.exclude(state=StopState.GONE)
    return rows


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _named(code: str) -> Area | None:
    return Area.objects.filter(code=code).first() if code else None


def _own_village(post: Any) -> Area | None:
    """The village a post works in, to open its grid at once."""
    return post.area if post.area and post.area.level == Level.VILLAGE and post.can(C.ANSWER) else None


def _to_draw(found: visits.Sweep, post: Any) -> Area | None:
    """The township that may draw its re-checks now: the post's own, where it has not."""
    if found.state != SweepState.OPEN or not post.can(C.CONFIRM) or post.area is None:
        return None
    drawn = visits.RecheckDraw.objects.filter(sweep=found, township=post.area).exists()
    return None if drawn else post.area


@page(C.RELEASE)
def check_due(_request: Any, uid: UUID) -> HttpResponse:
    """Where the half-year's check is begun; what a duty calls it leads nowhere else."""
    return redirect("sweeps")
