"""Rule sheets and alerts."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ALL, CHANGE, Grants
from dixian.foundation.kernel.money import yuan
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.registry.households.enums import Group


class RuleSheet(Record):
    """One line for one kind and group, in force from a day on."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("group", "clause", "source", "mark")
    scope: ClassVar[Scope] = open_to_all("预警规则是全县通用的")
    # What has not come into force yet can be taken back.
    grants: ClassVar[Grants] = Grants(ALL, CHANGE)

    kind = models.ForeignKey(
        "warning_submissions.DataKind", models.PROTECT, related_name="rules", verbose_name="报送种类"
    )
    group = models.CharField("人群", max_length=20, choices=Group.choices)
    amount = models.DecimalField("预警线", max_digits=12, decimal_places=2)
    step = models.DecimalField("再次预警的递增额", max_digits=12, decimal_places=2)
    clause = models.CharField("条目", max_length=40)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True)
    source = models.CharField("依据", max_length=200)
    mark = models.CharField("可靠程度", max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "group"], condition=Q(valid_to__isnull=True), name="one_open_rule_per_group"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="rule_has_a_source"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="rule_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause} {self.get_group_display()} {yuan(self.amount)}"


class Alert(Record):
    """A linked row over a line, with its sentence."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"sentence": "姓名和金额", "amount": "金额"}
    impersonal = ("month",)
    scope: ClassVar[Scope] = Scope(
        area="village_id", unit="unit_id", household="household_id", guard="unit_id"
    )

    row = models.OneToOneField("warning_submissions.Row", models.PROTECT, related_name="alert")
    batch = models.ForeignKey("warning_submissions.Batch", models.PROTECT, related_name="alerts")
    rule = models.ForeignKey(RuleSheet, models.PROTECT, related_name="alerts")
    person = models.ForeignKey("registry_households.Person", models.PROTECT, related_name="+")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="alerts")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="来源单位"
    )
    month = models.CharField("月份", max_length=7)
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    level = models.PositiveSmallIntegerField("越过的台阶", default=0)
    sentence = models.CharField("说明", max_length=300)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "month"], name="alert_person_month")]
