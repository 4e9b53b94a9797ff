"""A half-year's check of every household: opened, kept each night, ticked off, looked at.

The register of `dixian demo`; one in three villages has somebody named for it. Measured, in one process and in the
worker's transactions:

- the list: households, beats and their duties, as the job of `open_check` makes them.
- a night: late arrivals, the ended and who is named, of a list on which nothing has been done.
- ticks: all households of ten villages, a village at once.
- progress: by township, then by village of each, as the bureau's page asks.

Target: the list takes at most 15 seconds, the process at most 1,000 MB.
"""

import argparse
import resource
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ground import Ground, environment
from benchmarks.register_load import county, load
from benchmarks.support import Rows, Target, on_each_database, parser, seconds

LIST = "the list"
TARGETS = (
    Target(15, "seconds", lambda rows: max(row["seconds"] for row in rows if row["what"] == LIST)),
    Target(1000, "MB", lambda rows: max(row["peak MB"] for row in rows)),
)
VILLAGES = 10


def main() -> int:
    """Measure and print; each database in a process of its own, so that its peak is its own."""
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=300_000)
    return on_each_database(arguments.parse_args(), measure, *TARGETS)


def measure(asked: argparse.Namespace) -> Rows:
    """Seconds of each part, over how many households, and the peak memory so far."""
    with environment(asked.database) as cluster:
        ground = Ground(cluster)
        ground.copy()
        load(county(asked.people))
        clerk = somebody()
        rows: Rows = []
        for name, part in (
            (LIST, lambda: listed(clerk)),
            ("a night", a_night),
            ("ticks", lambda: ticks(clerk)),
            ("progress", lambda: progress(clerk)),
        ):
            done: list[int] = []
            taken = seconds(lambda part=part, done=done: done.append(part()))
            rows.append(row(name, taken, done[0]))
        return rows


def row(what: str, taken: float, households: int) -> dict[str, Any]:
    """A line of the table."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"what": what, "seconds": round(taken, 2), "households": households, "peak MB": round(peak)}


def somebody() -> Any:
    """A clerk of the bureau; and the township's clerk answers for one in three of its villages."""
    from dixian.foundation.accounts import api as accounts
    from dixian.foundation.accounts.enums import Role
    from dixian.foundation.areas import api as areas
    from dixian.foundation.audit.api import writing
    from dixian.foundation.kernel import clock
    from dixian.warning.verification.api import Assignee

    since = clock.today()
    with accounts.system_scope("command:benchmark"), writing():
        for number, township in enumerate(areas.townships()):
            unit = areas.unit_of_area(township) or areas.unit("nyncj")
            user = accounts.User.objects.create(username=f"t{number}", name=f"某{number}", password="!")
            post = accounts.appoint(
                user=user, role=Role.TOWNSHIP_CLERK, unit=unit, area=township, valid_from=since
            )
            for village in areas.villages_of(township)[::3]:
                Assignee.objects.create(village=village, post=post)
        user = accounts.User.objects.create(username="bureau", name="某某", password="!")
        return accounts.appoint(
            user=user, role=Role.BUREAU_CLERK, unit=areas.unit("nyncj"), area=None, valid_from=since
        )


def listed(clerk: Any) -> int:
    """As the page asks and the job does it."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import writing
    from dixian.foundation.jobs.api import drain
    from dixian.warning.visits.api import Stop, open_check

    with system_scope("command:benchmark"):
        with writing():
            open_check(post=clerk)
        drain()
        return Stop.objects.count()


def a_night() -> int:
    """What the daily job does with an open list."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import writing
    from dixian.warning.visits.api import Stop, Sweep
    from dixian.warning.visits.sweeping import add_late, keep

    with system_scope("command:benchmark"), writing():
        sweep = Sweep.objects.get()
        add_late(sweep)
        keep(sweep)
        return Stop.objects.count()


def ticks(clerk: Any) -> int:
    """Whole villages, each in one form."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.accounts.enums import Capability
    from dixian.foundation.accounts.models import RoleRight
    from dixian.foundation.audit.api import writing
    from dixian.foundation.kernel import clock
    from dixian.warning.verification.enums import Method
    from dixian.warning.visits.api import Stop, Sweep, tick
    from dixian.warning.visits.enums import Outcome

    done = 0
    with system_scope("command:benchmark"), writing():
        RoleRight.objects.create(
            role=clerk.role, capability=Capability.ANSWER, valid_from=clock.today(), source="基准"
        )
        # A right counts from the next request on.
        clerk = type(clerk).objects.get(pk=clerk.pk)
        sweep = Sweep.objects.get()
        villages = Stop.objects.order_by("village_id").values_list("village_id", flat=True).distinct()
        for village in list(villages[:VILLAGES]):
            uids = list(Stop.objects.filter(village=village).values_list("uid", flat=True)[:1000])
            how = {"on": clock.today(), "method": Method.HOME, "outcome": Outcome.MET}
            done += tick(sweep=sweep, stop_uids=uids, post=clerk, **how)
    return done


def progress(clerk: Any) -> int:
    """Every table of the progress."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading
    from dixian.warning.visits.api import Sweep, by_township, by_village

    with system_scope("command:benchmark"), reading():
        sweep = Sweep.objects.get()
        return sum(
            one.total
            for township in by_township(sweep, clerk)
            for one in by_village(sweep, clerk, township.code)
        )


if __name__ == "__main__":
    sys.exit(main())
