"""History and reads, for the audit administrator and inspectors."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import User
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.audit.api import Entry, ReadRecord
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import page


@page(C.READ_LOGS)
def entries(request: Any) -> HttpResponse:
    """Who changed what, newest first; old values stay sealed here."""
    found = page_by_id(Entry.objects.defer("old"), request.GET.get("after", ""), descending=True)
    values = {"rows": found.rows, "next_key": found.next_key, "carried": "", "people": _people(found.rows)}
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
