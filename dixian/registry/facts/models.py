"""Facts and their present state."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope

# `owner` is the unit that owns a sensitive kind; empty where whoever reaches the household may know.
SCOPE = Scope(area="village_id", unit="owner_id", household="household_id", guard="owner_id")
VALUE = Q(num__isnull=False) | Q(day__isnull=False) | Q(code__isnull=False) | Q(text__isnull=False)


class Fact(Record):
    """One thing known about a household, or about a person of it."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"num": "金额等", "text": "文字，不放证件号和诊断"}
    scope: ClassVar[Scope] = SCOPE

    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="facts")
    person = models.ForeignKey("registry_households.Person", models.PROTECT, null=True, related_name="facts")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, null=True, related_name="+", db_index=False
    )
    kind = models.CharField("种类", max_length=60)
    num = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    day = models.DateField(null=True)
    code = models.CharField(max_length=40, null=True)
    text = models.CharField(max_length=200, null=True)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True)
    source_label = models.CharField("来源", max_length=60)
    source_uid = models.UUIDField("来源编号", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["household", "kind", "valid_from"], name="fact_subject_kind")]
        constraints = [models.CheckConstraint(condition=VALUE, name="fact_has_a_value")]


class CurrentFact(Record):
    """The newest fact of each subject and kind; can be rebuilt from `Fact` at any time."""

    history: ClassVar[History] = "none: 由 Fact 推出，可随时重建"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = SCOPE

    fact = models.OneToOneField(Fact, models.PROTECT, related_name="current")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    person = models.ForeignKey("registry_households.Person", models.PROTECT, null=True, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, null=True, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=60)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "kind"], condition=Q(person__isnull=True), name="current_household_kind"
            ),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(person__isnull=False), name="current_person_kind"
            ),
        ]
