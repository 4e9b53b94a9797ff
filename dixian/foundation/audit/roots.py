"""Roots outside the database: whoever rewrites rows and seals alike still disagrees with these files.

A line is `number seal head mark`; the mark is made with a key of the vault. Lines of the first
version are `seal head`.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dixian.foundation.kernel.home import home
from dixian.foundation.vault.marks import mark

PURPOSE = "root"


@dataclass(frozen=True)
class Line:
    """One noted root. number 0: of the first version; seal_id 0: a line nobody of ours wrote. place: file and line."""

    number: int
    seal_id: int
    head: str
    place: str


def roots_folder() -> Path:
    """`DIXIAN_ROOTS` (better on another disk or machine), or `roots` in the home folder."""
    return Path(os.environ.get("DIXIAN_ROOTS") or home() / "roots").resolve()


def inside_home() -> bool:
    """Whether whoever can write the data can write the roots too, for sure."""
    return roots_folder().is_relative_to(home())


def append_root(day: date, number: int, seal_id: int, head: str) -> None:
    """Note the head of the chain after seal `seal_id`, durably, in the file of that day."""
    folder = roots_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    said = f"{number} {seal_id} {head}"
    with (folder / f"{day.isoformat()}.txt").open("a", encoding="ascii") as file:
        file.write(f"{said} {mark(said, PURPOSE)}\n")
        file.flush()
        os.fsync(file.fileno())


def noted_roots() -> Iterator[Line]:
    """Every line of every day, in order."""
    for path in sorted(roots_folder().glob("*.txt")):
        yield from _lines(path)


def last_noted() -> Line | None:
    """The newest line. Reads the newest file only."""
    for path in sorted(roots_folder().glob("*.txt"), reverse=True):
        lines = list(_lines(path))
        if lines:
            return lines[-1]
    return None


def _lines(path: Path) -> Iterator[Line]:
    for number, text in enumerate(path.read_text(encoding="ascii", errors="replace").splitlines(), start=1):
        yield _line(text, f"{path.name} 第 {number} 行")


def _line(text: str, place: str) -> Line:
    match text.split(" "):
        case [number, seal_id, head, made] if number.isdecimal() and seal_id.isdecimal():
            if mark(f"{number} {seal_id} {head}", PURPOSE) == made:
                return Line(int(number), int(seal_id), head, place)
        case [seal_id, head] if seal_id.isdecimal():
            return Line(0, int(seal_id), head, place)
    return Line(0, 0, "", place)
