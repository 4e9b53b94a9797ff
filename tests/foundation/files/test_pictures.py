"""A photo made anew: upright, small, without place and device; what is none is told in words and takes nobody along."""

import io

import pytest
from PIL import Image

from dixian.foundation.files.api import NotAPhoto, made_anew
from tests.support.photos import PLACE, bomb, photo

PIXELS, SIDE = 60_000_000, 1600


def anew(content: bytes, *, pixels: int = PIXELS, side: int = SIDE):
    return made_anew(content, name="家.jpg", pixels=pixels, side=side)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_phones_send_becomes_a_jpeg_that_says_nothing_of_where(kind):
    sent = photo(kind)
    made = anew(sent)
    assert PLACE in sent
    assert PLACE not in made.content
    with Image.open(io.BytesIO(made.content)) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == ("JPEG", (320, 200), {})
        assert (made.width, made.height) == shown.size


def test_it_is_turned_upright_and_no_larger_than_pages_show():
    made = anew(photo(size=(800, 400), turned=True), side=200)
    assert (made.width, made.height) == (100, 200)
    with Image.open(io.BytesIO(made.content)) as shown:
        top, bottom = shown.getpixel((50, 20)), shown.getpixel((50, 180))
    assert top[0] > 200 > 60 > bottom[0]


def test_what_shines_through_lies_on_white():
    kept = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(kept, "PNG")
    with Image.open(io.BytesIO(anew(kept.getvalue()).content)) as shown:
        assert min(shown.getpixel((10, 10))) > 250


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 no photo", "不是 JPEG、PNG 或 WebP 照片"),
        (b"", "不是 JPEG、PNG 或 WebP 照片"),
        (photo()[:700], "已损坏"),
        (photo("PNG")[:200], "已损坏"),
        (bomb(), "超过能收的 60 百万像素"),
        (bomb(4_000, 4_000), "已损坏"),
    ],
)
def test_what_is_none_is_told(content, says):
    with pytest.raises(NotAPhoto, match=says):
        anew(content)


def test_more_pixels_than_policy_allows_are_refused_unread():
    with pytest.raises(NotAPhoto, match="像素"):
        anew(photo(size=(1200, 1000)), pixels=1_000_000)
