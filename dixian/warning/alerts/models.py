"""Rule sheets, alerts, and what said the same again."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ALL, CHANGE, Grants
from dixian.foundation.kernel.money import yuan
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.foundation.vault.fields import BlindIndexField
from dixian.registry.households.enums import Group
from dixian.warning.alerts.enums import Event, Window

# How long the same matter is not raised again once it was found to be no risk.
INTERVAL = "12个月"


class RuleSheet(Record):
    """What raises in one kind and group, in force from a day on: a line, values of a choice, or being on the list.

    field: the column it speaks of, "" for the kind's amount (with a line) or for none (on the list). values: of a
    choice those that raise, from the lightest to the worst. interval: after a closed 无风险 the same matter may be
    raised again; "" for never. cause: the column that makes it another matter, "" for none.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = (
        *("group", "clause", "source", "mark"),
        *("event", "field", "window", "values", "interval", "cause"),
    )
    scope: ClassVar[Scope] = open_to_all("预警规则是全县通用的")
    # What has not come into force yet can be taken back.
    grants: ClassVar[Grants] = Grants(ALL, CHANGE)

    kind = models.ForeignKey(
        "warning_submissions.DataKind", models.PROTECT, related_name="rules", verbose_name="报送种类"
    )
    group = models.CharField("人群", max_length=20, choices=Group.choices)
    event = models.CharField("什么情况", max_length=10, choices=Event.choices, default=Event.ROW)
    field = models.CharField("判断的列", max_length=40, blank=True, default="")
    window = models.CharField("时间段", max_length=10, choices=Window.choices, default=Window.SINGLE)
    amount = models.DecimalField("预警线", max_digits=12, decimal_places=2, null=True)
    step = models.DecimalField("再次预警的递增额", max_digits=12, decimal_places=2, default=0)
    values = models.JSONField("预警的值", default=list)
    interval = models.CharField("再次预警的间隔", max_length=10, blank=True, default=INTERVAL)
    cause = models.CharField("区分事项的列", max_length=40, blank=True, default="")
    clause = models.CharField("条目", max_length=40)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True)
    source = models.CharField("依据", max_length=200)
    mark = models.CharField("可靠程度", max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "event", "group"],
                condition=Q(valid_to__isnull=True),
                name="one_open_rule_per_group",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="rule_has_a_source"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, step=0) | Q(amount__gt=0, step__gte=0),
                name="rule_steps_above_a_line",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="rule_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause} {self.get_group_display()} {self.condition}"

    @property
    def condition(self) -> str:
        """What raises, in words: the line, the values, or 在名单上."""
        if self.amount is not None:
            return yuan(self.amount)
        return "、".join(self.values) or str(Event(self.event).label)


class Alert(Record):
    """A linked row, or a leaving, that met a rule, with its sentence. amount: what was compared with a line; cause: of which matter."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {
        "sentence": "姓名和金额",
        "amount": "金额",
        "cause": "事项的盲索引",
    }
    impersonal = ("month",)
    scope: ClassVar[Scope] = Scope(
        area="village_id", unit="unit_id", household="household_id", guard="unit_id"
    )

    row = models.OneToOneField("warning_submissions.Row", models.PROTECT, null=True, related_name="alert")
    departure = models.OneToOneField(
        "warning_submissions.Departure", models.PROTECT, null=True, related_name="alert"
    )
    batch = models.ForeignKey("warning_submissions.Batch", models.PROTECT, related_name="alerts")
    rule = models.ForeignKey(RuleSheet, models.PROTECT, related_name="alerts")
    # Found by `alert_person_month`.
    person = models.ForeignKey("registry_households.Person", models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="alerts")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="来源单位"
    )
    month = models.CharField("月份", max_length=7)
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2, null=True)
    cause = BlindIndexField()
    level = models.PositiveSmallIntegerField("越过的台阶", default=0)
    sentence = models.CharField("说明", max_length=300)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "month"], name="alert_person_month")]
        constraints = [
            models.CheckConstraint(
                condition=Q(row__isnull=True, departure__isnull=False)
                | Q(row__isnull=False, departure__isnull=True),
                name="alert_of_a_row_or_a_departure",
            )
        ]


class Repeat(Record):
    """A later row that says the same as an alert: the newest is the alert's present state.

    suppressed: the household was found to be no risk before, and nothing is new.
    """

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"amount": "金额"}
    impersonal = ("month",)
    scope: ClassVar[Scope] = Scope(
        area="village_id", unit="unit_id", household="household_id", guard="unit_id"
    )

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="repeats")
    row = models.OneToOneField("warning_submissions.Row", models.PROTECT, related_name="repeat_of")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="来源单位"
    )
    month = models.CharField("月份", max_length=7)
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2, null=True)
    suppressed = models.BooleanField("不再预警", default=False)

    objects = ScopedQuerySet.as_manager()
