"""Code tables: what people choose from, dated, changed by proposals."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import CodeItem, code_tables, coming, propose_item
from dixian.web.settings.forms import dated, proposed
from dixian.web.shell.pages import page


@page(C.SEE_POLICY)
def code_table_list(request: Any) -> HttpResponse:
    """The tables, with how many entries each offers today."""
    offered = CodeItem.objects.filter(in_force(clock.today())).values("table")
    counted = dict(offered.annotate(n=Count("id")).order_by().values_list("table", "n"))
    rows = [(one, counted.get(one.code, 0)) for one in code_tables().values()]
    return render(request, "settings/lists.html", {"rows": rows})


@page(C.SEE_POLICY)
def code_table(request: Any, table: str) -> HttpResponse:
    """The entries of a table through time; the form proposes a new one, another wording, or an end."""
    if table not in code_tables():
        raise Http404
    rows = list(CodeItem.objects.filter(table=table).order_by("position", "code", "-valid_from"))
    today = clock.today()
    values = {
        "table": code_tables()[table],
        "now": [one for one in rows if one.valid_to is None or one.valid_to > today],
        "past": [one for one in rows if one.valid_to is not None and one.valid_to <= today],
        "open": [one for one in rows if one.valid_to is None],
        "chosen": request.GET.get("code", ""),
        "coming": coming("item", rows),
        "today": today,
        "may_propose": request.post.can(C.PROPOSE_POLICY),
    }
    return render(request, "settings/list.html", values)


@page(C.PROPOSE_POLICY, methods=("POST",))
def propose(request: Any, table: str) -> HttpResponse:
    """Ask for a change of one entry."""
    place = request.POST.get("position", "").strip()
    propose_item(
        table=table,
        code=request.POST.get("code", ""),
        label=request.POST.get("label", ""),
        position=int(place) if place.isdecimal() and len(place) < 5 else None,
        ended=request.POST.get("ended") == "1",
        **dated(request),
    )
    return proposed(request)
