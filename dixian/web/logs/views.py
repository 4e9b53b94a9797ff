"""History and reads, for the audit administrator and inspectors."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import User
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import Entry, ReadRecord, model_of
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.api import Household
from dixian.web.logs.about import entries_about
from dixian.web.logs.changes import changes_of
from dixian.web.logs.filters import Chosen, entries_page, reads_page
from dixian.web.logs.whose import whose
from dixian.web.logs.words import TABLES, actor_word
from dixian.web.shell.keyset import Page, id_of, key_of
from dixian.web.shell.pages import get_visible, page, uid_of


@dataclass(frozen=True)
class Told:
    """One entry as people read it."""

    at: datetime
    who: str
    verb: str
    table: str
    row: int
    request: str
    key: str


@page(C.READ_LOGS)
def entries(request: Any) -> HttpResponse:
    """Who changed what, newest first, of one household where it is named; old values stay sealed here."""
    household = _household(request)
    chosen = _chosen(request)
    within = entries_about(household) if household else Entry.objects.all()
    found, trouble = Page([], ""), None
    try:
        found = entries_page(
            within.defer("old"), chosen, request.GET.get("after", ""), about_one=household is not None
        )
    except Refusal as refused:
        trouble = refused
    of = {"household": household.uid} if household else {}
    values = {
        "rows": _told(found.rows),
        "next_key": found.next_key,
        "carried": urlencode({**of, **chosen.carried}),
        "household": household,
        "chosen": chosen,
        "trouble": trouble,
        "kinds": TABLES,
    }
    return render(request, "logs/entries.html", values)


@page(C.READ_LOGS)
def entry(request: Any, key: str) -> HttpResponse:
    """One entry, field by field: what it was and became, as far as the post reaches the row."""
    try:
        found = Entry.objects.filter(pk=id_of(key)).first()
    except BadRequest:
        found = None
    if found is None:
        raise Http404
    model = model_of(found)
    values = {"told": _told([found])[0], "changes": changes_of(found, model, request.post) if model else None}
    return render(request, "logs/entry.html", values)


@page(C.READ_LOGS)
def reads(request: Any) -> HttpResponse:
    """Who looked at which personal data, and why."""
    chosen = replace(_chosen(request), what="")
    found, trouble = Page([], ""), None
    try:
        found = reads_page(ReadRecord.objects.all(), chosen, request.GET.get("after", ""))
    except Refusal as refused:
        trouble = refused
    values = {
        "rows": found.rows,
        "next_key": found.next_key,
        "carried": urlencode(chosen.carried),
        "people": _people(found.rows),
        "whose": whose(found.rows, request.post),
        "chosen": chosen,
        "trouble": trouble,
    }
    return render(request, "logs/reads.html", values)


def _chosen(request: Any) -> Chosen:
    return Chosen(
        who=request.GET.get("who", "").strip(),
        since=request.GET.get("since", "").strip(),
        until=request.GET.get("until", "").strip(),
        what=request.GET.get("what", "").strip(),
    )


def _household(request: Any) -> Household | None:
    """Whose history is asked for. Raises Http404 where the post does not reach it."""
    asked = request.GET.get("household", "")
    if not asked:
        return None
    if not request.post.can(C.SEE_HOUSEHOLDS):
        raise Http404
    found: Household = get_visible(Household.objects.all(), request, uid_of(asked))
    return found


def _told(rows: list[Any]) -> list[Told]:
    people = _people(rows)
    return [
        Told(
            datetime.fromisoformat(one.at),
            people.get(one.actor) or actor_word(one.actor),
            "修改" if one.verb == "update" else "删除",
            TABLES.get(one.table, one.table),
            one.row,
            one.request,
            key_of(one.pk),
        )
        for one in rows
    ]


def _people(rows: list[Any]) -> dict[str, str]:
    """Actor -> name, for the actors that are persons."""
    ids = {row.actor.removeprefix("user:") for row in rows if row.actor.startswith("user:")}
    named = User.objects.filter(id__in=[one for one in ids if one.isdecimal()]).values_list("id", "name")
    return {f"user:{id_}": name for id_, name in named}
