"""Pieces grow and shrink with the time they take; none of the items is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.jobs import progress, sizing
from dixian.foundation.jobs.api import Pieces, drain, enqueue
from dixian.foundation.jobs.sizing import LEAST, next_size


@given(
    size=st.integers(LEAST, 2000),
    took=st.floats(0.001, 60),
    written=st.integers(1, 2000),
)
def test_the_next_piece_is_never_below_the_least_nor_more_than_twice_as_large(
    size: int, took: float, written: int
) -> None:
    found = next_size(size, min(written, size), took, 0.06)
    assert max(LEAST, size // 2) <= found <= size * 2


@pytest.mark.parametrize(
    ("took", "found"), [(0.06, 400), (0.03, 800), (0.08, 300), (6.0, 200), (0.0, 400), (0.001, 800)]
)
def test_a_full_piece_tells_how_many_rows_fit(took: float, found: int) -> None:
    assert next_size(400, 400, took, 0.06) == found


def test_a_rest_does_not_let_the_pieces_grow() -> None:
    assert next_size(400, 10, 0.001, 0.06) == 400
    assert next_size(400, 100, 0.12, 0.06) == 200


@pytest.mark.django_db
def test_every_item_is_in_one_piece(declared):
    seen: list[list[int]] = []

    def cut(job: progress.Progress) -> None:
        for piece in Pieces(most=300).of(list(range(1000))):
            with progress.once(f"{piece[0]}"):
                seen.append(list(piece))

    enqueue(declared(cut), key="k")
    drain()
    assert [one for piece in seen for one in piece] == list(range(1000))
    assert max(map(len, seen)) <= 300 and len(seen[0]) == sizing.FIRST
