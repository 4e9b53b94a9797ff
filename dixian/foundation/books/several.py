"""Several units in one cell of a workbook, as superiors write them: the first answers, the others stand beside it."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from dixian.foundation.areas.api import find_group, find_unit
from dixian.foundation.books.book import Book

Known = Callable[[str], Any]
PARTS = re.compile(r"[、，,；;／/|\n]+")
JOINED = re.compile(r"和|及|与")
ROLES = re.compile(
    r"^(?:牵头|主办|责任|配合|协办)(?:单位|部门)?[:：]|[(（](?:牵头|主办|责任|配合|协办)[)）]$|等$"
)


def parted(text: str) -> list[str]:
    """The names a cell holds, in order, each once, without words that say what a unit is there."""
    bare = (ROLES.sub("", piece.strip()).strip() for piece in PARTS.split(text))
    return list(dict.fromkeys(filter(None, bare)))


def with_others(book: Book, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows, where a cell names several units with the first in it, the others in the column for them (`Book.others`)."""
    known = cache(find_unit)
    return [
        _with_others(book, row, known) if book.others in row and "unit" in row else dict(row) for row in rows
    ]


def others_known(names: Iterable[str]) -> dict[str, Any]:
    """Name -> the unit or group it means, None where there is none."""
    return {name: find_unit(name) or find_group(name) for name in names}


def _with_others(book: Book, row: Mapping[str, Any], known: Known) -> dict[str, Any]:
    units = _names(row["unit"], known)
    beside = "、".join(dict.fromkeys([*units[1:], *_names(row[book.others], known)]))
    return {**row, "unit": units[0] if units else None, book.others: beside or None}


def _names(text: str | None, known: Known) -> list[str]:
    return [name for one in parted(text or "") for name in _joined(one, known)]


def _joined(name: str, known: Known) -> list[str]:
    """县医保局和县民政局 is two; 县发展和改革局 is one."""
    for one in JOINED.finditer(name):
        halves = [name[: one.start()], name[one.end() :]]
        if known(name) is None and all(map(known, halves)):
            return halves
    return [name]
