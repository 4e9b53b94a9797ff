"""What is checked of contact points and visits, and when a visit counts as missed (R15.3)."""

from datetime import date
from typing import Any

from django.db.models import Q

from dixian.directives.points.models import ContactPoint, PointVisit
from dixian.foundation.books.api import require_near
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import latest

AHEAD = "slip.start.ahead"


def of_village(row: ContactPoint, memo: dict[Any, Any]) -> None:
    """Raises Refusal for days in disorder, and for a village of another township than the one that keeps the record."""
    require_near(row, memo)
    last = memo.setdefault(AHEAD, latest(AHEAD, clock.today()))
    if row.from_on > last:
        raise Refusal(f"联系起始日期 {row.from_on} 在 {last} 以后", "核对年份改正")
    ending(row, clock.today())


def ending(row: ContactPoint, _on: date) -> None:
    """Raises Refusal for an end before the beginning."""
    if row.until_on and row.until_on < row.from_on:
        raise Refusal("联系终止日期早于起始日期", "核对任免文件改正")


def of_point(row: PointVisit, _memo: dict[Any, Any]) -> None:
    """A visit lies with its point's unit and village."""
    row.unit, row.village = row.point.unit, row.point.village


def visiting(row: PointVisit, on: date) -> None:
    """Raises Refusal for a day outside the period: it belongs to another."""
    if row.first_on and row.due_on and not row.first_on <= on <= row.due_on:
        raise Refusal(f"{on} 不在{row.period}内", "这一期没有走访的登记“漏走访”，走访登记在那一天所在的一期")
    row.visited_on = on


def missing(row: PointVisit, on: date) -> None:
    """Raises Refusal while the period goes on."""
    if row.due_on and row.due_on >= clock.today():
        raise Refusal("这一期还没有过", "到期以后还没有走访的，再登记漏走访的原因")


def missed(rows: Any) -> Any:
    """Visits that were not paid: their period has passed."""
    return rows.filter(Q(state="missed") | Q(state="due", due_on__lt=clock.today()))
