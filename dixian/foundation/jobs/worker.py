"""The worker: one process, one thread a lane, and one that keeps time."""

import threading
import time
from collections.abc import Callable

from django.db import Error as DatabaseError
from django.db import close_old_connections, connections
from django_tasks_db.models import DBTaskResult

from dixian.foundation.audit.context import acting
from dixian.foundation.jobs import log, progress, queue
from dixian.foundation.jobs.actions import enqueue
from dixian.foundation.jobs.enums import JobState, Lane
from dixian.foundation.jobs.kinds import discover, schedule
from dixian.foundation.jobs.models import Job
from dixian.foundation.jobs.recovery import new_holder, recover
from dixian.foundation.jobs.scope import acting_for
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.clock import SHANGHAI

_IDLE = 0.3
_HEARTBEAT = 5.0
_AFTER_TROUBLE = 2.0


def run_worker(stop: threading.Event) -> None:
    """Work until `stop` is set; then finish the step in hand, hand long jobs back, and return."""
    discover()
    holder = new_holder()
    lanes = [
        threading.Thread(target=_lane, args=(lane.value, holder, stop), name=f"lane-{lane.value}")
        for lane in Lane
    ]
    log.event("worker_started", holder=holder)
    _guarded(lambda: _recover(holder))
    for lane in lanes:
        lane.start()
    _keep_time(holder, stop, lanes)
    for lane in lanes:
        lane.join()
    connections.close_all()
    log.event("worker_ended", holder=holder)


def drain(*, lanes: tuple[str, ...] = (Lane.QUICK, Lane.LONG)) -> int:
    """Run everything that is ready, here and now, until nothing is. Returns how many attempts.

    For tests, for preparing a demonstration and for simulated days: where no worker runs.
    Attempts that wait for a later time (retries) stay queued.
    """
    discover()
    holder = new_holder()
    _recover(holder)
    count = 0
    while any(_next(lane, holder) for lane in lanes):
        count += 1
    return count


def tick() -> int:
    """Queue each scheduled job whose latest slot has not been queued. Returns how many.

    Exactly once per slot: the slot is part of the job's unique key. A slot that passed while nothing
    ran is made up for once, not once for each missed slot; a job still under way is not queued again.
    """
    made = 0
    with acting(acting_for("system:schedule", None)):
        for name, latest in schedule().items():
            slot = latest(clock.now()).astimezone(SHANGHAI)
            key = f"slot:{name}:{slot:%Y-%m-%dT%H:%M}"
            open_states = [JobState.QUEUED, JobState.RUNNING]
            if Job.objects.filter(key=key).exists():
                continue
            if Job.objects.filter(name=name, key__startswith="slot:", state__in=open_states).exists():
                continue
            enqueue(name, key=key)
            made += 1
    return made


def _keep_time(holder: str, stop: threading.Event, lanes: list[threading.Thread]) -> None:
    beat = 0.0
    while not stop.is_set() or any(lane.is_alive() for lane in lanes):
        if not stop.is_set():
            _guarded(tick)
        if time.monotonic() - beat >= _HEARTBEAT:
            beat = time.monotonic()
            _guarded(lambda: _renew(holder))
            _guarded(lambda: _recover(holder))
        stop.wait(1.0) if not stop.is_set() else time.sleep(0.1)


def _lane(lane: str, holder: str, stop: threading.Event) -> None:
    progress.stop_asked.set(stop.is_set)
    while not stop.is_set():
        close_old_connections()
        if not _guarded(lambda: _next(lane, holder)):
            stop.wait(_IDLE)
    connections.close_all()


def _next(lane: str, holder: str) -> bool:
    """Run the next ready attempt of a lane. False where none is ready."""
    with acting(acting_for("system:worker", None)):
        if not queue.waiting(lane):
            return False
        attempt = queue.claim(lane, holder)
        if attempt is None:
            return False
    _perform(attempt)
    return True


def _perform(attempt: DBTaskResult) -> None:
    task = attempt.task
    task.call(*attempt.args_kwargs["args"], **attempt.args_kwargs["kwargs"])


def _renew(holder: str) -> int:
    with acting(acting_for("system:worker", None)):
        return queue.renew(holder)


def _recover(holder: str) -> int:
    with acting(acting_for("system:worker", None)):
        return recover(holder)


def _guarded(step: Callable[[], int]) -> int:
    """A lost database must not end the worker: say so, drop the connection, try again later."""
    try:
        return step()
    except DatabaseError as error:
        log.trouble("database", error)
        connections.close_all()
        time.sleep(_AFTER_TROUBLE)
        return 0
