"""The county and the dirty list that `matching.py` measures on, as files; made apart, as making them takes memory."""

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

ROSTER = ("人编号", "户编号", "姓名", "证件号码", "乡(镇)", "行政村")
CELLS = ("name", "number", "township", "village")


def main() -> None:
    """Write the roster, the rows as a reader gives them, and the same rows as text with whom they are about."""
    made = argparse.ArgumentParser(description=__doc__)
    made.add_argument("folder", type=Path)
    for name in ("people", "rows", "seed"):
        made.add_argument(f"--{name}", type=int, required=True)
    asked = made.parse_args()
    homes, dirty = county(asked.people, asked.rows, asked.seed)
    _write(asked.folder / "roster.csv", ROSTER, (
        (one.number, home.number, one.name, one.id_number, home.township_name, home.village_name)
        for home in homes for one in home.persons
    ))  # fmt: skip
    _write(asked.folder / "list.csv", ("row", *CELLS, "person"), (
        (at, one.name, one.number, one.township, one.village, one.true_person) for at, one in enumerate(dirty)
    ))  # fmt: skip
    with (asked.folder / "rows.jsonl").open("w", encoding="utf8") as file:
        for one in dirty:
            file.write(json.dumps([getattr(one, cell) for cell in CELLS], ensure_ascii=False) + "\n")


def county(people: int, rows: int, seed: int) -> tuple[list[Any], list[Any]]:
    """The synthetic county and a list of its people."""
    from dixian.cli.environment import bring_up

    bring_up("worker", needs_setup=False, needs_schema=False)
    from dixian.foundation.areas.api import packaged_villages
    from dixian.simulation.world.dirt import dirty_rows
    from dixian.simulation.world.people import make_county

    homes = list(make_county(people=people, seed=seed, villages=packaged_villages()))
    return homes, list(dirty_rows(homes, rows=rows, seed=seed))


def _write(path: Path, header: tuple[str, ...], lines: Any) -> None:
    with path.open("w", encoding="utf8", newline="") as file:
        csv.writer(file).writerows([header])
        csv.writer(file).writerows(lines)


if __name__ == "__main__":
    main()
