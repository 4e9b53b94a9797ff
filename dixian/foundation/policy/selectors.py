"""What is in force on a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Holidays, Limit, due_on
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.models import CodeItem, Holiday, Parameter
from dixian.foundation.policy.rules import COMMON_YEAR, MONTH, parse_day_of_year, parse_limit, parse_number

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
        first = Parameter.objects.filter(code=code).order_by("valid_from").first()
        remedy = (
            f"“政策参数”页上的“{first.title}”自 {first.valid_from} 起才有值，更早的日子请改用之后的日期"
            if first
            else "请系统管理员运行 dixian setup，补上随附的参数"
        )
        raise Refusal(f"{day} 没有生效的参数“{code}”", remedy)
    return found


def number(code: str, on: date | None = None) -> Decimal:
    """A numeric parameter on a day (today)."""
    return parse_number(parameter(code, on).text)


def numbers(*codes: str, on: date | None = None) -> list[Decimal]:
    """Several numeric parameters on a day (today), in one query. Raises as `parameter` does."""
    known = {one.code: one for one in parameters(on).filter(code__in=codes)}
    return [parse_number((known.get(code) or parameter(code, on)).text) for code in codes]


def days_of_year(*codes: str, on: date | None = None) -> list[date]:
    """Several parameters like 3月1日 on a day (today), as days of a year without a 29 February, in one query. Raises as `parameter` does."""
    known = {one.code: one for one in parameters(on).filter(code__in=codes)}
    told = [parse_day_of_year((known.get(code) or parameter(code, on)).text) for code in codes]
    return [date(COMMON_YEAR, one // MONTH, one % MONTH) for one in told]


def limit(code: str, on: date | None = None) -> Limit:
    """A time limit on a day (today)."""
    return parse_limit(parameter(code, on).text)


def limits(pairs: Iterable[tuple[str, date]]) -> dict[tuple[str, date], Parameter]:
    """(code, day) -> the limit in force, for many at once; those without one are left out."""
    wanted = set(pairs)
    rows = list(Parameter.objects.filter(code__in={code for code, _ in wanted}).order_by("valid_from"))
    return {
        (code, day): row
        for code, day in wanted
        for row in rows
        if row.code == code and row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
    }


def holidays(on: date | None = None) -> Holidays:
    """The holiday table as it was in force on a day (today), read once per call."""
    known = Holiday.objects.filter(in_force(on or clock.today()))
    return KnownHolidays(dict(known.values_list("day", "is_working")))


def known_years() -> dict[int, date]:
    """Year -> the day from which its list of holidays is in force here; other years count weekends only.

    1 to 3 October are off by law and can't all lie on a weekend, so a whole list says something about
    them; a single day the county adds by itself does not make a year known.
    """
    by_law = Holiday.objects.filter(day__month=10, day__day__lte=3).order_by("-valid_from")
    return {day.year: since for day, since in by_law.values_list("day", "valid_from")}


def holidays_known(year: int, on: date | None = None) -> bool:
    """Whether the year's list is in force on a day (today)."""
    since = known_years().get(year)
    return since is not None and since <= (on or clock.today())


def days_of(year: int, on: date | None = None) -> list[Holiday]:
    """What is said about a year's days, in order, as in force on a day (today)."""
    found = Holiday.objects.filter(in_force(on or clock.today()), day__year=year)
    return list(found.order_by("day"))


def due(code: str, start: date) -> date:
    """The last day of the limit `code` for something begun on `start`, by limit and holidays of that day."""
    return due_on(start, limit(code, start), holidays=holidays(start))


def items(table: str, on: date | None = None) -> Sequence[CodeItem]:
    """The entries of a list on a day (today), in order."""
    found = CodeItem.objects.filter(in_force(on or clock.today()), table=table)
    return list(found.order_by("position", "id"))


def items_of(*tables: str, on: date | None = None) -> dict[str, list[CodeItem]]:
    """Table -> the same of several tables, in one query."""
    rows = CodeItem.objects.filter(in_force(on or clock.today()), table__in=tables)
    found: dict[str, list[CodeItem]] = {table: [] for table in tables}
    for row in rows.order_by("position", "id"):
        found[row.table].append(row)
    return found


def labels(*tables: str) -> dict[str, str]:
    """Code -> its latest label, ended entries too: what was chosen once stays readable."""
    rows = CodeItem.objects.filter(table__in=tables).order_by("valid_from", "id")
    return dict(rows.values_list("code", "label"))


def parameters(on: date | None = None) -> QuerySet[Parameter]:
    """All rows in force on a day (today)."""
    return Parameter.objects.filter(in_force(on or clock.today())).order_by("code")
