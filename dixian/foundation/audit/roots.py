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
    """Note the head of the chain after seal `seal_id`, durably."""
    folder = roots_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{day.isoformat()}.txt").open("a", encoding="ascii") as file:
        file.write(f"{seal_id} {head}\n")
        file.flush()
        os.fsync(file.fileno())


def noted_roots() -> Iterator[tuple[int, str]]:
    """(seal id, head) of every line of every day."""
    for path in sorted(roots_folder().glob("*.txt")):
        for line in path.read_text(encoding="ascii").splitlines():
            seal_id, head = line.split()
            yield int(seal_id), head
