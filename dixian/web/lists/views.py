"""The small forms of every list: its columns and order, and the views a person saves."""

from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from dixian.foundation.accounts.api import SavedView, choose_columns, drop_view, save_view
from dixian.foundation.kernel.problems import Refusal
from dixian.web.lists.columns import GROWING, LISTINGS, Listing
from dixian.web.shell.came_from import way_back
from dixian.web.shell.pages import page
from dixian.web.shell.words import free_text

LONGEST = 400
# What the address of a page says that does not outlast a change of its look.
GIVEN_ANEW = ("after", "view", "cols")


@page(methods=("POST",))
def columns(request: Any, listing: str) -> HttpResponse:
    """Which columns the list has for this person from now on, and the order it is shown in now."""
    of = _listing(listing)
    codes = [one.code for one in of.columns if one.kept or one.code in request.POST.getlist("column")]
    as_it_comes = [one.code for one in of.chosen(())]
    choose_columns(user=request.user, listing=of.name, columns=[] if codes in ([], as_it_comes) else codes)
    return _back(request, sort=request.POST.get("sort", ""))


@page(methods=("POST",))
def keep(request: Any, listing: str) -> HttpResponse:
    """Save what is seen under a name: filters, order, columns."""
    of = _listing(listing)
    name = free_text(request, "name", called="视图名称", longest=20)
    asked = dict(parse_qsl(request.POST.get("query", "")))
    query = urlencode({key: value for key, value in asked.items() if key not in GIVEN_ANEW})
    if len(query) > LONGEST:
        raise Refusal("筛选条件太长，存不下", "减少条件后再存")
    shown = [code for code in request.POST.get("columns", "").split(",") if code in of.by_code]
    save_view(user=request.user, listing=of.name, name=name, query=query, columns=shown)
    messages.success(request, f"已存为视图“{name}”，以后点标题右边的名称打开")
    return _back(request, view=name)


@page(methods=("POST",))
def drop(request: Any, uid: UUID) -> HttpResponse:
    """Take away one's own view."""
    try:
        gone = drop_view(user=request.user, uid=uid)
    except SavedView.DoesNotExist:
        raise Http404 from None
    messages.success(request, f"视图“{gone.name}”已删去")
    return _back(request)


def _listing(name: str) -> Listing:
    found = GROWING[name]() if name in GROWING else LISTINGS.get(name)
    if found is None:
        raise Http404
    return found


def _back(request: Any, **look: str) -> HttpResponse:
    """The page the form stood on, looked at as it says."""
    path, _, query = (way_back(request) or "/").partition("?")
    asked = {key: value for key, value in parse_qsl(query) if key not in GIVEN_ANEW} | look
    shown = urlencode({key: value for key, value in asked.items() if value})
    return redirect(f"{path}?{shown}" if shown else path)
