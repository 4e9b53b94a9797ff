"""The only source of business time.

Business time is Asia/Shanghai for people and UTC in storage. A simulated year runs through
the real actions by moving this clock (`at`), so nobody else may ask the machine for the time
(a lint rule bans it). History and logs keep wall time as well, from `wall`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

_moved: ContextVar[datetime | None] = ContextVar("dixian_clock", default=None)


def wall() -> datetime:
    """The machine's own time, aware, in UTC. For history, logs and leases only."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that may ask


def now() -> datetime:
    """Business time, aware, in UTC."""
    return moved() or wall()


def moved() -> datetime | None:
    """The moment business time stands at, None where it goes with the machine's."""
    return _moved.get()


def today() -> date:
    """The business day in Shanghai."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The Shanghai calendar day on which an aware `moment` falls."""
    return moment.astimezone(SHANGHAI).date()


def noon(day: date) -> datetime:
    """Noon in Shanghai on `day`, aware, in UTC; the moment a simulated day is played at."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI).astimezone(UTC)


def midnight(day: date) -> datetime:
    """When `day` begins in Shanghai, aware, in UTC."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Run the enclosed code as if business time stood at the aware `moment`."""
    if moment.tzinfo is None:
        raise ValueError("the clock takes an aware moment")
    token = _moved.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moved.reset(token)
