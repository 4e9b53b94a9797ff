"""Roots outside the database: whoever rewrites entries and seals alike still disagrees with these files."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dixian.foundation.kernel.home import home


def roots_folder() -> Path:
    """`DIXIAN_ROOTS` (better on another disk or machine), or `roots` in the home folder."""
    return Path(os.environ.get("DIXIAN_ROOTS") or home() / "roots")


def append_root(day: date, seal_id: int, head: str) -> None:
    """Note the head of the chain after seal `seal_id`, durably, in the file of that day."""
    folder = roots_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{day.isoformat()}.txt").open("a", encoding="ascii") as file:
        file.write(f"{seal_id} {head}\n")
        file.flush()
        os.fsync(file.fileno())


def noted_roots() -> Iterator[tuple[int, str]]:
    """(seal id, head) of every line of every day. A line that can't be read gives (-1, its text)."""
    for path in sorted(roots_folder().glob("*.txt")):
        for line in path.read_text(encoding="ascii", errors="replace").splitlines():
            seal_id, _, head = line.partition(" ")
            yield (int(seal_id), head) if seal_id.isdecimal() else (-1, line)


def last_noted() -> int:
    """The highest seal id among the roots; 0 where none is noted. Reads the newest file only."""
    for path in sorted(roots_folder().glob("*.txt"), reverse=True):
        lines = path.read_text(encoding="ascii", errors="replace").split("\n")
        found = [int(line.partition(" ")[0]) for line in lines if line.partition(" ")[0].isdecimal()]
        if found:
            return max(found)
    return 0
