"""Rows of files: the list behind each count."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import PLACED, Bin, Outcome
from dixian.web.lists.exporting import export
from dixian.web.lists.looks import Look
from dixian.web.shell.pages import page
from dixian.web.submissions.columns import ROWS

# Strangers no township checks: what the duty of the desk counts.
OF_THE_DESK = "stranger-desk"
# Rows of a file of which not all can be right.
CONTRADICTING = "contradicting"
# Rows that name a township or village the county does not have.
NOWHERE = "nowhere"


@page(C.SEE_SUBMISSIONS, methods=("GET", "POST"), look_up=True)
def row_list(request: Any) -> HttpResponse:
    """Rows of all committed batches by where they ended: the list behind the counts of the loop (R1.5).

    POST is the workbook of what is seen.
    """
    bin_, outcome = request.GET.get("bin", Bin.REJECTED), request.GET.get("outcome", "")
    if bin_ not in Bin.values or outcome not in Outcome.values:
        raise Http404
    rows = narrowed(submissions.counted_rows(request.post), bin_, outcome).select_related(
        "batch__submission__kind", "area"
    )
    look = Look.of(request, ROWS, bin=bin_, outcome=outcome)
    if request.method == "POST":
        return export(request, look, rows)
    values = {
        "look": look.page(rows, request.GET.get("after", "")),
        "title": Outcome(outcome).label if outcome else Bin(bin_).label,
    }
    return render(request, "submissions/rows.html", values)


def of_batch(rows: Any, bin_: str, outcome: str) -> Any:
    """As `narrowed`, of one file: where nothing is asked also those of a roster from which nothing could follow."""
    if bin_ or outcome:
        return narrowed(rows, bin_, outcome)
    found = rows.filter(~Q(bin__in=(*PLACED, Bin.WAITING)) | Q(outcome=Outcome.UNCLEAR))
    return found.prefetch_related("person", "household")


def narrowed(rows: Any, bin_: str, outcome: str) -> Any:
    """Rows of one outcome, else of one bin, else those somebody has to look at."""
    # In queries of their own: joined under row security, all the people a department reaches are read for a page.
    rows = rows.prefetch_related("person", "household")
    if outcome in Outcome.values and outcome:
        return rows.filter(outcome=outcome)
    if bin_ == CONTRADICTING:
        return rows.filter(contradicts=True)
    if bin_ == NOWHERE:
        return rows.filter(submissions.OF_NOWHERE)
    if bin_ == OF_THE_DESK:
        return submissions.of_the_desk(rows.filter(bin=Bin.STRANGER))
    return rows.filter(bin=bin_) if bin_ in Bin.values else rows.exclude(bin__in=(*PLACED, Bin.WAITING))
