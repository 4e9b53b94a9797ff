"""Matching a dirty list against a register, on one core.

Compared, on the same synthetic county and list, each in rounds by turns:

- match_rows: every row into its bin, all repairs; the register is already in memory.
- exact look-up: a dict of (number, name), which finds clean rows and nothing else. This is the floor.

Told apart from it: making the register's indexes from its rows, and reading it from a CSV file, which a
command does once; and the memory that the register and the results take. The first round also loads the
readings of the characters. Target: the median of match_rows at most 0.9 seconds for 100,000 rows and
300,000 people.
"""

import argparse
import gc
import io
import statistics
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.support import Rows, Target, print_result, seconds

SEED = 7
JUDGED = "match_rows"
TARGET = Target(0.9, "seconds", lambda rows: next(row["median"] for row in rows if row["what"] == JUDGED))


def main() -> int:
    """Measure and print."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--people", type=int, default=300_000)
    made.add_argument("--rows", type=int, default=100_000)
    made.add_argument("--rounds", type=int, default=7)
    made.add_argument("--json", action="store_true", help="a JSON line instead of the table")
    made.add_argument("--fail-over", type=float, help="exit 1 above the target times this")
    asked = made.parse_args()
    return print_result(asked, "matching", measure(asked), TARGET)


def measure(asked: argparse.Namespace) -> Rows:
    """Seconds of each way: the first round, the median and the fastest; then megabytes."""
    from dixian.registry.matching.register import Register, read_register
    from dixian.registry.matching.rows import match_rows

    people, rows = county(asked)
    register = Register(people)
    exact = {(one.number, one.name): one.person for one in people}
    ways: dict[str, Callable[[], object]] = {
        JUDGED: lambda: match_rows(rows, register),
        "exact look-up": lambda: [exact.get((row.number, row.name)) for row in rows],
        "indexes of the register": lambda: Register(people),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(asked.rounds):
        for name, work in ways.items():
            taken[name].append(seconds(work))
    text = as_csv(people)
    taken["register from a CSV file"] = [seconds(lambda: read_register(io.StringIO(text)))]
    memory = megabytes(lambda: read_register(io.StringIO(text)))
    return [
        {
            "what": name,
            "first": each[0],
            "median": statistics.median(each),
            "fastest": min(each),
            "MB": memory if "CSV" in name else None,
        }
        for name, each in taken.items()
    ]


def county(asked: argparse.Namespace) -> tuple[list[Any], list[Any]]:
    """The register and the list, as plain values; what made them is gone."""
    from dixian.cli.environment import bring_up

    bring_up("worker", needs_setup=False, needs_schema=False)
    from dixian.foundation.areas.api import packaged_villages
    from dixian.registry.matching.register import Listed
    from dixian.registry.matching.rows import Row
    from dixian.simulation.world.dirt import dirty_rows
    from dixian.simulation.world.people import make_county

    homes = list(make_county(people=asked.people, seed=SEED, villages=packaged_villages()))
    people = [
        Listed(one.number, home.number, one.name, one.id_number, home.township_name, home.village_name)
        for home in homes
        for one in home.persons
    ]
    dirty = dirty_rows(homes, rows=asked.rows, seed=SEED)
    return people, [Row(one.name, one.number, one.township, one.village) for one in dirty]


def as_csv(people: list[Any]) -> str:
    """The register as a file holds it."""
    header = "人编号,户编号,姓名,证件号码,乡(镇),行政村"
    return "\n".join([header, *(",".join(one[:6]) for one in people)])


def megabytes(work: Callable[[], object]) -> int:
    """What the result of `work` holds in memory."""
    gc.collect()
    tracemalloc.start()
    kept = work()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return round(held / 1024 / 1024)


if __name__ == "__main__":
    sys.exit(main())
