"""Filing and taking out."""

from collections.abc import Iterable

from dixian.foundation.files import storage
from dixian.foundation.files.models import StoredFile
from dixian.foundation.files.storage import Content


def store(chunks: Iterable[bytes], *, name: str, content_type: str, purpose: str) -> StoredFile:
    """File a content. Returns its record. Raises Refusal where it is too large."""
    return file_content(storage.write(chunks), name=name, content_type=content_type, purpose=purpose)


def file_content(content: Content, *, name: str, content_type: str, purpose: str) -> StoredFile:
    """The record for a content that already lies on disk (an upload)."""
    return StoredFile.objects.create(
        name=name[-200:],
        size=content.size,
        sha256=content.sha256,
        content_type=content_type[:100],
        purpose=purpose,
    )


def content_of(stored: StoredFile) -> bytes:
    """The plain content, at most 64 MiB. Raises vault.ciphers.NotOurs where it was changed on disk."""
    return b"".join(storage.read(stored.sha256))
