"""The abstract base of every model of the house."""

from typing import ClassVar, Literal

from django.db import models

from dixian.foundation.audit import context
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.scope import Scope
from dixian.foundation.kernel.uids import new_uid

History = Literal["editable", "insert_only"] | str


class Record(models.Model):
    """A row with an outside name, a version, an author, and a declared history.

    Every concrete model declares (checked by `audit.checks`):
    history: "editable" (old image kept on UPDATE and DELETE), "insert_only" (both refused),
        or "none: reason".
    personal: field name -> what personal data it is ("name", "id number (sealed)", ...); may be
        empty, and then says so.
    scope: who may see a row (`kernel.scope`).
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    version = models.PositiveIntegerField("版本", default=1)
    made_at = models.DateTimeField("登记时间", default=clock.now, editable=False)
    made_by = models.CharField("登记人", max_length=80, default=context.author, editable=False)

    history: ClassVar[History]
    personal: ClassVar[dict[str, str]]
    scope: ClassVar[Scope]

    class Meta:
        abstract = True
