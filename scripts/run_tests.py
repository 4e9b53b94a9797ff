"""All checks of the project, with the time each took: those that keep one processor busy beside each other, then the rest
one after another.

Usage: run_tests.py [--all] [--only NAME ...]
A part that fails does not stop the others; the exit code is 1 if any failed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
# How far above its target a figure may lie before it fails: the machine is rarely quiet.
MARGIN = "1.5"
WORKERS = min(4, os.cpu_count() or 2)


@dataclass(frozen=True)
class Part:
    """One check: its name, its command, what it needs in the environment, when it runs; single: on one processor."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    group: str = "test"
    only_in_all: bool = False
    single: bool = False


def tool(name: str, *arguments: str) -> list[str]:
    """A command of the virtual environment."""
    return [str(BIN / name), *arguments]


def pytest(*arguments: str, workers: int = WORKERS) -> list[str]:
    """pytest on several processes."""
    return tool("pytest", "-n", str(workers), "--durations", "12", *arguments)


def benchmark(script: str, database: str) -> list[str]:
    """A benchmark at full size (its defaults) that fails only well above its target."""
    return tool("python", f"benchmarks/{script}.py", "--database", database, "--fail-over", MARGIN)


SQLITE = {"DIXIAN_TEST_DB": "sqlite"}
POSTGRESQL = {"DIXIAN_TEST_DB": "postgresql"}
# A file stays in one process, which knows what it has judged and has the county it copies.
WALKS = ["tests/browser", "-m", "browser", "--dist", "loadfile"]
UNIT = ["--ignore=tests/browser", "--ignore=tests/architecture", "-m"]
USUAL = "not slow and not browser"

MIGRATIONS = ["makemigrations", "--check", "--dry-run", "--settings", "dixian.config.settings"]


def lint(name: str, command: list[str]) -> Part:
    """What a commit must pass."""
    return Part(name, command, group="lint", single=True)


PARTS = [
    Part(
        "浏览器 SQLite",
        pytest("tests/browser/test_main_job.py", "-m", "browser", workers=0),
        SQLITE,
        single=True,
    ),
    lint("类型", tool("mypy")),
    lint("排版", tool("ruff", "format", "--check", ".")),
    lint("规范", tool("ruff", "check", ".")),
    lint("分层", tool("lint-imports")),
    lint("门与约定", pytest("tests/architecture", workers=0)),
    lint("迁移齐全", tool("django-admin", *MIGRATIONS)),
    # Pages are swept where row security stands behind them; how processes start and end, and what is played, is alike on both.
    Part("单元 SQLite", pytest(*UNIT, f"{USUAL} and not sweep", "tests"), SQLITE),
    Part("单元 PostgreSQL", pytest(*UNIT, f"{USUAL} and not alike", "tests"), POSTGRESQL),
    Part("浏览器 PostgreSQL", pytest(*WALKS, workers=2), POSTGRESQL),
    Part("浏览器全部 SQLite", pytest(*WALKS, workers=2), SQLITE, only_in_all=True),
    Part("逐个地址、页面 SQLite", pytest(*UNIT, "sweep and not slow", "tests"), SQLITE, only_in_all=True),
    Part(
        "命令、进程和演练 PostgreSQL",
        pytest(*UNIT, "alike and not slow", "tests"),
        POSTGRESQL,
        only_in_all=True,
    ),
    Part("中断、恢复与迁移 SQLite", pytest("tests", "-m", "slow", workers=2), SQLITE, only_in_all=True),
    Part(
        "中断、恢复与迁移 PostgreSQL",
        pytest("tests", "-m", "slow", workers=2),
        POSTGRESQL,
        only_in_all=True,
    ),
    *(
        Part(f"全县规模 {script} {database}", benchmark(script, database), only_in_all=True)
        for database in ("sqlite", "postgresql")
        for script in ("register_load", "history", "pages")
    ),
    Part(
        "全县规模 matching",
        tool("python", "benchmarks/matching.py", "--fail-over", MARGIN),
        only_in_all=True,
    ),
]


def main() -> int:
    """Run the chosen parts and print the table of times."""
    parser = argparse.ArgumentParser(description="全部检查")
    parser.add_argument("--all", action="store_true", help="连同中断与恢复、全县规模")
    parser.add_argument("--only", nargs="*", default=[], help="只跑这些组或名称")
    asked = parser.parse_args()
    chosen = [
        part
        for part in PARTS
        if (asked.all or not part.only_in_all)
        and (not asked.only or part.name in asked.only or part.group in asked.only)
    ]
    if asked.all:
        os.environ["DIXIAN_TEST_THOROUGH"] = "1"
    # Hundreds of processes start below, and each would compile the whole program anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    results = list(run_all(chosen))
    print("\n各部分用时：")
    for part, passed, seconds in results:
        print(f"  {'通过' if passed else '失败'}  {seconds:6.1f} 秒  {part.name}")
    failed = sum(not passed for _, passed, _ in results)
    print(f"checks: {len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def run_all(parts: Sequence[Part]) -> Iterator[tuple[Part, bool, float]]:
    """Run them all. Gives each with whether it passed, and its seconds."""
    singles = [part for part in parts if part.single]
    with ThreadPoolExecutor(WORKERS) as lanes:
        for part, (passed, seconds, said) in zip(singles, lanes.map(run_quietly, singles), strict=True):
            print(f"\n== {part.name}\n{said}", end="", flush=True)
            yield part, passed, seconds
    for part in parts:
        if not part.single:
            print(f"\n== {part.name}", flush=True)
            yield part, *run(part)


def run_quietly(part: Part) -> tuple[bool, float, str]:
    """Run one part. Returns whether it passed, its seconds, and what it said."""
    with tempfile.TemporaryFile("w+", encoding="utf8", errors="replace") as said:
        passed, seconds = run(part, said)
        said.seek(0)
        return passed, seconds, said.read()


def run(part: Part, out: IO[str] | None = None) -> tuple[bool, float]:
    """Run one part in a home folder of its own. Returns whether it passed, and its seconds. out: where it speaks to."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dixian-test-") as home:
        environment = {**os.environ, "DIXIAN_HOME": home, **part.environment}
        done = subprocess.run(
            part.command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT if out else None
        )
    return done.returncode == 0, time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
