"""Reads of the doubts."""

from django.db.models import Count, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.worklist.api import Obligation
from dixian.warning.doubts.duties import ANSWER, LOOK
from dixian.warning.doubts.enums import STANDING, DoubtList, DoubtState
from dixian.warning.doubts.models import Doubt


def doubts(post: Post) -> QuerySet[Doubt]:
    """The doubts the post reaches, with what a page shows."""
    found = Doubt.objects.visible_to(post)
    return found.select_related("household", "village__parent", "unit", "first_by", "looked_by", "lead")


def standing(post: Post, which: str) -> QuerySet[Doubt]:
    """Those of a list that still stand."""
    return doubts(post).filter(list=which, state__in=STANDING)


def in_state(post: Post, which: str, state: DoubtState) -> QuerySet[Doubt]:
    """Those of a list in a state, also what has ended."""
    return doubts(post).filter(list=which, state=state)


def by_unit(found: QuerySet[Doubt]) -> list[tuple[str, str, int]]:
    """(unit code, name, how many), by the order of units."""
    rows = found.select_related(None).order_by("unit__code").values_list("unit__code", "unit__short_name")
    return [(code, name, n) for code, name, n in rows.annotate(n=Count("id"))]


def sums() -> list[Sum]:
    """Each open doubt is in somebody's hands, each raised one in a lead."""
    open_ones = Doubt.objects.filter(state=DoubtState.OPEN)
    duties = Obligation.objects.filter(state="open", kind=LOOK.code)
    asked = Obligation.objects.filter(state="open", kind=ANSWER.code)
    raised = Doubt.objects.filter(state=DoubtState.RAISED)
    unreceived = raised.filter(list=DoubtList.UNRECEIVED)
    return [
        Sum(
            "待复核的疑点都有待办",
            open_ones.count(),
            open_ones.filter(uid__in=duties.values("subject_uid")).count(),
        ),
        Sum(
            "没有答复的应享未享疑点都有部门待办",
            unreceived.count(),
            unreceived.filter(uid__in=asked.values("subject_uid")).count(),
        ),
        Sum(
            "转为线索的疑点都有线索来源",
            raised.count(),
            raised.filter(lead__sources__source_uid__in=raised.values("uid")).distinct().count(),
        ),
    ]
