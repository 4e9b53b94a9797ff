"""Whom a unit's latest roster names, for rooms that ask what people receive."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions.enums import PLACED, BatchState, Mode
from dixian.warning.submissions.models import Batch, DataKind, Row, Submission


def reported(codes: Iterable[str], since: Month) -> dict[str, Month]:
    """Kind -> the last month, from this one on, it was reported for. A nil return counts for kinds of new events alone: of a
    roster it does not say that nobody is in it.
    """
    counted = Batch.objects.filter(state=BatchState.COMMITTED, mends=None).values("submission_id")
    events = Q(nil=True, submitted_on__isnull=False) & ~Q(kind__mode=Mode.FULL)
    found = Submission.objects.filter(Q(pk__in=counted) | events)
    found = found.filter(kind__code__in=list(codes), month__gte=since.code)
    return {
        code: Month.parse(month) for code, month in found.order_by("month").values_list("kind__code", "month")
    }


def titles(codes: Iterable[str]) -> dict[str, str]:
    """Kind -> its name."""
    return dict(DataKind.objects.filter(code__in=list(codes)).values_list("code", "name"))


def listed(code: str, month: Month) -> QuerySet[Row]:
    """The rows that name somebody of the register in a month's file of a kind, and in what mends it."""
    main = Batch.objects.filter(
        submission__kind__code=code, submission__month=month.code, state=BatchState.COMMITTED
    )
    return named_in(main.values("id"))


def named_in(batches: Any) -> QuerySet[Row]:
    """The rows of files that name somebody of the register."""
    return Row.objects.filter(batch__in=batches, bin__in=PLACED, person__isnull=False)
