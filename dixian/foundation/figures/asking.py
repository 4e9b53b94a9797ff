"""Figures asked for by code: what was counted last, never counted while a page waits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dixian.foundation.accounts.api import NotAllowed, Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Unit
from dixian.foundation.figures.figure import Figure, figure
from dixian.foundation.figures.models import FigureValue
from dixian.foundation.figures.rules import Tally, number_of, words
from dixian.foundation.jobs.api import Job, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month


@dataclass(frozen=True)
class Told:
    """A figure's value of a unit (None: the county) in a month, and on which day it was counted."""

    figure: Figure
    month: Month
    unit: Unit | None
    tally: Tally
    counted_on: date

    @property
    def number(self) -> Decimal | None:
        """The value; None for a share of nothing."""
        return number_of(self.tally, self.figure.measure)

    @property
    def words(self) -> str:
        """The value as people read it."""
        return words(self.tally, self.figure.measure)

    @property
    def door(self) -> str:
        """The list it counts."""
        return self.figure.door(self.month, self.unit.code if self.unit else "")


def ask(codes: Iterable[str], month: Month | None = None) -> dict[str, Told]:
    """Code -> the county's value in a month (the latest counted), in one query; what was never counted is left out."""
    wanted = sorted(set(codes))
    found = FigureValue.objects.filter(figure__in=wanted, unit=None).order_by("month")
    if month is not None:
        found = found.filter(month=month.code)
    return {one.figure: _told(one) for one in found.filter(month__lte=Month.of(clock.today()).code)}


def monthly(codes: Iterable[str], first: Month, last: Month) -> dict[str, list[Told]]:
    """Code -> the county's values of the months from first to last that were counted, earliest first; in one query."""
    found = FigureValue.objects.filter(figure__in=sorted(set(codes)), unit=None)
    told: dict[str, list[Told]] = defaultdict(list)
    for one in found.filter(month__gte=first.code, month__lte=last.code).order_by("month"):
        told[one.figure].append(_told(one))
    return told


def by_unit(code: str, month: Month) -> list[Told]:
    """A figure's value of every unit in a month, townships together; in one query."""
    found = FigureValue.objects.filter(figure=code, month=month.code, unit__isnull=False)
    return [_told(one) for one in found.select_related("unit").order_by("unit__kind", "unit__code")]


def of_units(codes: Iterable[str], month: Month) -> dict[tuple[str, int], Told]:
    """(code, unit) -> value, of several figures in a month at once."""
    found = FigureValue.objects.filter(figure__in=set(codes), month=month.code, unit__isnull=False)
    return {(one.figure, one.unit_id or 0): _told(one) for one in found.select_related("unit")}


def months_counted(code: str) -> list[Month]:
    """The months a figure has a value in, latest first."""
    found = FigureValue.objects.filter(figure=code, unit=None).order_by("-month")
    return [Month.parse(one) for one in found.values_list("month", flat=True)[:24]]


def may_count(post: Post) -> bool:
    """Whether the post may have all figures counted anew."""
    return span_of(post).everything and post.can(Capability.PROPOSE_POLICY)


def count_now(post: Post) -> Job:
    """Count all figures in the background; asked twice in a minute, once.

    Raises NotAllowed for a post that doesn't decide on figures: who reads the whole county starts no work.
    """
    if not may_count(post):
        raise NotAllowed("重新统计由县农业农村局办理")
    return enqueue("figures.count", key=f"figures:{clock.now():%Y%m%d%H%M}")


def _told(one: Any) -> Told:
    return Told(
        figure(one.figure),
        Month.parse(one.month),
        one.unit if one.unit_id else None,
        Tally(one.part, one.whole),
        one.counted_on,
    )
