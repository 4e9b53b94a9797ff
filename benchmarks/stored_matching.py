"""Matching a department's file against the register in the database.

Compared, on the same synthetic county and the same dirty rows (one in six), in blocks of 1,000 as a job does it:

- StoredRegister.match: every row into its bin, with all repairs; what the rules ask for is fetched and opened.
- exact look-up: the owners of the numbers by blind index, as before there were repairs. This is the floor.
- the whole register opened and laid out in memory, once: what a job would do first if it made a snapshot.

Target: what the repairs add to 60,000 rows at most 10 seconds.
"""

import argparse
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ground import Ground, environment
from benchmarks.register_load import county, load
from benchmarks.support import Rows, Target, on_each_database, parser, seconds

SEED = 7
BLOCK = 1000
JUDGED, FLOOR, SNAPSHOT = "StoredRegister.match", "exact look-up", "snapshot of everybody"
TARGET = Target(
    10,
    "seconds added",
    lambda rows: (
        next(row["seconds"] for row in rows if row["what"] == JUDGED)
        - next(row["seconds"] for row in rows if row["what"] == FLOOR)
    ),
)


def main() -> int:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=300_000)
    arguments.add_argument("--rows", type=int, default=60_000)
    return on_each_database(arguments.parse_args(), measure, TARGET)


def measure(asked: argparse.Namespace) -> Rows:
    """Seconds of each way, and the most memory the process had held by its end."""
    with environment(asked.database) as cluster:
        Ground(cluster).copy()
        load(county(asked.people))
        # As any database in use has been by its own housekeeping.
        analyze()
        rows = dirty(asked)
        ways = {FLOOR: lambda: exact(rows), JUDGED: lambda: match(rows), SNAPSHOT: everybody}
        return [{"what": name, "seconds": within(work), "MB": megabytes()} for name, work in ways.items()]


def analyze() -> None:
    """Let the planner count."""
    from django.db import connection

    connection.connection.execute("ANALYZE")


def dirty(asked: argparse.Namespace) -> list[Any]:
    """The file, as the reader gives it."""
    from dixian.foundation.areas.api import packaged_villages
    from dixian.registry.matching.api import Row
    from dixian.simulation.world.dirt import dirty_rows
    from dixian.simulation.world.people import make_county

    homes = list(make_county(people=asked.people, seed=SEED, villages=packaged_villages()))
    made = dirty_rows(homes, rows=asked.rows, seed=SEED)
    return [Row(one.name, one.number, one.township, one.village) for one in made]


def exact(rows: list[Any]) -> None:
    """Who has these numbers."""
    from dixian.foundation.vault.blind import blind
    from dixian.registry.households.api import persons_by_id_index

    for start in range(0, len(rows), BLOCK):
        persons_by_id_index(blind(str(row.number), "id") for row in rows[start : start + BLOCK])


def match(rows: list[Any]) -> None:
    """As a job does it."""
    from dixian.registry.matching.api import StoredRegister

    register = StoredRegister()
    for start in range(0, len(rows), BLOCK):
        register.match(rows[start : start + BLOCK])


def everybody() -> None:
    """All numbers opened."""
    from dixian.registry.matching.api import Register

    Register(everybody_listed())


def everybody_listed() -> Iterator[Any]:
    """Everybody as matching in memory lists them."""
    from dixian.registry.households.models import Person
    from dixian.registry.matching.api import Listed

    columns = ("number", "household__number", "name", "id_number", "village__parent__name", "village__name")
    people = Person.objects.filter(valid_to=None).values_list(*columns).iterator(5000)
    return (Listed(one[0], one[1], one[2], one[3].open() if one[3] else "", *one[4:]) for one in people)


def within(work: Any) -> float:
    """Seconds, as the system that reaches everybody."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading

    with system_scope("command:benchmark"), reading():
        return round(seconds(work), 2)


def megabytes() -> int:
    """The most this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
