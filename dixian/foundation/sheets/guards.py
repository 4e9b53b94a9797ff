"""Looks at a file's bytes before any reader does."""

import codecs
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable

from dixian.foundation.sheets.problems import NotASheet

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
# PNG, JPEG, GIF, TIFF; a picture may look like text without an encoding.
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
BOM = b"\xef\xbb\xbf"
LARGEST_UNPACKED = 600 * 1024 * 1024
# A list of people shrinks to a tenth or a fiftieth of its size, one of a million like rows to a hundredth; what is made
# to burst shrinks to a thousandth. Small parts do no harm.
MOST_TIMES, LARGE_PART = 200, 50 * 1024 * 1024
# A reader lays out every cell from A1 to the farthest one that holds something.
MOST_CELLS = 20_000_000
# No cell says so much of itself; without an end the search would go on to the end of the piece, again and again.
PLACE = rb"""\s(?:[^<>]{0,400}?\s)?r\s*=\s*["']%s["'][^<>]{0,400}(?<!/)>"""
CELL = re.compile(rb"<(?:\w+:)?c" + PLACE % rb"([A-Za-z]{1,9})([0-9]{1,12})" + rb"(?!</)")
# Cells that don't say where they stand follow their row.
ROW = re.compile(
    rb"<(?:\w+:)?row" + PLACE % rb"([0-9]{1,12})" + rb"\s*<(?:\w+:)?c(?![^<>]{0,400}\sr\s*=)[\s>]"
)
BEGUN = re.compile(rb"<(?:\w+:)?(?:row|table:table-row)[\s/>]")
LONGEST_TAGS = 1024
PIECE = 1 << 20
# Of a text without commas that may be a list of names or numbers, in bytes.
LONGEST_LINE = 64
NULLS = 50
HEAD = 4096
# One character in so many is a separator, a digit or the end of a line.
NOUGHTS = 20
# A sheet has no more; a file that says so is made to burst.
MOST_ROWS = 1_048_576
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, RuntimeError, ValueError)
REMEDY = "在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”后再上传"


def refuse_unreadable(content: bytes, *, name: str) -> None:
    """Raises NotASheet for an empty, locked, broken, bursting or foreign file; says which and what to do."""
    if not content:
        raise NotASheet(f"文件“{name}”是空的", "重新导出后再上传")
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise NotASheet(f"文件“{name}”设了打开密码，读不了", "去掉密码后再上传")
        return
    if content.startswith(ZIP):
        _refuse_bursting(content, name=name)
        return
    if content.startswith(PICTURES):
        raise NotASheet(f"文件“{name}”是图片，不是 Excel 表格", "把内容录入 Excel 表格，再上传表格")
    if utf16_of(content):
        return
    if not _is_text(content) and not is_markup(content):
        raise NotASheet(f"文件“{name}”不是 Excel 表格", REMEDY)


def is_csv(content: bytes) -> bool:
    """Whether the content is plain text rather than a workbook."""
    return not content.startswith((OLE, ZIP)) and not is_markup(content)


def utf16_of(content: bytes) -> str:
    """The encoding of a text of two bytes a character, which “Unicode 文本” of Excel is; "" of anything else.

    Without a mark at its beginning it shows by the noughts of the separators and digits, which stand on one side.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = content[:HEAD]
    noughts = [head[side::2].count(0) for side in (0, 1)]
    few, many = sorted(noughts)
    if few or many * NOUGHTS < len(head) or content.startswith((OLE, ZIP)):
        return ""
    return "utf-16-be" if noughts[0] else "utf-16-le"


def is_markup(content: bytes) -> bool:
    """Whether the content is HTML or XML, whatever the file is called."""
    return content.removeprefix(BOM).lstrip()[:1] == b"<"


def _refuse_bursting(content: bytes, *, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > LARGEST_UNPACKED:
                raise NotASheet(
                    f"文件“{name}”展开后有 {unpacked // 1024 // 1024} MB，超过能读的大小",
                    "拆成几个文件再上传",
                )
            _refuse_bomb(archive.infolist(), name)
            names = archive.namelist()
            places = [_farthest(archive, part, name) for part in archive.infolist()]
    except DAMAGED:
        raise NotASheet(f"文件“{name}”不完整，打不开", "重新导出或重新传一次") from None
    if not any(part.startswith("xl/") or part == "content.xml" for part in names):
        raise NotASheet(f"文件“{name}”不是 Excel 表格", REMEDY)
    column, row = max(places, key=lambda place: place[0] * place[1], default=(1, 1))
    if sum(wide * high for wide, high in places) > MOST_CELLS:
        raise too_far(name, row, column)


def _refuse_bomb(parts: Iterable[zipfile.ZipInfo], name: str) -> None:
    """By what the archive says of itself, before anything of it is unpacked."""
    for part in parts:
        if part.file_size > LARGE_PART and part.file_size > MOST_TIMES * max(part.compress_size, 1):
            times = part.file_size // max(part.compress_size, 1)
            raise NotASheet(
                f"文件“{name}”里有一部分展开后是压缩时的 {times} 倍，正常的表格不会这样，没有打开", REMEDY
            )


def too_far(name: str, row: int, column: int) -> NotASheet:
    """What is said of a sheet whose farthest cell makes it too large to lay out."""
    return NotASheet(
        f"文件“{name}”有工作表一直用到第 {row} 行、第 {column} 列，超过能读的大小",
        "选中数据右侧的空列和下方的空行，整列整行删除，另存后再上传",
    )


def _farthest(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> tuple[int, int]:
    """Read a part to its end, which proves its declared size; the last column and row it names if a sheet.

    Raises NotASheet as soon as it has more rows than a sheet can have.
    """
    counted = 0
    columns, rows, held = {b"A"}, {1}, b""
    # The workbook may name any part as a sheet; what hides from this is bounded where it is opened.
    is_sheet = part.filename.endswith(".xml") and not part.filename.startswith(
        ("xl/sharedStrings", "xl/styles")
    )
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            if not is_sheet:
                continue
            seen = held + piece
            cells = CELL.findall(seen)
            columns.update({column for column, _ in cells})
            rows.add(max(int(row) for row in (b"1", *(row for _, row in cells), *ROW.findall(seen))))
            counted += len(BEGUN.findall(piece))
            if max(counted, *rows) > MOST_ROWS:
                raise too_far(name, max(counted, *rows), max(map(_column_number, columns)))
            held = seen[-LONGEST_TAGS:]
    return max(map(_column_number, columns)), max(rows)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _is_text(content: bytes) -> bool:
    head = content[:HEAD]
    # A null or two is a slip of some cell (`opening`), many are a program or a picture.
    if head.count(b"\0") * NULLS > len(head) or head.lstrip()[:1] in (b"<", b"%", b"{"):
        return False
    return any(sign in head for sign in (b",", b"\t", b";")) or _is_list(head)


def _is_list(head: bytes) -> bool:
    """One column: a header and at least one line below it, none of them longer than a cell of a list."""
    lines = [line for line in head.splitlines() if line.strip()]
    return len(lines) > 1 and max(map(len, lines)) <= LONGEST_LINE
