"""Figures: the county's of the last month counted, and one figure by unit and month."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.figures import api as figures
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import CellProblem
from dixian.web.shell.pages import page


@page()
def figure_list(request: Any) -> HttpResponse:
    """All figures with the county's value."""
    declared = figures.figures()
    told = figures.ask(one.code for one in declared)
    values = {
        "rows": [(one, told.get(one.code)) for one in declared],
        "may_count": figures.may_count(request.post),
    }
    return render(request, "figures/figures.html", values)


@page()
def figure(request: Any, code: str) -> HttpResponse:
    """One figure of every unit in a month; each value opens the list it counts."""
    try:
        found = figures.figure(code)
    except KeyError:
        raise Http404 from None
    months = figures.months_counted(code)
    month = _month(request, months)
    whole = figures.ask([code], month).get(code)
    values = {
        "found": found,
        "month": month,
        "months": months,
        "whole": whole,
        "rows": figures.by_unit(code, month),
    }
    return render(request, "figures/figure.html", values)


def _month(request: Any, months: list[Month]) -> Month:
    asked = request.GET.get("month", "")
    try:
        return Month.parse(asked) if asked else (months[0] if months else Month.of(clock.today()))
    except CellProblem:
        raise Http404 from None


@page(methods=("POST",))
def count(request: Any) -> HttpResponse:
    """Count all of them anew in the background."""
    figures.count_now(request.post)
    messages.success(request, "正在重新统计，过一会儿刷新看结果")
    return redirect("figures")
