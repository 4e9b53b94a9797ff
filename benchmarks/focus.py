"""Judging everybody for the focus groups: all facts of the county in one set-based pass.

The register of `dixian demo` and present facts such as departments push, about one a household, plus a year of
medical costs for a third of all people. Measured, in one process and in the worker's transactions:

- first judging: the memberships are empty, each has to be written.
- a night later: everything is judged again, nothing has changed.
- a changed line: everything is judged, one group changes.
- present facts alone: the same grouped question to the database without deciding and comparing. No target.

Target: judging everybody takes at most 15 seconds each time, also where it writes a hundred thousand rows with their
history besides, and the process at most 1,000 MB.
"""

import argparse
import resource
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ground import Ground, environment
from benchmarks.register_load import SINCE, county, load
from benchmarks.support import Rows, Target, on_each_database, parser, seconds

ASKED, NIGHT = "present facts alone", "a night later"
TARGETS = (
    Target(15, "seconds", lambda rows: max(row["seconds"] for row in rows if row["what"] != ASKED)),
    Target(1000, "MB", lambda rows: max(row["peak MB"] for row in rows)),
)
# kind, of how many people one has it, value
KINDS: tuple[tuple[str, int, Any], ...] = (
    ("health.own_cost", 3, None),
    ("safetynet.dibao", 25, "A类"),
    ("health.chronic", 12, SINCE),
    ("health.severe", 150, SINCE),
    ("work.lost", 60, "失业"),
    ("education.paid", 40, Decimal("8500")),
    ("disaster.loss", 80, Decimal("4000")),
    ("housing.grade", 90, "C级"),
    ("water.trouble", 90, "停水"),
)
PIECE = 5_000


def main() -> int:
    """Measure and print; each database in a process of its own, so that its peak is its own."""
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=300_000)
    return on_each_database(arguments.parse_args(), measure, *TARGETS)


def measure(asked: argparse.Namespace) -> Rows:
    """Seconds of each judging, how many memberships it wrote, and the peak memory so far."""
    with environment(asked.database) as cluster:
        ground = Ground(cluster)
        ground.copy()
        load(county(asked.people))
        facts = post_everything()
        rows = [row(ASKED, seconds(ask), facts)]
        for name, before in (
            ("first judging", None),
            (NIGHT, None),
            ("a changed line", lower_the_line),
        ):
            if before:
                before()
            written: list[int] = []
            taken = seconds(lambda written=written: written.append(judge()))
            rows.append(row(name, taken, written[0]))
        return rows


def row(what: str, taken: float, rows: int) -> dict[str, Any]:
    """A line of the table."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"what": what, "seconds": round(taken, 2), "rows": rows, "peak MB": round(peak)}


def post_everything() -> int:
    """The present facts, straight into their tables; returns how many."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading, writing
    from dixian.registry.households.models import Person

    with system_scope("command:benchmark"), reading():
        people = list(Person.objects.order_by("id").values_list("id", "household_id", "village_id"))
    facts = [
        (person, home, village, kind, value if value is not None else Decimal(person % 29_000))
        for kind, each, value in KINDS
        for person, home, village in people
        if person % each == 0
    ]
    for start in range(0, len(facts), PIECE):
        with system_scope("command:benchmark"), writing():
            write_facts(facts[start : start + PIECE])
    return len(facts)


def write_facts(piece: list[Any]) -> None:
    """Facts and their present rows, without the question which of several holds: each is the only one."""
    from dixian.foundation.areas.api import unit
    from dixian.foundation.kernel import clock
    from dixian.registry.facts.api import CurrentFact, Fact, kinds_by_code

    kinds = kinds_by_code()
    owners = {code: unit(kinds[code].owner).pk if kinds[code].sensitive else None for code, _, _ in KINDS}
    common = {"valid_from": clock.today(), "source_label": "基准"}
    made = Fact.objects.bulk_create(
        [
            Fact(household_id=home, person_id=person, village_id=village, kind=kind, owner_id=owners[kind],
                 **{kinds[kind].value: value}, **common)
            for person, home, village, kind, value in piece
        ]
    )  # fmt: skip
    CurrentFact.objects.bulk_create(
        [
            CurrentFact(fact=one, household_id=one.household_id, person_id=one.person_id,
                        village_id=one.village_id, kind=one.kind, owner_id=one.owner_id)
            for one in made
        ]
    )  # fmt: skip


def ask() -> None:
    """The grouped question alone."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading
    from dixian.foundation.kernel import clock
    from dixian.registry.focus.computing import computed
    from dixian.registry.focus.criteria import lines

    with system_scope("command:benchmark"), reading():
        computed(lines(clock.today()))


def judge() -> int:
    """As the job does it: one reading transaction, then pieces. Returns the rows written."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading, writing
    from dixian.registry.focus.keeping import difference, write

    with system_scope("command:benchmark"):
        with reading():
            made = difference()
        for part in made.pieces():
            with writing():
                write(part)
    return made.size


def lower_the_line() -> None:
    """Medical costs count from half the amount on."""
    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import writing
    from dixian.foundation.policy.models import Parameter

    with system_scope("command:benchmark"), writing():
        Parameter.objects.filter(code="focus.medical.least").update(text="5000")


if __name__ == "__main__":
    sys.exit(main())
