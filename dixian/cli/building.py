"""One process at a time makes or upgrades a home folder; a second one says so and touches nothing."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dixian.cli.troubles import NotReady

LOCK = "building.lock"


@contextmanager
def building(folder: Path) -> Iterator[None]:
    """Hold the home folder. The lock goes with its process, however that ends. Raises NotReady where another has it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotReady(
                f"另一个 dixian demo 或 dixian setup 正在 {folder} 里建库，还没有做完；"
                "这次什么也没有动。请等它做完再启动，或另指定 DIXIAN_HOME"
            ) from None
        yield
    finally:
        os.close(handle)
