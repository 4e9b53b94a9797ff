"""Work whose every repetition would show: rows in a table that forbids nothing."""

import os
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from dixian.foundation.jobs.api import Progress, Topic, chunks, job, once, publish, subscribe
from tests.kill.process import stand_still

ROWS = 20
TABLE = "kill_work"
CREATE = f"CREATE TABLE IF NOT EXISTS {TABLE} (run bigint, who varchar(20), piece bigint, item bigint)"


@dataclass(frozen=True)
class Swept(Topic):
    """All pieces of a run are done."""

    run: int


@job("kill.sweep", retries=3)
def sweep(progress: Progress, run: int, pieces: int) -> None:
    """Write `pieces` pieces of rows, then say so, all in chunks that count once."""
    stand_still_at("begin")
    for number, items in chunks(range(pieces * ROWS), ROWS):
        with once(f"piece:{number}") as fresh:
            if fresh:
                write(run, "sweep", number, items)
            if number == pieces // 2:
                stand_still_at("inside a chunk")
        if number == pieces // 2:
            stand_still_at("between chunks")
        progress.step(number + 1, pieces, "清扫")
    with once("said") as fresh:
        if fresh:
            publish(Swept(run=run))
    stand_still_at("before the end")


def first(topic: Swept) -> None:
    """A subscriber that is killed in its transaction."""
    write(topic.run, "first", 0, range(ROWS))
    stand_still_at("inside a handler")


def second(topic: Swept) -> None:
    """A subscriber beside it."""
    write(topic.run, "second", 0, range(ROWS))


subscribe(Swept, first, name="kill.first")
subscribe(Swept, second, name="kill.second")


def write(run: int, who: str, piece: int, items: Iterable[int]) -> None:
    """Rows in the open transaction."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} (run, who, piece, item) VALUES (%s, %s, %s, %s)",
            [(run, who, piece, item) for item in items],
        )


def stand_still_at(point: str) -> None:
    """Stand still where the test wants the worker killed."""
    if os.environ.get("KILL_AT") == point:
        stand_still()
