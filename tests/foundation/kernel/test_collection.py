"""Python looks for circles again whatever became of the work that went without."""

import gc

import pytest

from dixian.foundation.kernel.collection import loading, no_collection


def test_what_was_loaded_is_not_looked_through_later() -> None:
    before = gc.get_freeze_count()
    with loading():
        assert not gc.isenabled()
        loaded: list[list[int]] = [[] for _ in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() - before >= len(loaded)


def test_work_that_failed_and_work_within_work_leave_it_as_it_was() -> None:
    with pytest.raises(ValueError, match="failed"), no_collection():
        with no_collection():
            pass
        assert not gc.isenabled()
        raise ValueError("failed")
    assert gc.isenabled()
