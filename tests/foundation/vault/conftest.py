"""A second installation, with keys of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Path]]:
    """Call it to go on in an installation with other keys; call it again after its keys changed."""
    from dixian.foundation.vault import blind, ciphers, keys

    def forget() -> None:
        for kept in (blind._state, ciphers._keys, ciphers._newest, keys.master_keys, keys.index_key):
            kept.cache_clear()

    def move() -> Path:
        keys.make_keys(tmp_path)
        monkeypatch.setenv("DIXIAN_HOME", str(tmp_path))
        forget()
        return tmp_path

    yield move
    monkeypatch.undo()
    forget()


@pytest.fixture
def someone(db: None, acting: Any) -> None:
    """The test acts and sees everything."""
