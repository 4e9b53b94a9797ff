"""What runs over the whole county each night or year: quality checks, standing doubts, the opening of the year's incomes.

The register of `dixian demo` with the present facts of `focus.py`; a quarter of the households are made poverty-relieved,
so that some 30,000 get a statement. Measured, in one process and in the worker's transactions:

- quality checks: all run over everybody, nothing was found before.
- a night later: all run again, nothing has changed.
- standing doubts: everybody judged, nothing written.
- opening of the year: a statement for each of those households, with its duties.

Target: each takes at most 60 seconds, the process at most 1,000 MB.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.focus import post_everything, row
from benchmarks.ground import Ground, environment
from benchmarks.register_load import county, load
from benchmarks.support import Rows, Target, on_each_database, parser, seconds

TARGETS = (
    Target(60, "seconds", lambda rows: max(row["seconds"] for row in rows)),
    Target(1000, "MB", lambda rows: max(row["peak MB"] for row in rows)),
)
EACH = 4


def main() -> int:
    """Measure and print; each database in a process of its own, so that its peak is its own."""
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=300_000)
    return on_each_database(arguments.parse_args(), measure, *TARGETS)


def measure(asked: argparse.Namespace) -> Rows:
    """Seconds of each, how many rows it wrote or found, and the peak memory so far."""
    with environment(asked.database) as cluster:
        ground = Ground(cluster)
        ground.copy()
        load(county(asked.people))
        post_everything()
        make_relieved()
        rows = []
        for name, work in (
            ("quality checks", check),
            ("a night later", check),
            ("standing doubts", doubt),
            ("opening of the year", collect),
        ):
            done: list[int] = []
            taken = seconds(lambda work=work, done=done: done.append(work()))
            rows.append(row(name, taken, done[0]))
        return rows


def make_relieved() -> None:
    """A quarter of the households."""
    from django.db.models import F
    from django.db.models.functions import Mod

    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import writing
    from dixian.registry.households.models import Household

    with system_scope("command:benchmark"), writing():
        rows = Household.objects.alias(turn=Mod(F("id"), EACH)).filter(turn=0)
        rows.update(kind="poverty_relieved", monitored="")


def check() -> int:
    """As the job does it; returns the rows written."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading, writing
    from dixian.registry.quality.keeping import difference, write

    with system_scope("command:benchmark"), reading():
        made = difference()
    for part in made.pieces():
        with system_scope("command:benchmark"), writing():
            write(part)
    return len(made.come) + len(made.go) + len(made.other)


def doubt() -> int:
    """Everybody judged; returns how many would be listed."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading
    from dixian.warning.doubts.grounds import causes

    with system_scope("command:benchmark"), reading():
        return len(causes())


def collect() -> int:
    """The year's campaign; returns how many statements."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import writing
    from dixian.foundation.kernel import clock
    from dixian.registry.incomes.enums import CampaignKind
    from dixian.registry.incomes.opening import PIECE, add, begin, missing_of
    from dixian.registry.incomes.rules import year_ends

    with system_scope("command:benchmark"), writing():
        campaign = begin(CampaignKind.YEAR, year_ends(clock.today().year - 1), clock.today())
        homes = missing_of(campaign)
    for start in range(0, len(homes), PIECE):
        with system_scope("command:benchmark"), writing():
            add(campaign, homes[start : start + PIECE])
    return len(homes)


if __name__ == "__main__":
    raise SystemExit(main())
