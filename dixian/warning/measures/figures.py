"""How long the way from lead to help takes (R1.8): median days and how many were late, by step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.warning.cases.api import Case
from dixian.warning.measures.enums import MeasureState
from dixian.warning.measures.models import Measure, Plan


@dataclass(frozen=True)
class Pace:
    """One step of the way: how many went it, their median days, how many were late; how many are on it and late."""

    title: str
    done: int
    median: float | None
    late: int
    open: int
    open_late: int


def paces(post: Post) -> list[Pace]:
    """Lead -> decision -> plan -> delivery, of what the post reaches."""
    today = clock.today()
    cases = Case.objects.visible_to(post).filter(event_date__isnull=False, lead__isnull=False)
    decided = list(cases.filter(approved_on__isnull=False).values_list("event_date", "approved_on", "due_on"))
    waiting = list(cases.open().filter(approved_on=None).values_list("due_on", flat=True))
    first = Plan.objects.visible_to(post).filter(edition=1, case__approved_on__isnull=False)
    plans = list(
        first.filter(adopted_on__isnull=False).values_list("case__approved_on", "adopted_on", "due_on")
    )
    drafts = list(first.filter(state__in=("draft", "submitted")).values_list("due_on", flat=True))
    own = Measure.objects.visible_to(post)
    delivered = own.filter(state=MeasureState.DELIVERED, begun_on__isnull=False)
    measures = list(delivered.values_list("begun_on", "delivered_on", "until_on"))
    owed = list(own.filter(state=MeasureState.DUE).values_list("until_on", flat=True))
    return [
        _pace("线索到审定", decided, waiting, today),
        _pace("审定到帮扶计划", plans, drafts, today),
        _pace("帮扶计划到措施落实", measures, owed, today),
    ]


def _pace(title: str, done: Iterable[tuple[Any, Any, Any]], left: Iterable[date | None], today: date) -> Pace:
    ended, waiting = list(done), list(left)
    days = [(end - begin).days for begin, end, _ in ended]
    return Pace(
        title,
        len(ended),
        median(days) if days else None,
        sum(1 for _, end, limit in ended if limit and end > limit),
        len(waiting),
        sum(1 for limit in waiting if limit and limit < today),
    )
