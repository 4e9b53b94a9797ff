"""What the triggers, the sealer and the read spool write."""

from typing import ClassVar

from django.db import models

from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope, open_to_all

LOGS = open_to_all("只有审计管理员和督查的页面读它，页面按权限把门")


class Entry(models.Model):
    """The old image of one row, kept by a trigger at UPDATE or DELETE."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"old": "旧值；加密列在其中仍是密文"}
    scope: ClassVar[Scope] = LOGS

    id = models.BigAutoField(primary_key=True)
    xid = models.BigIntegerField("事务号", null=True, db_index=True)
    at = models.CharField("实际时间", max_length=40)
    business_at = models.CharField("业务时间", max_length=40)
    actor = models.CharField("操作人", max_length=80)
    post = models.CharField("岗位", max_length=20)
    on_behalf = models.CharField("代录岗位", max_length=20)
    request = models.CharField("请求编号", max_length=40)
    table = models.CharField("表", max_length=80)
    row = models.BigIntegerField("行")
    verb = models.CharField("动作", max_length=6)
    old = models.TextField("旧值")

    class Meta:
        indexes = [models.Index(fields=["table", "row"], name="entry_of_row")]


class Seal(models.Model):
    """One sealed batch of entries; `leaves` holds id (8 bytes) and SM3 (32 bytes) of each."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = LOGS

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField("封存时间")
    last_xid = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    leaves = models.BinaryField()
    # Unique, so that the chain can't fork.
    previous = models.CharField(max_length=64, unique=True)
    head = models.CharField(max_length=64)


class ReadRecord(Record):
    """Personal data somebody looked at or took out."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"reason": "查看理由，可能提到人"}
    scope: ClassVar[Scope] = LOGS

    at = models.DateTimeField("查看时间")
    actor = models.CharField("查看人", max_length=80)
    post = models.BigIntegerField("岗位", null=True)
    what = models.CharField("内容", max_length=80)
    subject = models.CharField("对象", max_length=80)
    uids = models.TextField("编号")
    count = models.PositiveIntegerField("条数")
    reason = models.CharField("理由", max_length=200)
    duty = models.CharField("待办编号", max_length=40)
    request = models.CharField("请求编号", max_length=40)
