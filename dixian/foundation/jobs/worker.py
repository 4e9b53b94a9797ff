"""The worker: one process, one thread a lane, and one that keeps time."""

import threading
import time
from collections.abc import Callable
from uuid import UUID

from django.db import close_old_connections, connections

from dixian.foundation.audit.context import acting
from dixian.foundation.jobs import log, progress, queue, runner
from dixian.foundation.jobs.actions import enqueue
from dixian.foundation.jobs.enums import JobState, Lane
from dixian.foundation.jobs.kinds import discover, schedule
from dixian.foundation.jobs.models import Job
from dixian.foundation.jobs.recovery import new_holder, recover
from dixian.foundation.jobs.scope import acting_for
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.clock import SHANGHAI

queue.run_with(runner.run)

_IDLE = 0.3
_BEAT = 1.0
_HEARTBEAT = 5.0
_AFTER_TROUBLE = 2.0


def run_worker(stop: threading.Event) -> None:
    """Work until `stop` is set; then finish the step in hand, hand long jobs back, and return."""
    discover()
    worker = _Worker(new_holder())
    lanes = [
        threading.Thread(target=worker.serve, args=(lane.value, stop), name=f"lane-{lane.value}")
        for lane in Lane
    ]
    log.event("worker_started", holder=worker.holder)
    worker.guarded(worker.recover)
    for lane in lanes:
        lane.start()
    worker.keep_time(stop, lanes)
    for lane in lanes:
        lane.join()
    connections.close_all()
    log.event("worker_ended", holder=worker.holder)


def drain(*, lanes: tuple[str, ...] = (Lane.QUICK, Lane.LONG), most: int | None = None) -> int:
    """Run everything that is ready, here and now, until nothing is, or `most` attempts. Returns how many.

    For tests, for preparing a demonstration and for simulated days: where no worker runs.
    Attempts that wait for a later time (retries) stay queued.
    """
    discover()
    worker = _Worker(new_holder())
    worker.recover()
    count = 0
    while (most is None or count < most) and any(worker.next(lane) for lane in lanes):
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


class _Worker:
    """One process: its name as a holder of jobs, and the attempts it is at work on."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        self._at_work: set[UUID] = set()

    def serve(self, lane: str, stop: threading.Event) -> None:
        """One lane's thread: run what is ready, one after another, until `stop`."""
        progress.stop_asked.set(stop.is_set)
        while not stop.is_set():
            close_old_connections()
            if not self.guarded(lambda: self.next(lane)):
                stop.wait(_IDLE)
        connections.close_all()

    def next(self, lane: str) -> bool:
        """Run the next ready attempt of a lane. False where none is ready."""
        with acting(acting_for("system:worker", None)):
            attempt = queue.claim(lane, self.holder) if queue.waiting(lane) else None
            if attempt is None:
                return False
            self._at_work.add(attempt.id)
            try:
                attempt.task.call(*attempt.args_kwargs["args"], **attempt.args_kwargs["kwargs"])
            finally:
                # What fell out of here unfinished loses its lease and is recovered.
                self._at_work.discard(attempt.id)
            return True

    def keep_time(self, stop: threading.Event, lanes: list[threading.Thread]) -> None:
        """The main thread: queue scheduled jobs, renew leases, recover lost jobs."""
        beat = 0.0
        while not stop.is_set() or any(lane.is_alive() for lane in lanes):
            if not stop.is_set():
                self.guarded(tick)
            if time.monotonic() - beat >= _HEARTBEAT:
                beat = time.monotonic()
                self.guarded(self._renew)
                self.guarded(self.recover)
            if not stop.wait(_BEAT):
                continue
            time.sleep(_IDLE)

    def _renew(self) -> int:
        with acting(acting_for("system:worker", None)):
            return queue.renew(self.holder, tuple(self._at_work))

    def recover(self) -> int:
        """Queue again what dead workers left."""
        with acting(acting_for("system:worker", None)):
            return recover(self.holder, tuple(self._at_work))

    def guarded(self, step: Callable[[], int]) -> int:
        """Whatever falls must not end the worker: say so, drop the connection, try again later."""
        try:
            return step()
        except Exception as error:  # noqa: BLE001 - a lane that ends would leave its work undone for good
            log.trouble("worker", error)
            connections.close_all()
            time.sleep(_AFTER_TROUBLE)
            return 0
