"""Photos as phones send them, and what is none."""

import io
import struct
import zlib

from PIL import Image

PLACE = b"46.9N 127.1E, some phone"


def photo(kind: str = "JPEG", size: tuple[int, int] = (320, 200), *, turned: bool = False) -> bytes:
    """A picture of one colour, red in its left half, with a place in its EXIF where it is a JPEG."""
    made = Image.new("RGB", size, "navy")
    made.paste("red", (0, 0, size[0] // 2, size[1]))
    kept, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = PLACE.decode()
    if turned:
        exif[0x0112] = 6
    made.save(kept, kind, exif=exif)
    return kept.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that claims to be enormous."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
