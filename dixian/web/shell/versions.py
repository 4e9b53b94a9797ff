"""Two people edit the same record: the second sees what the first changed, and goes on from there."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import Post, User
from dixian.foundation.audit.api import Record, Stale, history_of, require_unchanged, version_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.web.shell.came_from import way_back
from dixian.web.shell.forms import FORM_KEY

# More than any row is ever changed.
LONGEST_VERSION = 9
TECHNICAL = ("csrfmiddlewaretoken", FORM_KEY, "version")
Both = Sequence[tuple[str, str, str]]


def unchanged(request: Any, record: Record, *, both: Both = ()) -> None:
    """The form was made from `record` as it is now (`{% version record %}` stood in it).

    both: (label, what the form says, what it is now), where the form's names are not those of the model.
    Raises Stale, which the middleware answers with 409 and both values; Refusal for a form without a version.
    """
    try:
        require_unchanged(request.POST.get("version", ""), record)
    except Stale as stale:
        stale.both = both
        raise


def version_sent(request: Any) -> int:
    """The number of the version a form was made from. Raises Refusal where it carries none."""
    sent = request.POST.get("version", "")
    if not (sent.isascii() and sent.isdecimal() and len(sent) <= LONGEST_VERSION):
        raise Refusal("这张表单不完整，没有办理", "刷新页面后重新填写")
    return int(sent)


def stale_page(request: Any, stale: Stale, values: dict[str, Any]) -> HttpResponse:
    """409: mine beside theirs, who and when, and the two ways on."""
    record = stale.records[0]
    record.refresh_from_db()
    more = {
        "both": stale.both or _both(request, record),
        "who": _last_change(record),
        "back": way_back(request) or "/",
        # A file can't be sent again by us.
        "again": [] if request.FILES else (_again(request) if stale.again is None else stale.again),
        "attached": bool(request.FILES),
        "version": version_of(record),
    }
    return render(request, "shell/stale.html", {**values, **more}, status=409)


def _both(request: Any, record: Record) -> Both:
    """The fields of the form that bear the name of a field of the model."""
    fields = {field.name: field for field in record._meta.concrete_fields}
    return [
        (str(fields[name].verbose_name), "、".join(request.POST.getlist(name)), _shown(record, name))
        for name in request.POST
        if name in fields and name not in TECHNICAL
    ]


def _shown(record: Model, name: str) -> str:
    labelled = getattr(record, f"get_{name}_display", None)
    value = labelled() if labelled else getattr(record, name)
    return "" if value is None else str(value)


def _last_change(record: Record) -> str:
    """Who made the record what it is now, and when: from its history, else from the record itself."""
    entry = next(iter(history_of(table=record._meta.db_table, rows=[record.pk])), None)
    actor, at = (entry.actor, entry.at) if entry else (record.made_by, record.made_at.isoformat())
    who = "系统"
    if actor.startswith("user:"):
        who = User.objects.get(pk=int(actor.removeprefix("user:"))).name
    if entry and entry.post:
        who += f"（{Post.objects.select_related('unit').get(pk=int(entry.post))}）"
    return f"{who}，{datetime.fromisoformat(at).astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"


def _again(request: Any) -> list[tuple[str, str]]:
    return [
        (name, value) for name, values in request.POST.lists() for value in values if name not in TECHNICAL
    ]
