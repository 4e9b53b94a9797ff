"""Loading the register against a bare bulk load of the very same encrypted rows.

Compared, each on a fresh copy of the same installation, with the same rows, indexes, driver,
client process and transactions (about 5,000 persons each):

- load_register, sealing included: all of what `dixian demo` waits for; processes seal ahead of the writer.
- load_register, rows sealed before: the same function with the sealing taken out.
- bare: COPY (PostgreSQL) or executemany (SQLite) straight into the same tables, keys and all, from which
  only what Dixian adds is gone: triggers and row security. This is 1.0.
- bare, without foreign keys: what a load would take into tables that check nothing.

Target: load_register of rows sealed before takes at most 1.5 times the bare load.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ground import Ground, environment
from benchmarks.support import Rows, Target, bare_insert, on_each_database, parser, seconds

SINCE = date(2024, 1, 1)
SEED = 7
JUDGED = "load_register, rows sealed before"
WITHOUT_KEYS = "bare, without foreign keys"
TARGET = Target(
    1.5, "times bare", lambda rows: next(row["times bare"] for row in rows if row["what"] == JUDGED)
)


def main() -> int:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=300_000)
    arguments.add_argument("--rounds", type=int, default=3, help="the fastest of so many counts")
    return on_each_database(arguments.parse_args(), measure, TARGET)


def measure(asked: argparse.Namespace) -> Rows:
    """Seconds of each way, its fastest round, and how many times the bare load that is."""
    with environment(asked.database) as cluster:
        ground = Ground(cluster)
        households = county(asked.people)
        chunks: list[Any] = []
        sealing = seconds(lambda: chunks.extend(sealed(households)))
        ways = {
            "load_register, sealing included": ({}, lambda: load(households)),
            JUDGED: ({}, lambda: load_sealed(chunks)),
            "bare": ({"bare": True}, lambda: bare_load(chunks)),
            WITHOUT_KEYS: ({"bare": True, "foreign_keys": False}, lambda: bare_load(chunks)),
        }
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(asked.rounds):
            for name, (kind, work) in ways.items():
                ground.copy(**kind)
                taken[name].append(seconds(work))
                check(chunks)
    best = {"sealing alone, one process": sealing, **{name: min(each) for name, each in taken.items()}}
    return [
        {
            "what": name,
            "seconds": round(one, 2),
            "times bare": round(one / best["bare"], 2),
            "times without keys": round(one / best[WITHOUT_KEYS], 2),
        }
        for name, one in best.items()
    ]


def county(people: int) -> list[Any]:
    """The synthetic county of `dixian demo`, in memory."""
    from dixian.foundation.areas.api import Area, packaged_villages
    from dixian.simulation.drive.county import rows
    from dixian.simulation.world.people import make_county

    homes = make_county(people=people, seed=SEED, villages=packaged_villages())
    return list(rows(homes, dict(Area.objects.values_list("code", "id"))))


def sealed(households: list[Any]) -> Iterator[Any]:
    """The chunks load_register would write."""
    from dixian.foundation.kernel import clock
    from dixian.registry.households.loading import CHUNK
    from dixian.registry.households.sealing import Stamp, seal_chunk

    stamp = Stamp("command:benchmark", None, clock.now().isoformat(), SINCE)
    household, person = 1, 1
    for start in range(0, len(households), CHUNK // 3):
        piece = households[start : start + CHUNK // 3]
        yield seal_chunk(piece, household, person, stamp)
        household += len(piece)
        person += sum(len(one.persons) for one in piece)


def load(households: list[Any]) -> None:
    """As `dixian demo` does it."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.registry.households.api import load_register

    with system_scope("command:benchmark"):
        load_register(households, since=SINCE)


def load_sealed(chunks: list[Any]) -> None:
    """The same, handed chunks that are sealed."""
    with patch("dixian.registry.households.loading._sealed", lambda *_: iter(chunks)):
        load([])


def bare_load(chunks: list[Any]) -> None:
    """What one would write by hand: the driver alone."""
    from django.db import connection

    from dixian.registry.households.sealing import (
        HOUSEHOLD_COLUMNS,
        MEMBERSHIP_COLUMNS,
        PERSON_COLUMNS,
        Tables,
    )

    for chunk in chunks:
        connection.connection.execute("BEGIN")
        bare_insert(Tables.HOUSEHOLD, HOUSEHOLD_COLUMNS, chunk.households)
        bare_insert(Tables.PERSON, PERSON_COLUMNS, chunk.persons)
        bare_insert(Tables.MEMBERSHIP, MEMBERSHIP_COLUMNS, chunk.memberships)
        connection.connection.execute("COMMIT")


def check(chunks: list[Any]) -> None:
    """Every way must have written every row."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading
    from dixian.registry.households.models import Household, Membership, Person

    with system_scope("command:benchmark"), reading():
        written = [model.objects.count() for model in (Household, Person, Membership)]
    given = [
        sum(len(getattr(chunk, part)) for chunk in chunks)
        for part in ("households", "persons", "memberships")
    ]
    if written != given:
        raise RuntimeError(f"rows written: {written}, rows given: {given}")


if __name__ == "__main__":
    sys.exit(main())
