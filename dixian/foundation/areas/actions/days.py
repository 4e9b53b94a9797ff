"""Days of dated rows: in order, not overlapping, not still to come."""

from datetime import date
from typing import Any

from django.db.models import F, Q

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal


def not_later_than_today(day: date) -> None:
    """Raises Refusal for a day that is still to come."""
    if day > clock.today():
        raise Refusal(f"{day} 还没有到", "到那一天再办，或写已经生效的日期")


def in_order(valid_from: date, valid_to: date | None) -> None:
    """Raises Refusal for an end before its beginning. The same day means: was never in force."""
    if valid_to is not None and valid_to < valid_from:
        raise Refusal(f"终止日期 {valid_to} 早于起始日期 {valid_from}", "核对起止日期")


def refuse_overlap(rows: Any, valid_from: date, valid_to: date | None, what: str) -> None:
    """Raises Refusal where one of the dated `rows` is in force on one of these days."""
    if valid_to == valid_from:
        return
    overlapping = Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)
    if valid_to is not None:
        overlapping &= Q(valid_from__lt=valid_to)
    row = rows.filter(overlapping).exclude(valid_to=F("valid_from")).order_by("valid_from").first()
    if row is not None:
        until = f"至 {row.valid_to}" if row.valid_to else "至今"
        raise Refusal(f"{what}：{row.valid_from} {until}已有记录，日期重叠", "先改原来那一条的起止日期")


def update(row: Any, **changes: Any) -> None:
    """Write changes to a row as its next version, and to the instance in hand."""
    type(row).objects.filter(pk=row.pk).update(version=F("version") + 1, **changes)
    row.version += 1
    for name, value in changes.items():
        setattr(row, name, value)


def close(rows: Any, on: date) -> None:
    """End open dated rows; one that was to begin later has then never been in force."""
    for row in rows.filter(valid_to__isnull=True):
        update(row, valid_to=max(on, row.valid_from))
