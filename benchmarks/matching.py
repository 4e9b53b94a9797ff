"""Matching a dirty list against a register, on one core.

Compared, on the same synthetic county and list, each in rounds by turns:

- match_rows: every row into its bin, all repairs; the register is already in memory.
- exact look-up: a dict of (number, name), which finds clean rows and nothing else. This is the floor.
- Splink, where `--splink` names a Python that has it: prediction by the stored model `splink_model.json` and the
  best of each row; both tables lie in DuckDB already, and it may use all cores. `splink_peer.py` says more.

Told apart from it: reading the register from a CSV file, which a command does once. MB is the peak of a process
of its own that has read all and matched once. The first round also loads the readings of the characters and, for
names that many bear, makes the orders that later rounds find.

Targets: the median of match_rows at most 0.9 seconds for 100,000 rows and 300,000 people; with `--large` at most
5.4 seconds and 2 GB for 1,000,000 rows and 3,000,000 people; at most 0.4 times as long as Splink.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.support import Rows, Target, print_result

HERE = Path(__file__).resolve().parent
JUDGED, PEER = "match_rows", "Splink"


def main() -> int:
    """Measure and print."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--people", type=int)
    made.add_argument("--rows", type=int)
    made.add_argument("--large", action="store_true", help="3,000,000 people and 1,000,000 rows")
    made.add_argument("--rounds", type=int, default=7)
    made.add_argument("--seed", type=int, default=7)
    made.add_argument("--splink", help="a Python that has splink, to compare with it")
    made.add_argument("--json", action="store_true", help="a JSON line instead of the table")
    made.add_argument("--fail-over", type=float, help="exit 1 above the target times this")
    asked = made.parse_args()
    people, rows = (3_000_000, 1_000_000) if asked.large else (300_000, 100_000)
    asked.people, asked.rows = asked.people or people, asked.rows or rows
    title = f"matching, {asked.rows} rows, {asked.people} people"
    return print_result(asked, title, measure(asked), *targets(asked))


def measure(asked: argparse.Namespace) -> Rows:
    """Seconds of each way: the first round, the median and the fastest; then megabytes and what was found."""
    with tempfile.TemporaryDirectory() as folder:
        world = ["--people", asked.people, "--rows", asked.rows, "--seed", asked.seed]
        _run(sys.executable, "matching_world.py", folder, *world)
        found: Rows = json.loads(_run(sys.executable, "matching_run.py", folder, asked.rounds))
        if asked.splink:
            found.append(json.loads(_run(asked.splink, "splink_peer.py", folder, "--rounds", asked.rounds)))
    columns = ("what", "first", "median", "fastest", "MB", "recall %", "precision %")
    return [{column: row.get(column) for column in columns} for row in found]


def targets(asked: argparse.Namespace) -> list[Target]:
    """What this size is held to."""
    found = [Target(5.4 if asked.large else 0.9, "seconds", lambda rows: _of(rows, JUDGED, "median"))]
    if asked.large:
        found.append(Target(2048, "MB", lambda rows: _of(rows, JUDGED, "MB")))
    if asked.splink:
        found.append(
            Target(0.4, "times Splink", lambda rows: _of(rows, JUDGED, "median") / _of(rows, PEER, "median"))
        )
    return found


def _of(rows: Rows, what: str, column: str) -> float:
    return float(next(row[column] for row in rows if row["what"] == what))


def _run(python: str, script: str, *arguments: object) -> str:
    """What the script printed; in a process of its own, so that nobody counts another's memory."""
    command = [python, str(HERE / script), *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
