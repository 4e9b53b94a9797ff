"""A leader's two minutes: four sentences with figures, each figure a door."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dixian.commons.leads.api import by_township
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.policy.api import decidable
from dixian.foundation.worklist.api import (
    by_place,
    escalated_to,
    late,
    slipped,
    unheld,
    waiting_count,
)
from dixian.warning.submissions import api as submissions
from dixian.warning.verification import api as verification
from dixian.web.shell.pages import page
from dixian.web.work.county import days_so_far, of_the_county, risky
from dixian.web.work.sentences import (
    Compared,
    Deciding,
    Missing,
    Most,
    deciding,
    missing,
    slow,
    worse,
)


@page(C.SEE_LOOP)
def brief(request: Any) -> HttpResponse:
    """有没有漏的, 有没有拖的, 哪里在变坏, 要我定什么; for whoever sees the loop of the whole county."""
    post = of_the_county(request.post)
    today = clock.today()
    month = Month.of(today)
    request.waiting = waiting_count(post)
    slow_duties, slow_leads = by_place(late(post), post), by_township(post)
    told = [
        missing(_missing(post, month)),
        slow(
            sum(one.load.waiting for one in slow_duties),
            sum(one.late for one in slow_leads),
            _most([Most(one.name, one.code, one.load.waiting) for one in slow_duties]),
            _most([Most(one.name, one.code, one.late) for one in slow_leads]),
        ),
        worse(
            _compared(*(_risks(post, one, today) for one in (month, month.previous()))),
            _compared(*(_slips(post, one, today) for one in (month, month.previous()))),
            now=month.code,
            before=month.previous().code,
        ),
        deciding(Deciding(len(decidable(post)), escalated_to(post).count(), request.waiting)),
    ]
    return render(request, "work/brief.html", {"sentences": told, "today": today})


def _missing(post: Post, month: Month) -> Missing:
    months = submissions.unreported(post, (month.previous(), month))
    told = Missing(
        unsettled=submissions.unsettled_rows(post).count(),
        unreported=[(one.label, one.code, count) for one, count in months if count],
        unheld=unheld(post).count(),
        without_duty=verification.without_duty(post).count(),
    )
    # All rows are counted only where that is the answer.
    return told if told.anything else replace(told, rows=submissions.counted(post).rows)


def _most(places: Sequence[Most]) -> Most | None:
    """The place with most; None where no place has any, or several have as many."""
    counts = sorted((one.growth for one in places), reverse=True)
    if not counts or counts[0] <= 0 or counts[1:2] == counts[:1]:
        return None
    return max(places, key=lambda one: one.growth)


def _compared(now: list[Most], before: list[Most]) -> Compared:
    """This month's places beside those of the month before, and the one that has grown most, where one has."""
    earlier = {one.code: one.count for one in before}
    grown = [Most(one.name, one.code, one.count, earlier.get(one.code, 0)) for one in now]
    return Compared(
        sum(one.count for one in now),
        sum(one.count for one in before),
        grown=any(one.growth > 0 for one in grown),
        worst=_most(grown),
    )


def _risks(post: Post, month: Month, today: date) -> list[Most]:
    groups = by_township(post, risky(post, month, today))
    return [Most(one.name, one.code, one.total) for one in groups]


def _slips(post: Post, month: Month, today: date) -> list[Most]:
    places = by_place(slipped(post, *days_so_far(month, today)), post)
    return [Most(one.name, one.code, one.load.waiting) for one in places]
