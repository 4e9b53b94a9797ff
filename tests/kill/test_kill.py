"""`kill -9` at any instant: the work is found done exactly once.

A real worker process on the database of this run (SQLite file or PostgreSQL). The table it writes to
forbids no duplicates, so one row too many or too few would show.
"""

import random
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from dixian.foundation.audit.transactions import reading
from dixian.foundation.jobs.api import Job, JobState, enqueue
from tests.kill.process import Worker, until
from tests.kill.work import CREATE, ROWS, TABLE, sweep
from tests.support.postgresql import Cluster

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("table", "acting")]
PIECES = 30
# Two of them in `make test`, all in `make test-all`.
POINTS = ["inside a chunk", "inside a handler"]
OTHERS = ["begin", "between chunks", "before the end"]


@pytest.fixture
def table(transactional_db: None, cluster: Cluster | None) -> Iterator[None]:
    """Where the work leaves its rows; gone afterwards."""
    if cluster is None:
        with connection.cursor() as cursor:
            cursor.execute(CREATE)
        yield
        return
    with cluster.connect() as owner:
        owner.execute(CREATE)
        owner.execute(f"GRANT ALL ON {TABLE} TO dixian_web, dixian_worker")
    yield
    with cluster.connect() as owner:
        owner.execute(f"DROP TABLE {TABLE}")


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


@pytest.mark.parametrize("point", [*POINTS, *(pytest.param(one, marks=pytest.mark.slow) for one in OTHERS)])
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


@pytest.mark.slow
def test_killed_at_random_instants_the_work_is_done_once(start):
    killed_at_random(start, seed=0)


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
