"""The sealed folder: `files/ab/abcdef…` in the home folder."""

import hashlib
import os
from collections.abc import Iterable, Iterator
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
# Longer than any upload takes.
ABANDONED_SECONDS = 86_400


@dataclass(frozen=True)
class Content:
    """A content on disk: hash of the plain bytes, and their number."""

    sha256: str
    size: int


def write(chunks: Iterable[bytes]) -> Content:
    """Seal `chunks` to disk, durably, under their hash. Raises Refusal above 64 MiB."""
    digest, size = hashlib.sha256(), 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST:
                raise Refusal(f"文件超过 {LARGEST // 1024 // 1024} MB", "拆成几个文件再上传")
            digest.update(chunk)
            yield chunk

    temporary = _folder() / f"new-{new_uid()}"
    try:
        with temporary.open("xb") as file:
            for piece in seal_stream(counted(), CONTEXT):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        content = Content(digest.hexdigest(), size)
        path = path_of(content.sha256)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        temporary.replace(path)
        _sync(path.parent)
        return content
    finally:
        temporary.unlink(missing_ok=True)


def sweep() -> int:
    """Take away what a crash left half written. Returns how many. Called when the worker starts."""
    begun = clock.wall().timestamp() - ABANDONED_SECONDS
    left = [path for path in _folder().glob("new-*") if path.stat().st_mtime < begun]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def read(sha256: str) -> Iterator[bytes]:
    """Plain pieces of a content. Raises FileNotFoundError, or vault.ciphers.NotOurs where it was changed."""
    digest = hashlib.sha256()
    with path_of(sha256).open("rb") as file:
        for piece in open_stream(file, CONTEXT):
            digest.update(piece)
            yield piece
    if digest.hexdigest() != sha256:
        raise NotOurs("文件内容与登记的 SHA-256 不符")


def path_of(sha256: str) -> Path:
    """Where a content lies."""
    return _folder() / sha256[:2] / sha256


def _folder() -> Path:
    folder = home() / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _sync(folder: Path) -> None:
    # The name is on disk only when its folder is.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
