"""The register loaded set-based: COPY on PostgreSQL, executemany on SQLite.

Sealing costs more than writing (two SM4 values and three to four indexes a person), so chunks are
sealed by several processes ahead of the writing one.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from datetime import date
from itertools import islice
from multiprocessing import get_context
from typing import Any

from django.db import connection

from dixian.foundation.audit import context
from dixian.foundation.audit.api import count_anew
from dixian.foundation.audit.transactions import reading, writing
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.registry.households.bulk import insert_rows
from dixian.registry.households.sealing import (
    HOUSEHOLD_COLUMNS,
    MEMBERSHIP_COLUMNS,
    PERSON_COLUMNS,
    Chunk,
    HouseholdRow,
    Stamp,
    Tables,
    seal_chunk,
)
from dixian.registry.households.topics import RegisterLoaded

CHUNK = 5_000


def load_register(
    households: Iterable[HouseholdRow], *, since: date, progress: Callable[[int], None] | None = None
) -> int:
    """Write households, persons and memberships; each chunk is one transaction. Returns the persons.

    Needs an acting actor and an empty register: ids are numbered from the present maximum on.
    """
    stamp = Stamp(context.actor(), context.author_post(), clock.now().isoformat(), since)
    loaded = 0
    with reading():
        first = _next_ids()
    with sealers() as pool:
        for chunk in _sealed(pool, households, first, stamp):
            with writing():
                _write(chunk)
            loaded += len(chunk.persons)
            if progress:
                progress(loaded)
    with writing():
        restart_sequences()
        count_anew(Tables.HOUSEHOLD, Tables.PERSON, Tables.MEMBERSHIP)
        publish(RegisterLoaded(persons=loaded))
    return loaded


def sealers() -> ProcessPoolExecutor:
    """Processes that seal; to be closed by whoever opened them."""
    # Threads may hold locks at a fork; a forkserver starts clean.
    return ProcessPoolExecutor(max_workers=min(4, os.cpu_count() or 1), mp_context=get_context("forkserver"))


def _sealed(
    pool: Executor, households: Iterable[HouseholdRow], first: tuple[int, int], stamp: Stamp
) -> Iterator[Chunk]:
    """Chunks in order, with a few sealed ahead."""
    source = iter(households)
    household_id, person_id = first
    ahead: list[Any] = []
    while True:
        while len(ahead) < 8 and (piece := list(islice(source, CHUNK // 3))):
            ahead.append(pool.submit(seal_chunk, piece, household_id, person_id, stamp))
            household_id += len(piece)
            person_id += sum(len(household.persons) for household in piece)
        if not ahead:
            return
        yield ahead.pop(0).result()


def _next_ids() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {Tables.HOUSEHOLD}")  # noqa: S608
        household = cursor.fetchone()[0]
        cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {Tables.PERSON}")  # noqa: S608
        return household, cursor.fetchone()[0]


def _write(chunk: Chunk) -> None:
    insert_rows(Tables.HOUSEHOLD, HOUSEHOLD_COLUMNS, chunk.households)
    insert_rows(Tables.PERSON, PERSON_COLUMNS, chunk.persons)
    insert_rows(Tables.MEMBERSHIP, MEMBERSHIP_COLUMNS, chunk.memberships)


def restart_sequences() -> None:
    """What the database numbers next comes after the rows that were numbered here; the worker's right alone."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in (Tables.HOUSEHOLD, Tables.PERSON):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {table}",  # noqa: S608
                [table],
            )
