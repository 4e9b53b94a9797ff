"""Uploads go sealed to disk as they arrive; Django's own handlers would spill them in plain text."""

import os
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from dixian.foundation.files import storage
from dixian.foundation.files.storage import LARGEST, Content


class SealedUpload(UploadedFile):
    """An uploaded file whose content already lies sealed under its hash."""

    def __init__(self, content: Content, name: str, content_type: str) -> None:
        super().__init__(None, name, content_type, content.size)
        self.content = content

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Not to be read here; take `content` to `files.api.file_content`."""
        raise OSError("已加密存放，只能通过 files.api 读取")


class SealingUploadHandler(FileUploadHandler):
    """Collects in memory up to the largest size a file may have, then seals. No plain byte touches the disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A new file begins."""
        super().new_file(*args, **kwargs)
        self.chunks: list[bytes] = []
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep one chunk; end the whole upload where the file is too large."""
        self.size += len(raw_data)
        if self.size > LARGEST:
            raise StopUpload(connection_reset=False)
        self.chunks.append(raw_data)

    def file_complete(self, file_size: int) -> SealedUpload:
        """Seal what was collected."""
        content = storage.write(self.chunks)
        self.chunks = []
        return SealedUpload(content, os.path.basename(self.file_name or "未命名"), self.content_type or "")  # noqa: PTH119
