"""What is in force on a day."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Holidays, Limit, due_on
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.models import CodeItem, Holiday, Parameter
from dixian.foundation.policy.rules import parse_limit, parse_number

SATURDAY = 5


class KnownHolidays:
    """The holiday table over the weekends."""

    def __init__(self, exceptions: dict[date, bool]) -> None:
        self._exceptions = exceptions

    def is_working(self, day: date) -> bool:
        """Whether offices are open on `day`; a year without entries counts weekends only."""
        return self._exceptions.get(day, day.weekday() < SATURDAY)


def parameter(code: str, on: date | None = None) -> Parameter:
    """The row in force. Raises Refusal that names the code."""
    day = on or clock.today()
    found = Parameter.objects.filter(in_force(day), code=code).order_by("-valid_from").first()
    if found is None:
        raise Refusal(f"{day} 没有生效的参数“{code}”", "请县局在“参数”页补上")
    return found


def number(code: str, on: date | None = None) -> Decimal:
    """A numeric parameter on a day (today)."""
    return parse_number(parameter(code, on).text)


def limit(code: str, on: date | None = None) -> Limit:
    """A time limit on a day (today)."""
    return parse_limit(parameter(code, on).text)


def holidays() -> Holidays:
    """The holiday table, read once per call."""
    return KnownHolidays(dict(Holiday.objects.values_list("day", "is_working")))


def holidays_known(year: int) -> bool:
    """Whether the year's holidays have been entered; if not, only weekends are known."""
    return Holiday.objects.filter(day__year=year).exists()


def due(code: str, start: date) -> date:
    """The last day of the limit `code` for something begun on `start`, by the limit of that day."""
    return due_on(start, limit(code, start), holidays=holidays())


def items(table: str, on: date | None = None) -> Sequence[CodeItem]:
    """The entries of a list on a day (today), in order."""
    found = CodeItem.objects.filter(in_force(on or clock.today()), table=table)
    return list(found.order_by("position", "id"))


def parameters(on: date | None = None) -> QuerySet[Parameter]:
    """All rows in force on a day (today)."""
    return Parameter.objects.filter(in_force(on or clock.today())).order_by("code")
