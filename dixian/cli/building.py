"""One process at a time makes or upgrades a home folder, and one demo runs on it; a second one says so and touches nothing."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dixian.cli.troubles import NotReady

LOCK, RUNNING = "building.lock", "running.lock"


@contextmanager
def building(folder: Path) -> Iterator[None]:
    """Hold the home folder. The lock goes with its process, however that ends. Raises NotReady where another has it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder / LOCK) as handle:
        if handle is None:
            raise NotReady(
                f"另一个 dixian demo 或 dixian setup 正在 {folder} 里建库，还没有做完；"
                "这次什么也没有动。请等它做完再启动，或另指定 DIXIAN_HOME"
            )
        yield


@contextmanager
def running(folder: Path, address: str) -> Iterator[None]:
    """Serve the home folder at an address. Raises NotReady that tells the other one where it is served already."""
    with _locked(folder / RUNNING) as handle:
        if handle is None:
            there = (folder / RUNNING).read_text(encoding="utf8")
            raise NotReady(f"这个演示县已经在 {there} 运行；打开它就行，要重新启动请先停掉那一个")
        os.ftruncate(handle, 0)
        os.write(handle, address.encode())
        yield


@contextmanager
def _locked(path: Path) -> Iterator[int | None]:
    """The open lock, None where another process has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield handle
    finally:
        os.close(handle)
