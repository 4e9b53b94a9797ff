"""A durable, sealed, append-only file that several processes write and one empties."""

import base64
import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dixian.foundation.kernel.home import home
from dixian.foundation.vault.ciphers import NotOurs, open_, seal

CONTEXT = "audit.spool"


def spool_folder() -> Path:
    """Where notes wait for the worker."""
    return home() / "spool"


def append(note: bytes) -> None:
    """Seal `note` and return when it is on disk. Raises OSError."""
    line = base64.b64encode(seal(note, CONTEXT)) + b"\n"
    with _open_for_append() as file:
        # A torn line of a crash must not take ours along.
        torn = file.tell() > 0 and not _ends_line(file)
        file.write(b"\n" + line if torn else line)
        file.flush()
        os.fsync(file.fileno())


def take() -> list[Path]:
    """Set the current file aside and name all that wait. Writers go on in a new file."""
    current = _current()
    if current.exists():
        with current.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            number = 1 + max((int(path.stem.split("-")[1]) for path in _waiting()), default=0)
            current.rename(spool_folder() / f"waiting-{number:08}.log")
            _sync_folder()
    return _waiting()


def notes(path: Path) -> Iterator[bytes]:
    """The notes of a file that `take` named. Unreadable lines are kept aside, for `verify`."""
    unreadable = []
    for line in path.read_bytes().splitlines(keepends=True):
        try:
            yield open_(base64.b64decode(line, validate=False), CONTEXT)
        except (NotOurs, ValueError):
            # Without its end it was never confirmed to anybody.
            if line.endswith(b"\n") and line.strip():
                unreadable.append(line)
    _set_aside(unreadable)


def unreadable() -> int:
    """How many lines could not be read so far."""
    path = _aside()
    return path.read_bytes().count(b"\n") if path.exists() else 0


def _current() -> Path:
    return spool_folder() / "reads.log"


def _aside() -> Path:
    return spool_folder() / "unreadable.txt"


def _waiting() -> list[Path]:
    return sorted(spool_folder().glob("waiting-*.log"))


@contextmanager
def _open_for_append() -> Iterator[BinaryIO]:
    spool_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    path = _current()
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if not _is_still(path, file):
                continue
            if file.seek(0, os.SEEK_END) == 0:
                _sync_folder()
            yield file
            return


def _is_still(path: Path, file: BinaryIO) -> bool:
    """Whether `path` was not set aside between opening and locking."""
    try:
        return path.stat().st_ino == os.fstat(file.fileno()).st_ino
    except FileNotFoundError:
        return False


def _ends_line(file: BinaryIO) -> bool:
    return os.pread(file.fileno(), 1, file.tell() - 1) == b"\n"


def _set_aside(lines: Iterable[bytes]) -> None:
    new = set(lines)
    path = _aside()
    if path.exists():
        new -= set(path.read_bytes().splitlines(keepends=True))
    if not new:
        return
    with path.open("ab") as file:
        file.writelines(sorted(new))
        file.flush()
        os.fsync(file.fileno())


def _sync_folder() -> None:
    handle = os.open(spool_folder(), os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
