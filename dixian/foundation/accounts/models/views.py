"""How a person looks at a list."""

from typing import ClassVar

from django.db import models

from dixian.foundation.accounts.models.people import User
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ALL, READ, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all


class SavedView(Record):
    """What of a list is asked for, in which order, with which columns, under a name of the person's own.

    The one without a name holds the columns the person has chosen for the list at all times.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"name": "视图名称，可能提到人"}
    impersonal = ("listing", "query", "columns")
    scope: ClassVar[Scope] = open_to_all("只有筛选条件和栏目，不含农户信息；页面只列本人的")
    grants: ClassVar[Grants] = Grants(ALL, READ)

    user = models.ForeignKey(User, models.PROTECT, related_name="saved_views", verbose_name="用户")
    listing = models.CharField("名单", max_length=40)
    name = models.CharField("视图名称", max_length=20, blank=True)
    query = models.CharField("筛选条件和顺序", max_length=400, blank=True)
    columns = models.CharField("栏目", max_length=400, blank=True)

    class Meta:
        verbose_name = "视图"
        constraints = [models.UniqueConstraint(fields=["user", "listing", "name"], name="one_view_of_a_name")]
