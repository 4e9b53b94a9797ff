"""Uploads go sealed to disk as they arrive; Django's own handlers would spill them in plain text."""

import os
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from dixian.foundation.files import storage
from dixian.foundation.files.actions import drop
from dixian.foundation.files.storage import LARGEST, Content


class SealedUpload(UploadedFile):
    """An uploaded file whose content already lies sealed, pending until somebody files it."""

    def __init__(self, content: Content, name: str, content_type: str) -> None:
        super().__init__(None, name, content_type, content.size)
        self.content = content

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Not to be read here; take `content` to `files.api.file_content`."""
        raise OSError("已加密存放，只能通过 files.api 读取")

    def close(self) -> None:
        """Nothing is open."""


class SealingUploadHandler(FileUploadHandler):
    """Collects in memory up to the largest size a file may have, then seals. No plain byte touches the disk.

    Takes one file for each of `fields`, and none for others: a page says which it takes, and of what size.
    """

    def __init__(self, request: Any = None, *, fields: Sequence[str] = (), largest: int = LARGEST) -> None:
        super().__init__(request)
        self._largest = largest
        self._expected = list(fields)
        self._sealed: list[Content] = []

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        """A new file begins. Raises BadRequest where the page takes none of this name, or has it already."""
        super().new_file(field_name, *args, **kwargs)
        if field_name not in self._expected:
            raise BadRequest("这个地址不收这个文件")
        self._expected.remove(field_name)
        self.chunks: list[bytes] = []
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep one chunk. Raises RequestDataTooBig."""
        self.size += len(raw_data)
        if self.size > self._largest:
            raise RequestDataTooBig(f"文件超过 {self._largest} 字节")
        self.chunks.append(raw_data)

    def file_complete(self, file_size: int) -> SealedUpload:
        """Seal what was collected."""
        content = storage.write(self.chunks)
        self._sealed.append(content)
        self.chunks = []
        return SealedUpload(content, os.path.basename(self.file_name or "未命名"), self.content_type or "")  # noqa: PTH119

    def drop_unfiled(self) -> None:
        """At the end of the request: what no action has filed goes."""
        for content in self._sealed:
            drop(content)
