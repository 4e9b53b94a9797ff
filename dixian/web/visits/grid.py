"""A village on one screen: a tick for each household with nothing to tell, the others opened one by one."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import Area
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.verification.enums import Method
from dixian.warning.visits import api as visits
from dixian.warning.visits.enums import TO_DO, Outcome, SweepState
from dixian.web.shell.keyset import page_by
from dixian.web.shell.pages import chosen_uids, day_of, get_visible, page
from dixian.web.visits.columns import COLOURS
from dixian.web.visits.sweeps import SEES, sweep_of

PER_PAGE = 300
LEFT = "left"
# What a tick says, of all that are ticked.
HOW = {
    "home": ("入户看过，无异常", Method.HOME, Outcome.MET),
    "phone": ("外出，电话核实，无异常", Method.PHONE, Outcome.MET),
    "absent": ("家中无人", Method.HOME, Outcome.ABSENT),
}


@dataclass(frozen=True)
class Cell:
    """A household on the grid. more: a duty is open on it that a tick can't do with."""

    stop: visits.Stop
    ticks: bool
    colour: str
    more: bool


@page(SEES)
def grid(request: Any, uid: UUID) -> HttpResponse:
    """A village's households by 屯, with how each stands; the post's own village where none is named."""
    sweep, place = sweep_of(uid), village_asked(request)
    everything = visits.groups_of(sweep, request.post, place.code) if place else []
    if place and not everything and "village" in request.GET:
        raise Http404
    group, beat, only = (request.GET.get(name) for name in ("group", "beat", "only"))
    found = visits.stops(sweep, request.post).filter(village=place)
    if group is not None:
        found = found.filter(group_name=group)
    if beat:
        found = found.filter(beat=get_visible(visits.beats(request.post), request, _uid(beat)))
    if only == LEFT:
        found = found.filter(state__in=TO_DO)
    shown = page_by(found, request.GET.get("after", ""), field="group_name", size=PER_PAGE)
    may = request.post.can(C.ANSWER) and sweep.state == SweepState.OPEN
    carried = {"village": place.code if place else None, "group": group, "beat": beat, "only": only}
    values = {
        "sweep": sweep,
        "village": place,
        "rows": _by_group(shown.rows, may),
        "count": sum(1 for one in shown.rows if one.state in TO_DO) if may else 0,
        "next_key": shown.next_key,
        "carried": urlencode({name: value for name, value in carried.items() if value is not None}),
        "groups": everything,
        "total": sum(total for _, total, _ in everything),
        "left": sum(left for _, _, left in everything),
        "group": group,
        "beat": beat or "",
        "only": only or "",
        "may_tick": may,
        "how": [(code, words) for code, (words, *_) in HOW.items()],
        "today": clock.today(),
        "first": sweep.opened_on,
    }
    return render(request, "visits/grid.html", values)


@page(C.ANSWER, methods=("POST",))
def tick(request: Any, uid: UUID) -> HttpResponse:
    """What was ticked was looked at, all in one way."""
    sweep = sweep_of(uid)
    if request.POST.get("how") not in HOW:
        raise Refusal("没有选择怎样走访的", "选一种再登记")
    words, method, outcome = HOW[request.POST["how"]]
    done = visits.tick(
        sweep=sweep,
        stop_uids=chosen_uids(request),
        on=day_of(request, "on"),
        method=method,
        outcome=outcome,
        post=request.post,
    )
    messages.success(request, f"已登记 {done} 户：{words}")
    return redirect(f"{reverse('grid', args=[uid])}?{request.POST.get('carried', '')}")


@page(SEES)
def beat(request: Any, uid: UUID) -> HttpResponse:
    """Where a duty leads: the grid of what is left of one's own."""
    found = get_visible(visits.beats(request.post), request, uid)
    asked = urlencode({"village": found.village.code, "beat": str(uid), "only": LEFT})
    return redirect(f"{reverse('grid', args=[found.sweep.uid])}?{asked}")


def _by_group(rows: Any, may: bool) -> list[tuple[str, list[Cell]]]:
    more = visits.with_more_to_do([one.household_id for one in rows])
    groups: dict[str, list[Cell]] = {}
    for one in rows:
        cell = Cell(one, may and one.state in TO_DO, COLOURS[one.state], one.household_id in more)
        groups.setdefault(one.group_name, []).append(cell)
    return list(groups.items())


def village_asked(request: Any) -> Area | None:
    """The village of the address, else the post's own area; None for a code nobody knows."""
    code = request.GET.get("village", "")
    if not code:
        return request.post.area
    return Area.objects.select_related("parent").filter(code=code).first()


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
