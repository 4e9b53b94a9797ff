"""Rows, columns and sheets that a file keeps out of sight. What Excel's filter leaves out is a hidden row."""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from itertools import count, groupby
from typing import NamedTuple

TAG = rb"<(?:\w+:)?%s\s[^<>]*>"
SHEET, RELATION, COLUMN = (re.compile(TAG % name) for name in (b"sheet", b"Relationship", b"col"))
ROW = re.compile(rb"<(?:\w+:)?row(?:\s[^<>]*)?>")
ATTRIBUTE = re.compile(rb"""\s([\w:]+)\s*=\s*["']([^"']*)["']""")
TRUE = (b"1", b"true")
# The widest sheet Excel knows.
MOST_PLACES = 16_384
# Of the numbers of rows that are named.
MOST_NAMED = 12


class Hidden(NamedTuple):
    """rows: numbers as the spreadsheet shows them; columns: places from 0; sheets: names of those that are not read."""

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    sheets: tuple[str, ...] = ()


Grid = list[list[object]]


class Sheet(NamedTuple):
    """A sheet people see: its name, its cells, and what of it they don't see."""

    name: str
    grid: Grid
    hidden: Hidden = Hidden()


def hidden_in_xlsx(content: bytes, names: Iterable[str]) -> dict[str, Hidden]:
    """Sheet -> what is hidden in it, for the sheets of these names whose part is found."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = _parts(archive)
        known = set(archive.namelist())
        return {name: _of_part(archive.read(parts[name])) for name in names if parts.get(name) in known}


def sentence(hidden: Hidden, header: Sequence[str]) -> str:
    """What is said of it before anybody relies on the file; "" where nothing is hidden."""
    said = []
    if hidden.rows:
        said.append(f"第 {_ranges(hidden.rows)} 行共 {len(hidden.rows)} 行（隐藏的，或者被筛选掉的）")
    if hidden.columns:
        named = (f"{_letters(at)} 列{f'“{header[at]}”' if header[at] else ''}" for at in hidden.columns)
        said.append("、".join(named))
    read = f"文件里看不见的{'，'.join(said)}，都照样读了。" if said else ""
    sheets = "、".join(f"“{name}”" for name in hidden.sheets)
    unread = f"隐藏的工作表{sheets}没有读。" if sheets else ""
    return f"{read}{unread}不对的，在文件里取消隐藏和筛选，改好后重新上传" if read or unread else ""


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet -> the part of the archive that holds it."""
    relations = [_attributes(tag) for tag in RELATION.findall(_read(archive, "xl/_rels/workbook.xml.rels"))]
    targets = {one.get(b"Id", b""): one.get(b"Target", b"").decode() for one in relations}
    found = {}
    for tag in SHEET.findall(_read(archive, "xl/workbook.xml")):
        said = _attributes(tag)
        key = next((value for name, value in said.items() if name.endswith(b":id")), b"")
        target = targets.get(key, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found[html.unescape(said.get(b"name", b"").decode())] = part
    return found


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    return archive.read(part) if part in archive.namelist() else b""


def _of_part(part: bytes) -> Hidden:
    rows, number = [], 0
    for tag in ROW.findall(part):
        said = _attributes(tag)
        # A row that doesn't say where it stands follows the one before.
        number = int(said.get(b"r", number + 1))
        if said.get(b"hidden") in TRUE:
            rows.append(number)
    columns = [
        place
        for tag in COLUMN.findall(part)
        if (said := _attributes(tag)).get(b"hidden") in TRUE
        for place in range(int(said[b"min"]) - 1, min(int(said[b"max"]), MOST_PLACES))
    ]
    return Hidden(tuple(rows), tuple(columns))


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(ATTRIBUTE.findall(tag))


def _ranges(numbers: Sequence[int]) -> str:
    """`5、7—9`, and 等 where there are many."""
    counter = count()
    runs = [list(run) for _, run in groupby(sorted(numbers), lambda number: number - next(counter))]
    shown = [f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return "、".join(shown[:MOST_NAMED]) + ("等" if len(shown) > MOST_NAMED else "")


def _letters(place: int) -> str:
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
