"""What the benchmarks share: their arguments, the clock, the table, and the bare bulk insert they compare with."""

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VENDORS = ("sqlite", "postgresql")
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Target:
    """What is to be reached: at most `most` of `unit`, by the figure `found` takes from the rows."""

    most: float
    unit: str
    found: Callable[[Rows], float]

    def verdict(self, rows: Rows, fail_over: float | None) -> tuple[str, bool]:
        """The figure against the target in words, and whether it passes; all passes where nothing is to fail."""
        figure = self.found(rows)
        said = f"target: at most {self.most:g} {self.unit}; measured {figure:.2f}"
        if fail_over is None:
            return said, True
        passed = figure <= self.most * fail_over
        return f"{said}; {'passes' if passed else 'FAILS'} with a margin of {fail_over:g} times", passed


def parser(about: str | None) -> argparse.ArgumentParser:
    """Arguments every benchmark takes."""
    made = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--database", choices=VENDORS, help="one of the two; both where not given")
    made.add_argument("--json", action="store_true", help="a JSON line per database instead of the table")
    made.add_argument("--fail-over", type=float, help="exit 1 above the target times this")
    return made


def on_each_database(
    asked: argparse.Namespace, measure: Callable[[argparse.Namespace], Rows], *targets: Target
) -> int:
    """Print what `measure` finds on the database asked for; each of both in a process of its own.

    Django reads its settings once per process, so the second database needs a second one.
    """
    if asked.database is None:
        command = [sys.executable, *sys.argv]
        return max(subprocess.run([*command, "--database", one]).returncode for one in VENDORS)
    return print_result(asked, f"{Path(sys.argv[0]).stem}, {asked.database}", measure(asked), *targets)


def print_result(asked: argparse.Namespace, title: str, rows: Rows, *targets: Target) -> int:
    """The table, or a line of JSON, and the verdict on each target; the exit code that goes with them."""
    verdicts = [target.verdict(rows, asked.fail_over) for target in targets]
    said, passed = "\n".join(text for text, _ in verdicts), all(passes for _, passes in verdicts)
    if asked.json:
        name = Path(sys.argv[0]).stem
        print(
            json.dumps({"benchmark": name, **vars(asked), "rows": rows, "verdict": said}, ensure_ascii=False)
        )
    else:
        print_table(title, rows)
        print(said, flush=True)
    return 0 if passed else 1


def print_table(title: str, rows: Rows) -> None:
    """Rows with the same keys as columns of plain text."""
    lines = [list(rows[0]), *([_shown(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    print(f"\n{title}")
    for line in lines:
        first, *others = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        print("  ".join([first, *(text.strip().rjust(len(text)) for text in others)]).rstrip(), flush=True)


def _shown(value: Any) -> str:
    return "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, with the rubbish of earlier work swept away."""
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def processor() -> float:
    """Seconds of processor time of this process and of its children that have ended: what a busy machine stretches less."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def server_processor(before: tuple[int, float] = (0, 0.0)) -> tuple[int, float]:
    """The server process behind Django's connection, and its seconds of processor time since `before`; (0, 0) on SQLite."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return 0, 0.0
    connection.ensure_connection()
    backend = int(connection.connection.info.backend_pid)
    fields = Path(f"/proc/{backend}/stat").read_text().rsplit(")", 1)[1].split()
    used = sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    return backend, used - before[1] if backend == before[0] else used


def bare_insert(table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """What one would write by hand with the driver alone: COPY on PostgreSQL, executemany on SQLite."""
    from django.db import connection

    raw: Any = connection.connection
    names = ", ".join(columns)
    if connection.vendor == "sqlite":
        raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)
        return
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)
