"""What the triggers, the sealer, the read spool and setup write."""

from typing import ClassVar

from django.db import models

from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ADD, NOTHING, READ, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all

LOGS = open_to_all("只有审计管理员和督查的页面读它，页面按权限把门")
PROOF = open_to_all("只有散列值和编号，不含农户信息")
# Pages have no business with the proof itself.
SEALING = Grants(NOTHING, ADD)


class WithoutImage(models.Manager["Entry"]):
    """Entries without their old image, which neither `web` nor `worker` may read by itself."""

    def get_queryset(self) -> models.QuerySet["Entry"]:
        """All entries, `old` left out."""
        return super().get_queryset().defer("old")


class Entry(models.Model):
    """The old image of one row, kept by a trigger at UPDATE or DELETE. `api.history_of` gives the images."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"old": "旧值；加密列在其中仍是密文"}
    impersonal = ("at", "business_at", "actor", "post", "on_behalf", "request", "table", "verb")
    scope: ClassVar[Scope] = LOGS
    grants: ClassVar[Grants] = Grants(READ, READ, hidden=("old",))

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

    objects = WithoutImage()

    class Meta:
        indexes = [
            models.Index(fields=["table", "row"], name="entry_of_row"),
            # Of what people did (`user:` comes after `job:` and all others); jobs change the most rows and pay nothing.
            models.Index(
                fields=["actor", "id"], condition=models.Q(actor__gte="user:"), name="entry_of_person"
            ),
        ]


class Seal(models.Model):
    """One sealed batch of rows of one table; `leaves` holds id (8 bytes) and SM3 (32 bytes) of each.

    columns: what of a row is under the leaves, so that a column added later breaks no seal.
    rule: how a row was hashed (`positions.leaf`); seals made before there were two keep the first.
    noted: how many roots had been noted outside before; with all but `id` it goes into `head`.
    A seal of the first version names no columns; it covers entries, and its head only the leaves.
    """

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("leaves", "previous", "head", "table", "columns")
    scope: ClassVar[Scope] = PROOF
    grants: ClassVar[Grants] = SEALING

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField("封存时间")
    table = models.CharField("表", max_length=80, default="foundation_audit_entry")
    columns = models.TextField("列", blank=True, default="")
    rule = models.PositiveSmallIntegerField("散列规则", default=1)
    last_xid = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    noted = models.PositiveIntegerField("已在外部登记的根值数", default=0)
    leaves = models.BinaryField()
    # Unique, so that the chain can't fork.
    previous = models.CharField(max_length=64, unique=True)
    head = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["table", "-id"], name="seal_of_table")]


class Root(models.Model):
    """A head of the chain that was noted outside, under its running number."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("head",)
    scope: ClassVar[Scope] = PROOF
    grants: ClassVar[Grants] = SEALING

    id = models.BigAutoField(primary_key=True)
    number = models.PositiveIntegerField("编号", unique=True)
    seal_id = models.BigIntegerField("封存")
    head = models.CharField(max_length=64)


class KeyCheck(models.Model):
    """What a master key and the index key make of a known text: tells lost or foreign keys."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("sealed", "index")
    scope: ClassVar[Scope] = PROOF
    grants: ClassVar[Grants] = Grants(READ, READ)

    id = models.BigAutoField(primary_key=True)
    key_id = models.PositiveSmallIntegerField("密钥编号", unique=True)
    sealed = models.BinaryField()
    index = models.BinaryField()


class ReadRecord(Record):
    """Personal data somebody looked at or took out. `number` runs on without a gap; one is a lost note."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {
        "reason": "查看理由，可能提到人",
        "uids": "被查看的记录的编号",
    }
    impersonal = ("actor", "what", "subject", "duty", "request")
    scope: ClassVar[Scope] = LOGS
    # Loaded from the spool by the worker; a page can't forge one.
    grants: ClassVar[Grants] = Grants(READ, ADD)

    number = models.BigIntegerField("序号", null=True, db_index=True)
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

    class Meta:
        indexes = [
            models.Index(fields=["actor", "id"], name="read_of_person"),
            models.Index(fields=["at"], name="read_at"),
        ]
