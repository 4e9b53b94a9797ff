"""A photo somebody sent, made anew: turned upright, no larger than pages show, without what it says of place and device.

Opened in a process of its own with bounded memory, since a few bytes can claim to be a billion pixels.
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dixian.foundation.kernel.apart import Died, TookTooLong, answer, apart
from dixian.foundation.kernel.problems import Refusal

if TYPE_CHECKING:
    from PIL.Image import Image as Opened

FORMATS = ("JPEG", "PNG", "WEBP")
JPEG = "image/jpeg"
QUALITY = 82
MEMORY, MOST_SECONDS = 1 << 30, 20
REMEDY = "用手机重新拍照，或者存成 JPEG 再传"


class NotAPhoto(Refusal):
    """What was sent can't be shown as a photo; the sentence says why."""


@dataclass(frozen=True)
class Picture:
    """A JPEG made anew, and its size."""

    content: bytes
    width: int
    height: int


def made_anew(content: bytes, *, name: str, pixels: int, side: int) -> Picture:
    """The photo as pages show it. pixels: more are refused before they are read; side: the longest it gets.

    Raises NotAPhoto where it is no JPEG, PNG or WebP, is broken, or claims too many pixels.
    """
    try:
        said, made = apart(__name__, (content, pixels, side), seconds=MOST_SECONDS)
    except TookTooLong:
        raise NotAPhoto(f"照片“{name}”过了 {MOST_SECONDS} 秒还没有读完", REMEDY) from None
    except Died:
        raise NotAPhoto(f"照片“{name}”读不出来，可能已损坏或者太大", REMEDY) from None
    if said:
        raise NotAPhoto(f"照片“{name}”{said}", REMEDY)
    return Picture(*made)


def _work(given: tuple[bytes, int, int]) -> tuple[str, tuple[bytes, int, int] | None]:
    """In the process of its own: what is wrong with it, or the photo made anew."""
    # Only the process that opens photos loads what reads them.
    from PIL import Image, UnidentifiedImageError

    content, pixels, side = given
    # Ours is asked before anything is decoded.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as sent:
            if sent.width * sent.height > pixels:
                return (
                    f"有 {sent.width}×{sent.height} 个像素，超过能收的 {pixels // 1_000_000} 百万像素",
                    None,
                )
            sent.draft("RGB", (side, side))
            return "", _upright(sent, side)
    except UnidentifiedImageError:
        return "不是 JPEG、PNG 或 WebP 照片", None
    except (OSError, ValueError, SyntaxError, EOFError):
        return "已损坏，读不完整", None


def _upright(sent: "Opened", side: int) -> tuple[bytes, int, int]:
    from PIL import Image, ImageOps

    turned = ImageOps.exif_transpose(sent)
    turned.thumbnail((side, side))
    whole = Image.new("RGB", turned.size, "white")
    if turned.has_transparency_data:
        turned = turned.convert("RGBA")
        whole.paste(turned, mask=turned.getchannel("A"))
    else:
        whole.paste(turned.convert("RGB"))
    kept = io.BytesIO()
    whole.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return kept.getvalue(), whole.width, whole.height


if __name__ == "__main__":
    answer(_work, memory=MEMORY, seconds=MOST_SECONDS)
