"""The sealed folder: `files/ab/abcdef…` in the home folder, and `files/pending/` before that.

A content is pending from its first byte until the record that names it is committed; only then it
moves to its own name. What lies under its own name is taken away only when no record keeps it any longer.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.home import home
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.vault.ciphers import NotOurs
from dixian.foundation.vault.streams import open_stream, seal_stream

LARGEST = 64 * 1024 * 1024
CONTEXT = "files.content"
# Longer than any request takes.
ABANDONED_SECONDS = 86_400


@dataclass(frozen=True)
class Content:
    """A content on disk: hash of the plain bytes, their number, and where it waits to be filed."""

    sha256: str
    size: int
    pending: Path


def write(chunks: Iterable[bytes]) -> Content:
    """Seal `chunks` to disk, durably, as pending. Raises Refusal above 64 MiB."""
    digest, size = hashlib.sha256(), 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST:
                raise Refusal(f"文件超过 {LARGEST // 1024 // 1024} MB", "拆成几个文件再上传")
            digest.update(chunk)
            yield chunk

    begun = _folder("pending") / f"new-{new_uid()}"
    try:
        with os.fdopen(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for piece in seal_stream(counted(), CONTEXT):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        whole = begun.with_name(f"{digest.hexdigest()}-{new_uid()}")
        begun.replace(whole)
        _sync(whole.parent)
        return Content(digest.hexdigest(), size, whole)
    finally:
        begun.unlink(missing_ok=True)


def keep(pending: Path) -> None:
    """Give a pending content its own name; its record is committed. Once more does no harm."""
    path = path_of(_sha256(pending))
    path.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        pending.replace(path)
    except FileNotFoundError:
        if not path.exists():
            raise
    _sync(path.parent)


def set_aside(sha256: str) -> Path | None:
    """Make a filed content a pending one again. Returns where it lies; None where there is none."""
    aside = _folder("pending") / f"{sha256}-{new_uid()}"
    try:
        path_of(sha256).replace(aside)
    except FileNotFoundError:
        return None
    return aside


def waiting() -> Iterator[tuple[Path, str, bool]]:
    """Each pending file: its path, its SHA-256 ("" while it is being written), whether it was abandoned."""
    begun = clock.wall().timestamp() - ABANDONED_SECONDS
    for path in sorted(_folder("pending").iterdir()):
        try:
            abandoned = path.stat().st_mtime < begun
        except FileNotFoundError:
            # Its request has just filed it, or dropped it.
            continue
        yield path, "" if path.name.startswith("new-") else _sha256(path), abandoned


def read(sha256: str) -> Iterator[bytes]:
    """Plain pieces of a content, filed or pending.

    Raises FileNotFoundError, or vault.ciphers.NotOurs where it was changed.
    """
    digest = hashlib.sha256()
    with _found(sha256).open("rb") as file:
        for piece in open_stream(file, CONTEXT):
            digest.update(piece)
            yield piece
    if digest.hexdigest() != sha256:
        raise NotOurs("文件内容与登记的 SHA-256 不符")


def size_of(sha256: str) -> int | None:
    """How many sealed bytes of a content lie on disk, filed or pending; None where it is not there."""
    # Asked twice: between the two looks of the first it may have moved to its own name.
    for _ in range(2):
        with suppress(FileNotFoundError):
            return _found(sha256).stat().st_size
    return None


def path_of(sha256: str) -> Path:
    """Where a content lies once it is filed."""
    return _folder() / sha256[:2] / sha256


def _found(sha256: str) -> Path:
    path = path_of(sha256)
    if path.exists():
        return path
    # A crash between the commit and the move leaves it here until the next sweep.
    return next(_folder("pending").glob(f"{sha256}-*"), path)


def _sha256(pending: Path) -> str:
    return pending.name.partition("-")[0]


def _folder(inside: str = "") -> Path:
    folder = home() / "files"
    # One after the other: parents made on the way would be open to others.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / inside).mkdir(mode=0o700, exist_ok=True)
    return folder / inside


def _sync(folder: Path) -> None:
    # The name is on disk only when its folder is.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
