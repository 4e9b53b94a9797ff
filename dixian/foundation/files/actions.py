"""Filing and taking out."""

import re
from collections.abc import Iterable
from datetime import date
from functools import partial

from django.db import transaction

from dixian.foundation.files import storage
from dixian.foundation.files.evidence import Kind, require_kind
from dixian.foundation.files.models import StoredFile
from dixian.foundation.files.storage import Content
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.masking import mask_numbers

NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f]")
# What a browser says of a file is anybody's text; of what we don't know we say so.
KNOWN_TYPES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "text/csv",
    "image/jpeg",
    "image/png",
    "image/webp",
    "application/pdf",
)
UNKNOWN_TYPE = "application/octet-stream"


def store(
    chunks: Iterable[bytes], *, name: str, content_type: str, purpose: str, expires_on: date | None = None
) -> StoredFile:
    """File a content. Returns its record. Raises Refusal where it is too large."""
    content = storage.write(chunks)
    return file_content(content, name=name, content_type=content_type, purpose=purpose, expires_on=expires_on)


def file_content(
    content: Content,
    *,
    name: str,
    content_type: str,
    purpose: str,
    expires_on: date | None = None,
    kind: Kind | None = None,
) -> StoredFile:
    """The record for a pending content (an upload); the content moves to its own name on commit.

    kind: what it has to be by its content. Raises Refusal where it is something else.
    expires_on: the last day the content is kept, unless another record of the same content keeps it longer.
    A person's number in the name is masked: the name lies in clear, the content sealed.
    """
    if kind is not None:
        require_kind(content, name=name, kind=kind)
    made = StoredFile.objects.create(
        name=mask_numbers(NOT_IN_A_NAME.sub("", name))[-200:],
        size=content.size,
        sha256=content.sha256,
        content_type=content_type if content_type in KNOWN_TYPES else UNKNOWN_TYPE,
        purpose=purpose,
        expires_on=expires_on,
    )
    # Robust: what is committed is committed; a move that fails is made up for by the next sweep.
    transaction.on_commit(partial(storage.keep, content.pending), robust=True)
    return made


def drop(content: Content) -> None:
    """Take away a content that was not filed; one that was stays, even where its move has failed."""
    if content.pending.exists() and not _is_kept(content.sha256):
        content.pending.unlink(missing_ok=True)


def content_of(stored: StoredFile | Content) -> bytes:
    """The plain content, at most 64 MiB. Raises vault.ciphers.NotOurs where it was changed on disk,
    FileNotFoundError where it has expired."""
    return b"".join(storage.read(stored.sha256))


def sweep() -> int:
    """Finish the moves a crash left undone; take away what nobody filed for a day, and what has expired.

    Returns how many went.
    """
    gone = _expire()
    for path, sha256, abandoned in storage.waiting():
        if sha256 and _is_kept(sha256):
            storage.keep(path)
        elif abandoned:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _expire() -> int:
    """The records stay, for they say what was there; the contents go."""
    past = StoredFile.objects.filter(expires_on__lt=clock.today()).order_by("sha256")
    gone = 0
    for sha256 in past.values_list("sha256", flat=True).distinct():
        if _is_kept(sha256):
            continue
        aside = storage.set_aside(sha256)
        if aside is None:
            continue
        # Somebody may have filed the same content meanwhile.
        if _is_kept(sha256):
            storage.keep(aside)
            continue
        aside.unlink()
        gone += 1
    return gone


def _is_kept(sha256: str) -> bool:
    """Whether some record asks for this content, today."""
    return StoredFile.objects.filter(sha256=sha256).exclude(expires_on__lt=clock.today()).exists()
