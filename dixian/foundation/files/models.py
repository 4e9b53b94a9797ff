"""What is kept of a stored file."""

from typing import ClassVar

from django.db import models

from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope, open_to_all


class StoredFile(Record):
    """One filing of a content; the content itself lies sealed under its hash.

    expires_on: the last day it is kept; None for what stays.
    """

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"name": "文件名，可能带人名，号码已遮去"}
    impersonal = ("sha256", "content_type", "purpose")
    scope: ClassVar[Scope] = open_to_all("只经由所属记录的页面提供，页面先查所属记录的范围")

    name = models.CharField("文件名", max_length=200)
    size = models.BigIntegerField("字节数")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    content_type = models.CharField("类型", max_length=100)
    purpose = models.CharField("用途", max_length=40)
    expires_on = models.DateField("保存到", null=True)

    def __str__(self) -> str:
        return self.name
