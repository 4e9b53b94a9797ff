"""A roster of the whole county imported into an empty register, and the same file once more.

Three steps, as jobs take them: the file is read and compared; the approved batch is applied; the same roster, a year
later with one row in fifty changed, is compared. The sheet is the county's roster of `dixian simulate`.

Target: 300,000 people are applied within 90 seconds on a quiet machine.
"""

import argparse
import csv
import io
import resource
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ground import Ground, environment
from benchmarks.support import Rows, Target, on_each_database, parser, seconds

SEED, EVERY = 7, 50
APPLIED = "applied"
TARGET = Target(90, "seconds", lambda rows: next(row["seconds"] for row in rows if row["what"] == APPLIED))


def main() -> int:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=300_000)
    return on_each_database(arguments.parse_args(), measure, TARGET)


def measure(asked: argparse.Namespace) -> Rows:
    """Seconds of each step, and the most memory the process, and any of its children, had held by its end."""
    with environment(asked.database) as cluster:
        Ground(cluster).copy()
        first, second = (roster(asked.people, changed=changed) for changed in (False, True))
        rows = []
        for what, work in (
            ("compared", lambda: compared(first)),
            (APPLIED, approved),
            ("compared once more", lambda: compared(second)),
        ):
            took = round(seconds(work), 1)
            rows.append({"what": what, "seconds": took, "MB": held(), "MB of a child": held(children=True)})
        rows.append({"what": "counts", **newest().counts})
        return rows


def roster(people: int, *, changed: bool) -> bytes:
    """The sheet as UTF-8 CSV."""
    from dixian.foundation.areas.api import packaged_villages
    from dixian.simulation.world.files import LISTED
    from dixian.simulation.world.people import make_county

    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(LISTED)
    line = 0
    for home in make_county(people=people, seed=SEED, villages=packaged_villages()):
        kind = "脱贫户" if home.kind == "poverty_relieved" else "一般农户"
        for one in home.persons:
            line += 1
            name = f"{one.name}改" if changed and line % EVERY == 0 else one.name
            place = (home.township_name, home.village_name)
            cells = (one.number, home.number, name, one.id_number, one.sex, *place, one.relation, kind)
            out.writerow(cells)
    return text.getvalue().encode()


def compared(content: bytes) -> None:
    """Sent in, and the job run. Raises RuntimeError where it did not come to its end."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.areas.api import Area
    from dixian.foundation.audit.api import writing
    from dixian.foundation.files.api import store
    from dixian.foundation.jobs.api import enqueue
    from dixian.registry.households.api import ChangeBatch

    with system_scope("command:benchmark"), writing():
        stored = store([content], name="名册.csv", content_type="text/csv", purpose="户档案")
        county = Area.objects.get(level="county", valid_to=None)
        batch = ChangeBatch.objects.create(source="import", what="导入文件", area=county, stored=stored)
        enqueue("households.prepare_import", key=f"bench:{batch.uid}", batch_id=batch.pk)
    _run("prepared")


def approved() -> None:
    """The newest batch is written."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import writing
    from dixian.foundation.jobs.api import enqueue
    from dixian.registry.households.api import ChangeBatch

    batch = newest()
    with system_scope("command:benchmark"), writing():
        ChangeBatch.objects.filter(pk=batch.pk).update(state="applying")
        enqueue("households.apply_many", key=f"bench:apply:{batch.uid}", batch_id=batch.pk)
    _run("applied")


def _run(state: str) -> None:
    from dixian.foundation.jobs.api import drain

    drain()
    batch = newest()
    if batch.state != state:
        raise RuntimeError(f"the batch is {batch.state}: {batch.message}")


def newest() -> Any:
    """The batch made last."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading
    from dixian.registry.households.api import ChangeBatch

    with system_scope("command:benchmark"), reading():
        return ChangeBatch.objects.latest("id")


def held(*, children: bool = False) -> int:
    """Megabytes."""
    who = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    return resource.getrusage(who).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
