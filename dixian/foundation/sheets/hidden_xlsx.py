"""What is hidden in an .xlsx, read from the parts of its archive: the reader of cells does not tell."""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from dixian.foundation.sheets.guards import PIECE
from dixian.foundation.sheets.hiding import MOST_PLACES, Hidden

TAG = rb"<(?:\w+:)?%s\s[^<>]*>"
SHEET, RELATION, COLUMN = (re.compile(TAG % name) for name in (b"sheet", b"Relationship", b"col"))
ROW = re.compile(rb"<(?:\w+:)?row(?:\s[^<>]*)?>")
ATTRIBUTE = re.compile(rb"""\s([\w:]+)\s*=\s*["']([^"']*)["']""")
TRUE = (b"1", b"true")


def hidden_in_xlsx(content: bytes, names: Iterable[str]) -> dict[str, Hidden]:
    """Sheet -> what is hidden in it, for the sheets of these names whose part is found."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = parts_of(archive)
        known = set(archive.namelist())
        return {name: _of_part(_tags(archive, parts[name])) for name in names if parts.get(name) in known}


def parts_of(archive: zipfile.ZipFile) -> dict[str, str]:
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


def _of_part(pieces: Iterable[bytes]) -> Hidden:
    rows, columns, number = list[int](), set[int](), 0
    for piece in pieces:
        for tag in ROW.findall(piece):
            said = _attributes(tag)
            # A row that doesn't say where it stands follows the one before.
            number = int(said.get(b"r", number + 1))
            if said.get(b"hidden") in TRUE:
                rows.append(number)
        for tag in COLUMN.findall(piece):
            said = _attributes(tag)
            if said.get(b"hidden") in TRUE:
                columns.update(range(int(said[b"min"]) - 1, min(int(said[b"max"]), MOST_PLACES)))
    return Hidden(tuple(rows), tuple(sorted(columns)))


def _tags(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part in pieces, none of which ends within a tag."""
    held = b""
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            whole, sign, rest = (held + piece).rpartition(b"<")
            # No tag is as long as that; without an end what is held would be copied with every piece.
            cut = max(len(rest) - PIECE, 0)
            yield whole + sign + rest[:cut] if cut else whole
            held = rest[cut:] if cut else sign + rest
    yield held


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(ATTRIBUTE.findall(tag))
