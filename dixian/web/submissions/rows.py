"""Rows of files: the list behind each count."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import Bin, Outcome
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import page
from dixian.web.submissions.raised import shown_rows


@page(C.SEE_SUBMISSIONS)
def row_list(request: Any) -> HttpResponse:
    """Rows of all committed batches by where they ended: the list behind the counts of the loop (R1.5)."""
    bin_, outcome = request.GET.get("bin", Bin.REJECTED), request.GET.get("outcome", "")
    if bin_ not in Bin.values or outcome not in Outcome.values:
        raise Http404
    rows = narrowed(submissions.counted_rows(request.post), bin_, outcome).select_related(
        "batch__submission__kind"
    )
    shown = page_by_id(rows, request.GET.get("after", ""))
    values = {
        "rows": shown_rows(shown.rows, request.post),
        "next_key": shown.next_key,
        "carried": f"bin={bin_}&outcome={outcome}",
        "may_settle": request.post.can(C.SETTLE_ROWS),
        "title": Outcome(outcome).label if outcome else Bin(bin_).label,
    }
    return render(request, "submissions/rows.html", values)


def narrowed(rows: Any, bin_: str, outcome: str) -> Any:
    """Rows of one outcome, else of one bin, else those somebody has to look at."""
    rows = rows.select_related("person", "household")
    if outcome in Outcome.values and outcome:
        return rows.filter(outcome=outcome)
    return rows.filter(bin=bin_) if bin_ in Bin.values else rows.exclude(bin__in=(Bin.LINKED, Bin.WAITING))
