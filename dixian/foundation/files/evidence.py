"""What may be filed as a scan, as evidence, as a paper: known by its first bytes, whatever its name says.

Why a paper that may be filed can't be read, its reader says (pictures, old formats).
"""

from collections.abc import Sequence
from enum import Enum

from dixian.foundation.files import storage
from dixian.foundation.files.storage import Content
from dixian.foundation.kernel.problems import Refusal

PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
PHONE_PICTURES = (b"heic", b"heix", b"heif", b"mif1", b"avif")
OFFICE = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))


class Kind(Enum):
    """What a file is to be, in the words of whoever sends it."""

    SCAN = "照片（JPG、PNG、HEIC 等）或 PDF"
    PAPER = "Word 文档（.docx）、有文字的 PDF 或文本文件"
    EVIDENCE = "照片（JPG、PNG、HEIC 等）、PDF、Word 或 Excel 文件"


def require_kind(content: Content, *, name: str, kind: Kind) -> None:
    """Raises Refusal where a content is nothing of this kind."""
    first = _first(content)
    known = _is_scan(first) or (kind != Kind.SCAN and _starts(first, OFFICE))
    if not known and not (kind == Kind.PAPER and _is_text(first)):
        raise Refusal(f"文件“{name}”不是{kind.value}", "拍照或扫描后重新选择文件，或另存为 PDF 再上传")


def _first(content: Content) -> bytes:
    return next(iter(storage.read(content.sha256)), b"")[:64]


def _is_scan(first: bytes) -> bool:
    webp = first.startswith(b"RIFF") and first[8:12] == b"WEBP"
    phone = first[4:8] == b"ftyp" and first[8:12] in PHONE_PICTURES
    return webp or phone or first.startswith(b"%PDF-") or _starts(first, PICTURES)


def _is_text(first: bytes) -> bool:
    return _starts(first, (b"\xff\xfe", b"\xfe\xff")) or b"\0" not in first


def _starts(first: bytes, beginnings: Sequence[bytes]) -> bool:
    return first.startswith(tuple(beginnings))
