"""The lists behind those figures of the four sentences that have none elsewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import CellProblem
from dixian.foundation.worklist.api import at_place, escalated_to, slipped, unheld
from dixian.warning.submissions import api as submissions
from dixian.warning.verification import api as verification
from dixian.web.shell.keyset import page_by_due, page_by_id
from dixian.web.shell.pages import page
from dixian.web.work.county import days_so_far, of_the_county, risky
from dixian.web.work.rows import held_rows

DUTIES = {"unheld": "没有人承办的待办", "slipped": "没有按期办结的", "escalated": "报到您这里的超期事项"}
LEADS = {"at-risk": "确认有返贫致贫风险的户", "without-duty": "没有待办的线索"}
ROWS = {"rows": "还没有办结的行"}
TITLES = {**DUTIES, **LEADS, **ROWS}
OF_A_MONTH = ("slipped", "at-risk")


@dataclass(frozen=True)
class Behind:
    """A line of a list behind a figure."""

    name: str
    address: str
    place: str
    about: str
    due: date | None = None


@page(C.SEE_LOOP)
def behind(request: Any, what: str) -> HttpResponse:
    """The list a figure of the four sentences counts."""
    post, today = of_the_county(request.post), clock.today()
    if what not in TITLES:
        raise Http404
    month, place, after = _month(request, today), request.GET.get("place", ""), request.GET.get("after", "")
    if what in DUTIES:
        lines, next_key = _duties(_of_duties(what, post, month, place, today), post, after)
    elif what in LEADS:
        found = risky(post, month, today) if what == "at-risk" else verification.without_duty(post)
        if place:
            found = found.filter(township__code=place.replace("\0", ""))
        shown = page_by_due(found, after)
        lines, next_key = [_lead(one) for one in shown.rows], shown.next_key
    else:
        waiting = submissions.unsettled_rows(post).select_related("batch__stored", "batch__submission__kind")
        shown = page_by_id(waiting, after)
        lines, next_key = [_row(one) for one in shown.rows], shown.next_key
    values = {
        "title": TITLES[what],
        "span": _span(what, month, today),
        "rows": lines,
        "next_key": next_key,
        "carried": urlencode({"month": month.code, "place": place}) if what in OF_A_MONTH else "",
    }
    return render(request, "work/behind.html", values)


def _span(what: str, month: Month, today: date) -> tuple[date, date] | None:
    if what == "slipped":
        return days_so_far(month, today)
    return (month.first, month.day(today.day)) if what == "at-risk" else None


def _month(request: Any, today: date) -> Month:
    try:
        return Month.parse(request.GET.get("month", "") or Month.of(today).code)
    except CellProblem:
        raise Http404 from None


def _of_duties(what: str, post: Post, month: Month, place: str, today: date) -> Any:
    if what == "slipped":
        found = slipped(post, *days_so_far(month, today))
        return at_place(found, post, place.replace("\0", "")) if place else found
    return unheld(post) if what == "unheld" else escalated_to(post)


def _duties(found: Any, post: Post, after: str) -> tuple[list[Behind], str]:
    shown = page_by_due(found.select_related("unit", "area"), after)
    rows = held_rows(shown.rows, post)
    return [_duty(row.duty, row.address) for row in rows], shown.next_key


def _duty(duty: Any, address: str) -> Behind:
    where = duty.unit.short_name if duty.unit else duty.area.name if duty.area else ""
    ended = f"（{duty.done_on} 办结）" if duty.done_on else ""
    return Behind(duty.subject_label, address, where, f"{duty.title}{ended}", duty.due_on)


def _lead(lead: Any) -> Behind:
    name, address = f"{lead.household.head_name}户", reverse("lead", args=[lead.uid])
    about = "，".join(text for text in (lead.get_state_display(), lead.get_verdict_display()) if text)
    return Behind(name, address, f"{lead.township.name} {lead.village.name}", about, lead.due_on)


def _row(row: Any) -> Behind:
    batch = row.batch
    address = f"{reverse('batch', args=[batch.uid])}?{urlencode({'bin': row.bin})}"
    name = f"{batch.submission.kind.name} {batch.submission.month} {row.at}"
    return Behind(name, address, batch.stored.name, f"{row.get_bin_display()}：{row.reason}".rstrip("："))
