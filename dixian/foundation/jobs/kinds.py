"""What kinds of jobs there are, and when the scheduled ones fall due."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules

from dixian.foundation.jobs.enums import Lane
from dixian.foundation.jobs.problems import UnknownJob
from dixian.foundation.jobs.rules import Slots, daily_slots, every_slots

Function = Callable[..., None]


@dataclass(frozen=True)
class JobKind:
    """A declared job.

    retries: how often it is tried again after the first failure.
    lane: `Lane.LONG` for work of more than some seconds.
    whole: run the function and its completion in one transaction (topic handlers).
    failed: called as `failed(message=..., **arguments)` in the transaction that ends the job without
        success, so that what it worked on never looks as if somebody were still at it.
    """

    name: str
    function: Function
    retries: int = 3
    lane: str = Lane.QUICK
    whole: bool = False
    failed: Function | None = None


_kinds: dict[str, JobKind] = {}
_schedule: dict[str, Slots] = {}
_discovered = False


def job(
    name: str,
    *,
    retries: int = 3,
    lane: Lane = Lane.QUICK,
    whole: bool = False,
    failed: Function | None = None,
) -> Callable[[Function], Function]:
    """Declare a function `(progress: Progress, **arguments)` as a job, in a room's `jobs.py`."""

    def declare(function: Function) -> Function:
        register(
            JobKind(name=name, function=function, retries=retries, lane=lane, whole=whole, failed=failed)
        )
        return function

    return declare


def every(*, minutes: int) -> Callable[[Function], Function]:
    """Run a declared job every so many minutes; above `@job`. It takes no arguments of its own."""
    return _scheduled(every_slots(minutes))


def daily(clock_time: str) -> Callable[[Function], Function]:
    """Run a declared job each day from `"06:30"` Shanghai time on; above `@job`."""
    return _scheduled(daily_slots(clock_time))


def _scheduled(slots: Slots) -> Callable[[Function], Function]:
    def declare(function: Function) -> Function:
        _schedule[kind_of(function).name] = slots
        return function

    return declare


def register(kind: JobKind) -> None:
    """Declare a kind. Raises ValueError where another function has the name."""
    known = _kinds.get(kind.name)
    if known is not None and known.function.__qualname__ != kind.function.__qualname__:
        raise ValueError(f"job {kind.name} is declared twice")
    _kinds[kind.name] = kind


def discover() -> None:
    """Import every room's `jobs` module once, so that all kinds are declared."""
    global _discovered
    if not _discovered:
        _discovered = True
        autodiscover_modules("jobs")


def kind_of(job: Function | str) -> JobKind:
    """The kind of a declared function or name. Raises UnknownJob."""
    if isinstance(job, str):
        if job not in _kinds:
            discover()
        if job not in _kinds:
            raise UnknownJob(job)
        return _kinds[job]
    for kind in _kinds.values():
        if kind.function is job:
            return kind
    raise UnknownJob(getattr(job, "__qualname__", str(job)))


def schedule() -> dict[str, Slots]:
    """Job name -> when it falls due."""
    discover()
    return dict(_schedule)
