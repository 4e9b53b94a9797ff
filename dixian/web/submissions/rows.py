"""Rows of files: the list behind each count, and the desk where a person places one row."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel.masking import mask_id
from dixian.registry.households.api import Person, search
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BatchState, Bin, Outcome
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.pages import get_visible, page, uid_of
from dixian.web.shell.words import free_text
from dixian.web.submissions.columns import ROWS


@page(C.SEE_SUBMISSIONS, methods=("GET", "POST"), look_up=True)
def row_list(request: Any) -> HttpResponse:
    """Rows of all committed batches by where they ended: the list behind the counts of the loop (R1.5).

    POST is the workbook of what is seen.
    """
    bin_, outcome = request.GET.get("bin", Bin.REJECTED), request.GET.get("outcome", "")
    if bin_ not in Bin.values or outcome not in Outcome.values:
        raise Http404
    rows = narrowed(submissions.counted_rows(request.post), bin_, outcome).select_related(
        "batch__submission__kind"
    )
    look = Look.of(request, ROWS, bin=bin_, outcome=outcome)
    if request.method == "POST":
        return export(request, look, rows)
    values = {
        "look": look.page(rows, request.GET.get("after", "")),
        "title": Outcome(outcome).label if outcome else Bin(bin_).label,
    }
    return render(request, "submissions/rows.html", values)


@page((C.SETTLE_ROWS, C.SEE_EVIDENCE), methods=("GET", "POST"), look_up=True)
def row(request: Any, uid: UUID) -> HttpResponse:
    """One row beside the people it may be: those of its number, those of its name, those one looks for."""
    found = get_visible(
        submissions.Row.objects.select_related("batch__submission__kind", "batch__stored"), request, uid
    )
    values = submissions.open_row(found.content)["values"]
    name = str(values.get("name") or "")
    query = request.POST.get("q", "").strip()
    context = {
        "row": found,
        "name": name,
        "masked": mask_id(str(values.get("id_number") or "")),
        "place": " ".join(str(values.get(code) or "") for code in ("township", "village")),
        "same_number": _same_number(found, request.post),
        "hits": [hit.person for hit in search(query=query or name, post=request.post)],
        "query": query or name,
        "may_settle": request.post.can(C.SETTLE_ROWS)
        and found.settled_on is None
        and found.batch.state == BatchState.COMMITTED,
    }
    return render(request, "submissions/row.html", context)


@page(C.SETTLE_ROWS, methods=("POST",))
def settle(request: Any, uid: UUID) -> HttpResponse:
    """A person decides about a row that the machine could not place."""
    found = get_visible(submissions.Row.objects.select_related("batch"), request, uid)
    person = request.POST.get("person", "")
    bin_ = found.bin
    submissions.settle_row(
        row=found,
        post=request.post,
        reason=free_text(request, "reason", called="处理依据", longest=200),
        person_uid=uid_of(person) if person else None,
    )
    messages.success(request, f"第 {found.number} 行已处理")
    following = (
        submissions.Row.objects.visible_to(request.post)
        .filter(batch=found.batch, bin=bin_, settled_on=None)
        .order_by("id")
        .first()
    )
    return (
        redirect("row", following.uid) if following else redirect(f"/batches/{found.batch.uid}/?bin={bin_}")
    )


def _same_number(row: Any, post: Any) -> list[Person]:
    if not row.id_index:
        return []
    found = Person.objects.visible_to(post).filter(id_index=row.id_index, valid_to=None)
    return list(found.select_related("household", "village")[:10])


def narrowed(rows: Any, bin_: str, outcome: str) -> Any:
    """Rows of one outcome, else of one bin, else those somebody has to look at."""
    # In queries of their own: joined under row security, all the people a department reaches are read for a page.
    rows = rows.prefetch_related("person", "household")
    if outcome in Outcome.values and outcome:
        return rows.filter(outcome=outcome)
    return rows.filter(bin=bin_) if bin_ in Bin.values else rows.exclude(bin__in=(Bin.LINKED, Bin.WAITING))
