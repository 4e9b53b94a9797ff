"""Formulas that came to nothing: the program that wrote the file has never calculated them, or their result is wrong.

The reader of cells gives nothing there, and a row would lose its name without a word.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from dixian.foundation.kernel.text import tidy
from dixian.foundation.kernel.unread import UNCALCULATED
from dixian.foundation.sheets.guards import PIECE
from dixian.foundation.sheets.hidden_xlsx import parts_of
from dixian.foundation.sheets.lines import Line

FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
NAME = rb"(?:\w+:)?"
# A cell with a formula, and behind it nothing or an empty value.
EMPTY = re.compile(
    rb"<%(n)sc\s([^<>]{1,400})>\s*<%(n)sf(?:\s[^<>]{0,400})?(?:/>|>[^<]{0,8192}</%(n)sf>)\s*"
    rb"(?:<%(n)sv\s*/>|<%(n)sv>\s*</%(n)sv>)?\s*</%(n)sc>" % {b"n": NAME}
)
PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
# Calculated, and the result is an empty text.
CALCULATED = re.compile(rb"""(?:^|\s)t\s*=\s*["']str["']""")
# Of a piece without the beginning of a cell.
HELD = 1 << 16
# A wrong result, also of a formula that was pasted as a value.
WRONG = re.compile(
    rb"""<%(n)sc\s([^<>]{0,400}?\bt\s*=\s*["']e["'][^<>]{0,400})>.{0,8192}?<%(n)sv>(#[^<]{1,10})</%(n)sv>"""
    % {b"n": NAME},
    re.DOTALL,
)
IS_WRONG = re.compile(rb"""\st\s*=\s*["']e["']""")
# Row as the spreadsheet shows it -> place of the column -> what is said there.
Places = Mapping[int, Mapping[int, str]]


def uncalculated(content: bytes, names: Iterable[str]) -> dict[str, Places]:
    """Sheet -> where formulas without a result or with a wrong one stand, for the sheets of these names of an .xlsx."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        known = set(archive.namelist())
        parts = parts_of(archive)
        return {name: _of_part(archive, parts[name]) for name in names if parts.get(name) in known}


def marked(lines: Iterable[Line], places: Places) -> Iterator[Line]:
    """The lines, with what such a formula is called in its place; lines that say nothing else stay empty."""
    for number, line in enumerate(lines, start=1):
        if (said := places.get(number)) and any(tidy(cell) for cell in line):
            line.extend([""] * (max(said) + 1 - len(line)))
            for column, text in said.items():
                line[column] = line[column] or text
        yield line


def _of_part(archive: zipfile.ZipFile, part: str) -> Places:
    found: dict[int, dict[int, str]] = {}
    for piece in _cells(archive, part):
        for attributes, text in _said(piece):
            if place := PLACE.search(attributes):
                found.setdefault(int(place[2]), {})[_column(place[1])] = text
    return found


def _said(piece: bytes) -> Iterator[tuple[bytes, str]]:
    """What a cell says of itself, and what is said in its place."""
    if FORMULA.search(piece):
        for one in EMPTY.finditer(piece):
            if not CALCULATED.search(one[1]):
                yield one[1], UNCALCULATED
    if IS_WRONG.search(piece):
        for one in WRONG.finditer(piece):
            yield one[1], one[2].decode(errors="replace")


def _cells(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part in pieces, none of which ends within a cell."""
    held = b""
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            seen = held + piece
            at = max(
                seen.rfind(b"<", 0, max(seen.rfind(b"<c "), seen.rfind(b":c ")) + 1), len(seen) - HELD, 0
            )
            yield seen[:at]
            held = seen[at:]
    yield held


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
