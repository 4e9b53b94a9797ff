"""One process that matches the files of `matching_world.py` as `dixian match` does, and prints how it went as JSON."""

import csv
import gc
import json
import resource
import statistics
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.support import Rows, seconds


def main(folder: Path, rounds: int) -> Rows:
    """match_rows and its floor by turns. MB: the peak of this process when it has read all and matched once."""
    from dixian.registry.matching.register import Register, read_register
    from dixian.registry.matching.rows import Row, match_rows

    made: list[Register] = []
    with (folder / "roster.csv").open(encoding="utf8", newline="") as lines:
        reading = seconds(lambda: made.append(read_register(lines)))
    register = made[0]
    with (folder / "rows.jsonl").open(encoding="utf8") as lines:
        rows = [Row(*json.loads(line)) for line in lines]
    # As the command does.
    gc.freeze()
    gc.disable()
    first = seconds(lambda: match_rows(rows, register))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    exact = {(one.number, one.name): one.person for one in register.owner.values()}
    ways: dict[str, Callable[[], list[Any]]] = {
        "match_rows": lambda: match_rows(rows, register),
        "exact look-up": lambda: [exact.get((row.number, row.name), "") for row in rows],
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, work in ways.items():
            taken[name].append(seconds(work))
    told = {
        "match_rows": {
            "first": first,
            "MB": peak,
            **_told(folder, (one.person for one in ways["match_rows"]())),
        },
        "exact look-up": {"first": None, "MB": None, **_told(folder, ways["exact look-up"]())},
    }
    found = [
        {"what": name, "median": statistics.median(each), "fastest": min(each), **told[name]}
        for name, each in taken.items()
    ]
    return [*found, {"what": "register from a CSV file", "first": reading}]


def _told(folder: Path, persons: Iterable[str]) -> dict[str, float]:
    """Recall: of the rows about residents, in 100; precision: of those that were put on anybody."""
    with (folder / "list.csv").open(encoding="utf8", newline="") as lines:
        truth = [line["person"] for line in csv.DictReader(lines)]
    pairs = [(person, true) for person, true in zip(persons, truth, strict=True) if person]
    right = sum(person == true for person, true in pairs)
    return {"recall %": 100 * right / sum(map(bool, truth)), "precision %": 100 * right / len(pairs)}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
