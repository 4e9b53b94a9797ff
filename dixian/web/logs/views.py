"""History and reads, for the audit administrator and inspectors."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import User
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import Entry, ReadRecord
from dixian.web.logs.words import TABLES, actor_word
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import page


@dataclass(frozen=True)
class Told:
    """One entry as people read it."""

    at: datetime
    who: str
    verb: str
    table: str
    row: int
    request: str


@page(C.READ_LOGS)
def entries(request: Any) -> HttpResponse:
    """Who changed what, newest first; old values stay sealed here."""
    found = page_by_id(Entry.objects.defer("old"), request.GET.get("after", ""), descending=True)
    people = _people(found.rows)
    rows = [
        Told(
            datetime.fromisoformat(one.at),
            people.get(one.actor) or actor_word(one.actor),
            "修改" if one.verb == "update" else "删除",
            TABLES.get(one.table, one.table),
            one.row,
            one.request,
        )
        for one in found.rows
    ]
    values = {"rows": rows, "next_key": found.next_key, "carried": ""}
    return render(request, "logs/entries.html", values)


@page(C.READ_LOGS)
def reads(request: Any) -> HttpResponse:
    """Who looked at which personal data, and why."""
    found = page_by_id(ReadRecord.objects.all(), request.GET.get("after", ""), descending=True)
    values = {"rows": found.rows, "next_key": found.next_key, "carried": "", "people": _people(found.rows)}
    return render(request, "logs/reads.html", values)


def _people(rows: list[Any]) -> dict[str, str]:
    """Actor -> name, for the actors that are persons."""
    ids = {row.actor.removeprefix("user:") for row in rows if row.actor.startswith("user:")}
    named = User.objects.filter(id__in=[one for one in ids if one.isdecimal()]).values_list("id", "name")
    return {f"user:{id_}": name for id_, name in named}
