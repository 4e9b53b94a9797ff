"""How long the pages of the month take once a county has a year behind it: everybody at their desk, request after request.

Plays the synthetic county's months day by day, as `dixian simulate run` does (300,000 people and twelve months
take an hour and a half), gives the busiest village and its township their accounts, and asks for each page `--requests`
times after a warm-up, on the 15th of the month after the last (`year_pages.py`, as `web`). Times are from the request
to the whole answer, without the network.

Target: 95 of 100 requests within 150 ms. The peer is /health/live, the bare way through the application.
"""

import argparse
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.county import PROGRAM
from benchmarks.ground import environment
from benchmarks.pages import TARGET
from benchmarks.support import Rows, on_each_database, parser

PASSWORD = "Benchmark-2026"
HALF_MONTH = timedelta(days=14)


def main() -> int:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=300_000)
    arguments.add_argument("--months", type=int, default=12)
    arguments.add_argument("--requests", type=int, default=20)
    return on_each_database(arguments.parse_args(), measure, TARGET)


def measure(asked: argparse.Namespace) -> Rows:
    """Milliseconds of each page: median, 95th of 100, most."""
    with environment(asked.database):
        return measured(played(asked.people, asked.months), asked.requests)


def played(people: int, months: int) -> date:
    """A year of history in a fresh installation. Returns the first day after it."""
    from dixian.cli.setup import prepare

    prepare()
    from dixian.foundation.kernel.calendar import Month
    from dixian.simulation.drive.year import play
    from dixian.simulation.world.files import YEAR

    play(people=people, months=months, seed=7, fault=False, tell=lambda *_: None)
    # The seals of the history follow the real day, and tell what is dated otherwise.
    subprocess.run([*PROGRAM, "check"], check=True, stdout=subprocess.DEVNULL)
    after = Month(YEAR, 1)
    for _ in range(months):
        after = after.next()
    return after.first


def measured(after: date, requests: int) -> Rows:
    """The pages of a county that has been played up to this day, asked for by its posts."""
    from dixian.simulation.drive.staff import appoint_staff

    appoint_staff(PASSWORD, village=_busiest(), tell=lambda *_: None)
    script = str(Path(__file__).with_name("year_pages.py"))
    command = [sys.executable, script, (after + HALF_MONTH).isoformat(), PASSWORD, str(requests)]
    environ = {**os.environ, "DIXIAN_HOSTS": "testserver"}
    rows: Rows = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environ).stdout)
    return rows


def _busiest() -> str:
    """The village with the most leads."""
    from django.db.models import Count

    from dixian.commons.leads.api import Lead
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading

    with system_scope("command:benchmark"), reading():
        by_village = Lead.objects.values_list("village__code").annotate(leads=Count("id"))
        return str(by_village.order_by("-leads")[0][0])


if __name__ == "__main__":
    sys.exit(main())
