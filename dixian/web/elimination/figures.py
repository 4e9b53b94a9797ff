"""识别帮扶成效: what came of leads, of help, of eliminations."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.warning.elimination import api as elimination
from dixian.warning.measures import api as measures
from dixian.web.shell.pages import page


@page(C.SEE_LOOP)
def effects(request: Any) -> HttpResponse:
    """Precision, timeliness and effect (精准性、及时性、实效性), of what the post reaches."""
    post = request.post
    values = {
        "yields": elimination.yields(post),
        "paces": measures.paces(post),
        "incomes": elimination.incomes(post),
        "relapse": elimination.relapse(post),
    }
    return render(request, "elimination/effects.html", values)
