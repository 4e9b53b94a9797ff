"""Long contents in frames: whole, in order, to the end, or not at all."""

import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.vault import streams
from dixian.foundation.vault.ciphers import OVERHEAD, NotOurs
from dixian.foundation.vault.streams import open_stream, seal_stream

PLACE = "files.content"
SMALL = 32


@pytest.fixture(autouse=True)
def small_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    """Frames so small that a test has several of them."""
    monkeypatch.setattr(streams, "FRAME", SMALL)


def sealed(*chunks: bytes, context: str = PLACE) -> list[bytes]:
    return list(seal_stream(chunks, context))


def opened(frames: list[bytes], context: str = PLACE) -> bytes:
    return b"".join(open_stream(io.BytesIO(b"".join(frames)), context))


@given(st.lists(st.binary(max_size=3 * SMALL), max_size=6))
def test_a_content_opens_again_however_it_was_cut_into_chunks(chunks):
    frames = sealed(*chunks)
    assert opened(frames) == b"".join(chunks)
    assert all(len(frame) <= SMALL + OVERHEAD + 4 for frame in frames)


@pytest.mark.parametrize(("size", "frames"), [(0, 1), (1, 1), (SMALL, 1), (SMALL + 1, 2), (3 * SMALL, 3)])
def test_a_content_takes_as_many_frames_as_it_must_and_never_none(size, frames):
    assert len(sealed(b"x" * size)) == frames


@settings(max_examples=60)
@given(st.permutations(range(4)))
def test_frames_in_another_order_are_noticed(order):
    frames = sealed(b"x" * 4 * SMALL)
    if list(order) == [0, 1, 2, 3]:
        assert opened(frames) == b"x" * 4 * SMALL
        return
    with pytest.raises(NotOurs):
        opened([frames[index] for index in order])


@pytest.mark.parametrize(
    "kept", [[0], [0, 1, 2], [1, 2, 3], [0, 1, 3], [0, 0, 1, 2, 3], [0, 1, 2, 3, 3], [3]]
)
def test_frames_dropped_or_doubled_are_noticed(kept):
    frames = sealed(b"x" * 4 * SMALL)
    with pytest.raises(NotOurs):
        opened([frames[index] for index in kept])


@given(st.data())
def test_a_stream_cut_off_anywhere_is_noticed(data):
    whole = b"".join(sealed(b"x" * 3 * SMALL))
    with pytest.raises(NotOurs):
        opened([whole[: data.draw(st.integers(0, len(whole) - 1))]])


@pytest.mark.parametrize("change", [1, 128, 255])
def test_a_stream_changed_anywhere_is_noticed(change):
    whole = b"".join(sealed(b"x" * 3 * SMALL))
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= change
        with pytest.raises(NotOurs):
            opened([bytes(changed)])


def test_the_end_of_another_content_does_not_fit():
    one, two = sealed(b"x" * 2 * SMALL), sealed(b"y" * 3 * SMALL)
    with pytest.raises(NotOurs):
        opened([one[0], *two[1:][::-1]])


def test_a_stream_of_another_place_does_not_open():
    with pytest.raises(NotOurs):
        opened(sealed(b"x"), context="files.other")


def test_nothing_is_no_stream():
    with pytest.raises(NotOurs, match="文件是空的"):
        opened([])


def test_memory_stays_bounded_however_long_the_content(monkeypatch):
    monkeypatch.setattr(streams, "FRAME", 1 << 16)
    piece = b"x" * (1 << 14)
    tracemalloc.start()
    length = sum(len(frame) for frame in seal_stream((piece for _ in range(256)), PLACE))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert length > 4 << 20
    assert peak < 1 << 20
