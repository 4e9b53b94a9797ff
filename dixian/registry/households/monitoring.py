"""What the county has decided about a household's monitoring, in the register at once.

The national data say the same only later; until a file does, the household is ahead of them, and a file that says
otherwise is held for somebody's word (`importing/comparing.py`).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.jobs.api import publish
from dixian.registry.households.models import Household
from dixian.registry.households.topics import MonitoringDecided

PIECE = 500
GOES_ON = {"risk_eliminated": False, "eliminated_month": ""}


def begin_monitoring(*, households: Sequence[int], monitored: str, on: date) -> None:
    """Approved by the county on a day (批复), as this type; whoever calls has seen that it fits the kind of household."""
    _write(households, monitored=monitored, monitored_month=f"{on:%Y-%m}", **GOES_ON)


def end_risk(*, households: Sequence[int], on: date) -> None:
    """The county has approved that the risk is gone; they stay in the register as eliminated (facts 1.8)."""
    _write(households, risk_eliminated=True, eliminated_month=f"{on:%Y-%m}")


def take_up_again(*, households: Sequence[int]) -> None:
    """The elimination was mistaken (风险消除回退)."""
    _write(households, **GOES_ON)


def stop_monitoring(*, households: Sequence[int]) -> None:
    """They are monitored no more, and their risk was not eliminated: mistaken, dead, moved away."""
    _write(households, monitored="", monitored_month="", **GOES_ON)


@transaction.atomic
def _write(households: Sequence[int], **values: Any) -> None:
    with beyond_scope():
        for start in range(0, len(households), PIECE):
            some = Household.objects.filter(pk__in=households[start : start + PIECE])
            some.update(ahead=True, version=F("version") + 1, **values)
    publish(MonitoringDecided(households=sorted(households)))
