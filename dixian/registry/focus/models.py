"""Who is in a focus group."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.registry.focus.enums import FocusGroup
from dixian.registry.focus.rules import LONGEST


class FocusMembership(Record):
    """A household belongs to a group from-to; owner: of the sensitive fact its sentence rests on.

    rule: since when the lines hold that brought it in, and the edition of the criteria.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"sentence": "金额、救助和病残的粗分类", "group": "重点人群类别"}
    impersonal = ("rule",)
    # The worker alone judges; a page never writes here.
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE)
    scope: ClassVar[Scope] = Scope(
        area="village_id", unit="owner_id", household="household_id", guard="owner_id"
    )

    household = models.ForeignKey(
        "registry_households.Household", models.PROTECT, related_name="focus", verbose_name="户"
    )
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    owner = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, null=True, related_name="+", verbose_name="依据的归属单位"
    )
    group = models.CharField("重点人群", max_length=20, choices=FocusGroup.choices)
    sentence = models.CharField("依据", max_length=LONGEST)
    rule = models.CharField("规则版本", max_length=20)
    valid_from = models.DateField("列入日期")
    valid_to = models.DateField("移出日期", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "重点人群"
        indexes = [models.Index(fields=["group", "village", "id"], name="focus_group_village")]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "group"], condition=Q(valid_to=None), name="focus_group_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="focus_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_group_display())


class Renewal(Record):
    """Every household was judged on this day."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = open_to_all("只有日期")

    day = models.DateField("日期", unique=True)
