"""Holidays by year: what is known, one day more or less, a whole year from Excel or the packaged calendar."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import (
    HOLIDAY_COLUMNS,
    Holiday,
    change_of_year,
    coming,
    days_of,
    known_days,
    known_years,
    propose_day,
    propose_year,
    weekday,
)
from dixian.foundation.sheets.api import template
from dixian.web.settings.forms import dated, day_sent, proposed
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import page
from dixian.web.shell.uploads import SentRows, read_rows, sent_file

FIRST_YEAR = 2024
SHOWN_PROBLEMS = 5


@page(C.SEE_POLICY)
def days(request: Any) -> HttpResponse:
    """One year's days off and worked weekends, with their paper; next year can be entered."""
    today = clock.today()
    asked = request.GET.get("year", "")
    years = range(FIRST_YEAR, today.year + 2)
    year = next((number for number in years if str(number) == asked), today.year)
    known = {number for number, since in known_years().items() if since <= today}
    values = {
        "rows": [(one, weekday(one.day)) for one in days_of(year)],
        "year": year,
        "years": [(number, number in known) for number in years],
        "known": year in known,
        "coming": coming("days", Holiday.objects.filter(day__year=year).order_by("day", "valid_from")),
        "today": today,
        "may_propose": request.post.can(C.PROPOSE_POLICY),
    }
    return render(request, "settings/days.html", values)


@page(C.PROPOSE_POLICY, methods=("POST",))
def propose(request: Any) -> HttpResponse:
    """Ask for one day to be off, worked, or as any other."""
    propose_day(
        day=day_sent(request, "day", "日期"),
        kind=request.POST.get("kind", ""),
        name=request.POST.get("name", ""),
        **dated(request),
    )
    return proposed(request)


@page(C.PROPOSE_POLICY, methods=("POST",))
def fill(request: Any, year: int) -> HttpResponse:
    """Ask for the year as the packaged calendar knows it."""
    return _propose_year(request, year, known_days(year))


def _rows(request: Any, year: int) -> SentRows:
    return read_rows(request, HOLIDAY_COLUMNS)


@page(C.PROPOSE_POLICY, methods=("POST",), files=("file",), prepare=_rows)
def load(request: Any, year: int) -> HttpResponse:
    """Ask for the year as a workbook has it. A row that can't be read stops all of it, named."""
    sent_file(request, purpose="放假安排")
    sent = request.prepared
    if sent.problems:
        more = f"……共 {len(sent.problems)} 处" if len(sent.problems) > SHOWN_PROBLEMS else ""
        raise Refusal("；".join(sent.problems[:SHOWN_PROBLEMS]) + more, "改好后重新导入，这次没有提请")
    rows = [(row["day"], row["kind"], row["name"] or "") for _, row in sent.rows]
    return _propose_year(request, year, rows)


@page(C.SEE_POLICY)
def day_template(request: Any) -> HttpResponse:
    """The list to fill in."""
    return workbook(template(title="放假安排", columns=HOLIDAY_COLUMNS), "放假安排模板.xlsx")


def _propose_year(request: Any, year: int, listed: list[tuple[Any, str, str]]) -> HttpResponse:
    values = dated(request)
    change = change_of_year(year=year, days=listed, on=values["valid_from"])
    propose_year(year=year, rows=change.rows, **values)
    return proposed(request)
