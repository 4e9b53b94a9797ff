"""A durable, sealed, append-only file that several processes write and one empties.

A line is `number sealed-note`. Numbers run on without a gap; the newest is also kept beside the
folder, so that a folder taken away is noticed. Lines of the first version have no number.
"""

import base64
import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dixian.foundation.kernel.home import home
from dixian.foundation.vault.ciphers import NotOurs, open_, seal

CONTEXT = "audit.spool"
DIGITS = 20


@dataclass(frozen=True)
class Note:
    """A line of the spool, opened. number: None in lines of the first version."""

    number: int | None
    content: bytes
    line: bytes


def spool_folder() -> Path:
    """Where notes wait for the worker."""
    return home() / "spool"


def append(note: bytes) -> None:
    """Seal `note` and return when it is on disk. Raises OSError."""
    with _open_for_append() as file:
        # The number beside the folder may lag behind by the note of a crash.
        number = max(newest_number() or 0, _last_number(file)) + 1
        line = b"%d %s\n" % (number, base64.b64encode(seal(note, _context(number))))
        # A torn line of a crash must not take ours along.
        torn = file.seek(0, os.SEEK_END) > 0 and not _ends_line(file)
        file.write(b"\n" + line if torn else line)
        file.flush()
        os.fsync(file.fileno())
        _keep_number(number)


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


def notes(path: Path) -> Iterator[Note]:
    """The notes of a file that `take` named. Unreadable lines go to quarantine."""
    unreadable = []
    for line in path.read_bytes().splitlines(keepends=True):
        number, _, sealed = line.rpartition(b" ")
        try:
            known = int(number) if number else None
            yield Note(known, open_(base64.b64decode(sealed, validate=False), _context(known)), line)
        except (NotOurs, ValueError):
            # Without its end it was never confirmed to anybody.
            if line.endswith(b"\n") and line.strip():
                unreadable.append(line)
    quarantine(unreadable)


def quarantine(lines: Iterable[bytes]) -> None:
    """Set lines that can't be loaded aside, each once, for `verify` to name."""
    new = set(lines)
    path = _quarantined()
    if path.exists():
        new -= set(path.read_bytes().splitlines(keepends=True))
    if not new:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.writelines(sorted(new))
        file.flush()
        os.fsync(file.fileno())


def quarantined() -> int:
    """How many lines could not be loaded so far."""
    places = (_quarantined(), spool_folder() / "unreadable.txt")
    return sum(path.read_bytes().count(b"\n") for path in places if path.exists())


def newest_number() -> int | None:
    """The number of the newest note as kept beside the folder; None where none is kept."""
    try:
        return int(_number_file().read_bytes() or b"0")
    except (FileNotFoundError, ValueError):
        return None


def waiting_numbers() -> set[int]:
    """Numbers of all notes that lie in the spool, quarantine included."""
    # The current file first: when it is set aside meanwhile, it is found among the others.
    found: set[int] = set()
    for name in ("reads.log", "waiting-*.log", "quarantine/*.txt"):
        for path in sorted(spool_folder().glob(name)):
            try:
                found |= set(_numbers(_complete(path.read_bytes())))
            except FileNotFoundError:
                # Loaded meanwhile.
                continue
    return found


def _numbers(content: bytes) -> Iterator[int]:
    for line in content.splitlines():
        number = line.partition(b" ")[0]
        if b" " in line and number.isdigit():
            yield int(number)


def _complete(content: bytes) -> bytes:
    """Without a torn line at the end."""
    return content[: content.rfind(b"\n") + 1]


def _last_number(file: BinaryIO) -> int:
    """The number of the last whole line; read from the end, since much may wait."""
    size, span = file.seek(0, os.SEEK_END), 4096
    while True:
        file.seek(max(0, size - span))
        lines = _complete(file.read()).splitlines()
        if span >= size or len(lines) > 1:
            return max(_numbers(b"\n".join(lines[-1:])), default=0)
        span *= 16


def _keep_number(number: int) -> None:
    # Always the same length, in place: it is never seen half written.
    handle = os.open(_number_file(), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.pwrite(handle, b"%0*d" % (DIGITS, number), 0)
    finally:
        os.close(handle)


def _context(number: int | None) -> str:
    return CONTEXT if number is None else f"{CONTEXT}#{number}"


def _number_file() -> Path:
    return home() / "reads.number"


def _current() -> Path:
    return spool_folder() / "reads.log"


def _quarantined() -> Path:
    return spool_folder() / "quarantine" / "notes.txt"


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


def _sync_folder() -> None:
    handle = os.open(spool_folder(), os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
