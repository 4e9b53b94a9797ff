"""What keeping history costs: rows loaded in bulk and changed in bulk, against a table without triggers.

Both sides write the same rows of the households' table (16 columns, one sealed), each on a fresh copy
of the same installation; the bare copy has the same indexes and foreign keys, no triggers, no row
security.

- load: Dixian's `insert_rows` against the driver's COPY (PostgreSQL) or executemany (SQLite). History
  keeps nothing of an insert; the row itself is the first image.
- update: one UPDATE of all rows. The trigger writes each old image into the history.
- bulk_create: the same number of further rows by Django's own bulk insert, on both sides. It is slow
  enough in itself to hide any trigger, so it is shown and not counted.

Target: history costs at most 1.8 times the bare bulk insert. Two lines say it, and the worse one counts:
the load itself, and the seconds that history added to load and update together, per second of bare load.
An update alone compares badly with any bare one (it writes each old image), so it is shown and not counted.
"""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ground import Ground, environment
from benchmarks.support import Rows, Target, bare_insert, on_each_database, parser, seconds

BATCH = 2_000
BOTH = "load and update"
STEPS = ("load", "update", BOTH, "bulk_create")
ADDED = "added by history, bare load"
TARGET = Target(
    1.8, "times bare", lambda rows: max(row["times"] for row in rows if row["what"] in ("load", ADDED))
)


def main() -> int:
    """Measure and print."""
    arguments = parser(__doc__)
    arguments.add_argument("--rows", type=int, default=100_000)
    arguments.add_argument("--rounds", type=int, default=5, help="the fastest of so many counts")
    return on_each_database(arguments.parse_args(), measure, TARGET)


def measure(asked: argparse.Namespace) -> Rows:
    """Seconds of each step with and without history, the fastest round of each."""
    taken: dict[tuple[str, bool], list[float]] = {
        (step, bare): [] for step in STEPS for bare in (False, True)
    }
    with environment(asked.database) as cluster:
        ground = Ground(cluster)
        for _ in range(asked.rounds):
            for bare in (False, True):
                ground.copy(bare=bare)
                load, update, create = steps(asked.rows, bare=bare)
                for step, one in zip(STEPS, (load, update, load + update, create), strict=True):
                    taken[step, bare].append(one)
    best = {place: min(each) for place, each in taken.items()}
    rows: Rows = [_line(step, best[step, False], best[step, True]) for step in STEPS]
    added = best[BOTH, False] - best[BOTH, True]
    return [*rows, _line(ADDED, added, best["load", True])]


def _line(what: str, kept: float, bare: float) -> dict[str, Any]:
    return {"what": what, "kept": round(kept, 2), "bare": round(bare, 2), "times": round(kept / bare, 2)}


def steps(count: int, *, bare: bool) -> tuple[float, float, float]:
    """Seconds of load, update, bulk_create; every old image must be in the history, or none in the bare copy."""
    from django.db.models import F

    from dixian.foundation.accounts.api import system_scope
    from dixian.foundation.audit.api import reading, writing
    from dixian.foundation.audit.models import Entry
    from dixian.registry.households.api import insert_rows
    from dixian.registry.households.models import Household

    table = Household._meta.db_table
    columns = [field for field in Household._meta.concrete_fields if field.column != "id"]
    names = tuple(str(field.column) for field in columns)
    insert = bare_insert if bare else insert_rows

    def load() -> None:
        with writing():
            insert(table, names, tuples)

    def update() -> None:
        with writing():
            Household.objects.update(size=F("size") + 1, version=F("version") + 1)

    def create() -> None:
        with writing():
            Household.objects.bulk_create(made, batch_size=BATCH)

    with system_scope("command:benchmark"):
        with reading():
            made = households(2 * count)
            tuples = [tuple(_value(field, one) for field in columns) for one in made[:count]]
            del made[:count]
        taken = seconds(load), seconds(update), seconds(create)
        with reading():
            kept = Entry.objects.filter(table=table).count()
    if kept != (0 if bare else count):
        raise RuntimeError(f"{kept} old images for {count} changed rows")
    return taken


def _value(field: Any, row: Any) -> Any:
    value = field.get_prep_value(getattr(row, field.attname))
    return (
        value.hex if isinstance(value, UUID) else value.isoformat() if isinstance(value, datetime) else value
    )


def households(count: int) -> list[Any]:
    """Rows ready to be written; one sealed phone serves all, so that no encryption is measured."""
    from dixian.foundation.areas.api import Area
    from dixian.foundation.vault.fields import Sealed
    from dixian.registry.households.models import Household

    villages = list(Area.objects.filter(level="village").order_by("id").values_list("id", flat=True))
    phone = Sealed.of("13800000000", f"{Household._meta.db_table}.phone")
    common = {
        "group_name": "前屯",
        "address": "前屯",
        "head_name": "王某某",
        "kind": "general",
        "phone": phone,
    }
    return [
        Household(
            number=f"H{serial:09}",
            village_id=villages[serial % len(villages)],
            size=3,
            phone_index=serial.to_bytes(16),
            **common,
        )
        for serial in range(count)
    ]


if __name__ == "__main__":
    sys.exit(main())
