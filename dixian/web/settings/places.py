"""Areas, units, contacts and groups in Excel: out, and in with a preview before anything is applied."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.areas import api as areas
from dixian.foundation.policy.api import PLACE_LISTS, Proposal, load_or_propose
from dixian.web.settings.changing import WAITS
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import page
from dixian.web.shell.uploads import SentRows, file_again, read_rows, rows_of, sent_file


@dataclass(frozen=True)
class Exchange:
    """One kind of list that goes out to Excel and comes back."""

    title: str
    columns: Any
    apply: Callable[..., Any]
    export: Callable[[], bytes]
    home: str


EXCHANGES = {
    "areas": Exchange("区划", areas.AREA_COLUMNS, areas.apply_areas, areas.export_areas, "area-list"),
    "units": Exchange("单位", areas.UNIT_COLUMNS, areas.apply_units, areas.export_units, "unit-list"),
    "contacts": Exchange(
        "联系人", areas.CONTACT_COLUMNS, areas.apply_contacts, areas.export_contacts, "vacancies"
    ),
    "members": Exchange(
        "单位组", areas.MEMBER_COLUMNS, areas.apply_members, areas.export_members, "group-list"
    ),
}


@page((C.MANAGE_AREAS, C.SEE_POLICY))
def export(request: Any, what: str) -> HttpResponse:
    """The list as a workbook."""
    exchange = _exchange(what)
    return workbook(exchange.export(), f"{exchange.title}.xlsx")


def _rows(request: Any, what: str) -> SentRows:
    exchange = _exchange(what)
    known = file_again(request, exchange.title)
    return rows_of(known, exchange.columns) if known else read_rows(request, exchange.columns)


@page(C.MANAGE_AREAS, methods=("POST",), files=("file",), prepare=_rows)
def load(request: Any, what: str) -> HttpResponse:
    """First with a file: the preview. Then with its number: apply it."""
    exchange = _exchange(what)
    sent = request.prepared
    stored = file_again(request, exchange.title) or sent_file(request, purpose=exchange.title)
    if "stored" in request.POST:
        applied = _taken(request, what, sent.rows, stored.name)
        if isinstance(applied, Proposal):
            messages.success(request, WAITS)
            return redirect("proposal", applied.uid)
        messages.success(request, f"{exchange.title}已导入：新增 {applied.new}，修改 {len(applied.changed)}")
        return redirect(exchange.home)
    applied = exchange.apply(rows=sent.rows, preview=True)
    problems = sent.and_named(applied.problems)
    values = {
        "what": what,
        "title": exchange.title,
        "applied": applied,
        "moves": [line for lines in applied.moves.values() for line in lines],
        "problems": problems,
        "stored": stored,
        "home": reverse(exchange.home),
    }
    return render(request, "settings/preview.html", values)


def _taken(request: Any, what: str, rows: Any, name: str) -> Any:
    """What was done with the rows, or the proposal where they move a place."""
    if what in PLACE_LISTS:
        return load_or_propose(what=what, rows=rows, name=name, post=request.post)
    return EXCHANGES[what].apply(rows=rows, preview=False)


def _exchange(what: str) -> Exchange:
    if what not in EXCHANGES:
        raise Http404
    return EXCHANGES[what]
