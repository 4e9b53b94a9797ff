"""`kill -9` at any instant: the work is found done exactly once.

A real worker process on the database of this run (SQLite file or PostgreSQL). The table it writes to
forbids no duplicates, so one row too many or too few would show.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from dixian.foundation.audit.transactions import reading
from dixian.foundation.jobs.api import Job, JobState, enqueue
from tests.kill.work import CREATE, ROWS, TABLE, sweep
from tests.support.postgresql import Cluster

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("table", "acting")]
ROOT = Path(__file__).resolve().parents[2]
PIECES = 30
SECONDS = 30
POINTS = ["begin", "inside a chunk", "between chunks", "before the end", "inside a handler"]


class Worker:
    """A worker process that can be waited for, killed and asked to end."""

    def __init__(self, folder: Path, kill_at: str = "") -> None:
        self._ready, self._sign = folder / "ready", folder / "sign"
        for path in (self._ready, self._sign):
            path.unlink(missing_ok=True)
        told = {"KILL_READY": str(self._ready), "KILL_SIGN": str(self._sign), "KILL_AT": kill_at}
        with (folder / "worker.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.kill.worker"],
                cwd=ROOT,
                env={**os.environ, **told},
                stdout=log,
                stderr=log,
            )

    def wait_ready(self) -> None:
        until(self._ready.exists)

    def wait_there(self) -> None:
        until(self._sign.exists)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)


@pytest.fixture
def table(transactional_db: None, cluster: Cluster | None) -> None:
    """Where the work leaves its rows."""
    if cluster is None:
        with connection.cursor() as cursor:
            cursor.execute(CREATE)
        return
    with cluster.connect() as owner:
        owner.execute(CREATE)
        owner.execute(f"GRANT ALL ON {TABLE} TO dixian_web, dixian_worker")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """Start workers; none outlives its test."""
    started: list[Worker] = []

    def begin(**options: Any) -> Worker:
        started.append(Worker(tmp_path, **options))
        return started[-1]

    yield begin
    for worker in started:
        if worker.process.poll() is None:
            worker.kill()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail after SECONDS."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


def all_done() -> bool:
    """The sweep and both of its subscribers have ended."""
    with reading():
        ended = Job.objects.filter(
            state=JobState.DONE, name__in=["kill.sweep", "topic:kill.first", "topic:kill.second"]
        )
        return ended.count() == 3


def assert_done_once(run: int) -> None:
    """Each row is there, and none twice."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT who, piece, item FROM {TABLE} WHERE run = %s", [run])
        rows = sorted(tuple(row) for row in cursor.fetchall())
    pieces = [("sweep", item // ROWS, item) for item in range(PIECES * ROWS)]
    handled = [(who, 0, item) for who in ("first", "second") for item in range(ROWS)]
    assert rows == sorted(pieces + handled)
    assert not Job.objects.filter(state=JobState.FAILED, name__contains="kill.").exists()


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_point_the_work_is_done_once(start, point):
    enqueue(sweep, key="sweep", run=1, pieces=PIECES)
    struck = start(kill_at=point)
    struck.wait_there()
    struck.kill()
    next_one = start()
    until(all_done)
    assert next_one.end() == 0
    assert_done_once(1)


def killed_at_random(start: Callable[..., Worker], seed: int) -> None:
    """Up to three kills at instants a generator chose, then a worker that may finish."""
    chance = random.Random(seed)
    enqueue(sweep, key="sweep", run=seed, pieces=PIECES)
    for _ in range(chance.randint(1, 3)):
        struck = start()
        struck.wait_ready()
        time.sleep(chance.uniform(0, 0.8))
        struck.kill()
    start()
    until(all_done)
    assert_done_once(seed)


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_random_instants_the_work_is_done_once(start, seed):
    killed_at_random(start, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 150))
def test_killed_at_many_random_instants_the_work_is_done_once(start, seed):
    killed_at_random(start, seed)


def test_a_worker_asked_to_end_hands_its_job_back_and_the_next_goes_on(start):
    enqueue(sweep, key="sweep", run=1, pieces=PIECES)
    worker = start()
    until(lambda: Job.objects.filter(name="kill.sweep", progress_done__gt=0).exists())
    assert worker.end() == 0
    handed = Job.objects.get(name="kill.sweep")
    assert (handed.state, handed.attempts) == (JobState.QUEUED, 0)
    start()
    until(all_done)
    assert_done_once(1)
