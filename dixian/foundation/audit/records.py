"""The abstract base of every model of the house."""

from typing import ClassVar, Literal

from django.db import models

from dixian.foundation.audit import context
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.grants import Grants
from dixian.foundation.kernel.scope import Scope
from dixian.foundation.kernel.uids import new_uid

History = Literal["editable", "insert_only"] | str


class Record(models.Model):
    """A row with an outside name, a version, an author with their post, and a declared history.

    Every concrete model declares (checked by `audit.checks`):
    history: "editable" (old image kept on UPDATE and DELETE), "insert_only" (both refused),
        or "none: reason".
    personal: field name -> what personal data it is ("name", "id number (sealed)", ...); may be
        empty, and then says so.
    impersonal: the other fields of texts and bytes; each of them is in one of the two.
    scope: who may see a row (`kernel.scope`).
    And where it must:
    never_kept: columns that stay out of old images (a password's hash).
    grants: what `web` and `worker` may do, where its history does not say it (`kernel.grants`).
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    version = models.PositiveIntegerField("版本", default=1)
    made_at = models.DateTimeField("登记时间", default=clock.now, editable=False)
    made_by = models.CharField("登记人", max_length=80, default=context.author, editable=False)
    made_by_post = models.BigIntegerField("登记岗位", null=True, default=context.author_post, editable=False)

    history: ClassVar[History]
    personal: ClassVar[dict[str, str]]
    impersonal: ClassVar[tuple[str, ...]] = ("made_by",)
    scope: ClassVar[Scope]
    never_kept: ClassVar[tuple[str, ...]] = ()
    grants: ClassVar[Grants]

    class Meta:
        abstract = True
