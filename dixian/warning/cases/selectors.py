"""Reads of cases."""

from django.db.models import Count

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState
from dixian.foundation.accounts.api import Post
from dixian.foundation.jobs.api import on_the_way
from dixian.foundation.kernel.sums import Sum
from dixian.warning.cases.enums import IDENTIFYING, CaseState
from dixian.warning.cases.models import Case, CaseQuerySet


def cases(post: Post) -> CaseQuerySet:
    """The cases a post reaches, with what a list shows."""
    return Case.objects.visible_to(post).select_related("household", "village", "township")


def by_state(post: Post) -> dict[str, int]:
    """State -> how many the post reaches; every state is named."""
    rows = Case.objects.visible_to(post).values_list("state").annotate(n=Count("id")).order_by()
    return {**dict.fromkeys(CaseState.values, 0), **dict(rows)}


def sums() -> list[Sum]:
    """The equations of this room."""
    waiting = Lead.objects.filter(state=LeadState.AT_RISK)
    passed = waiting.filter(case__state__in=IDENTIFYING).count()
    on_way = [topic["lead"] for topic in on_the_way("cases.after_confirming")]
    return [
        Sum(
            "待识别的线索各有一个在识别的监测对象，或正在登记",
            waiting.count(),
            passed + waiting.filter(case=None, pk__in=on_way).count(),
        ),
    ]
