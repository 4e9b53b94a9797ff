"""Facts and their present state."""

from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ALL, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all

# `owner` is the unit that owns a sensitive kind; empty where whoever reaches the household may know.
SCOPE = Scope(area="village_id", unit="owner_id", household="household_id", guard="owner_id")
VALUES = ("num", "day", "code", "text")


def exactly_one() -> Q:
    """One of the value columns holds something, the others nothing."""
    ways = [Q(**{f"{name}__isnull": name != held for name in VALUES}) for held in VALUES]
    return reduce(or_, ways)


class Fact(Record):
    """One thing known about a household, or about a person of it."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {
        "num": "金额等",
        "code": "代码，如健康状况的粗分类",
        "text": "文字，不放证件号和诊断",
    }
    impersonal = ("kind", "source_label")
    scope: ClassVar[Scope] = SCOPE

    # Found by `fact_subject_kind`.
    household = models.ForeignKey(
        "registry_households.Household", models.PROTECT, related_name="facts", db_index=False
    )
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

    @property
    def value(self) -> Decimal | date | str:
        """What it says, whichever column holds it."""
        held: Decimal | date | str = next(one for name in VALUES if (one := getattr(self, name)) is not None)
        return held

    class Meta:
        indexes = [models.Index(fields=["household", "kind", "valid_from"], name="fact_subject_kind")]
        constraints = [models.CheckConstraint(condition=exactly_one(), name="fact_has_one_value")]


class CurrentFact(Record):
    """A fact that is true today: of each subject and kind the newest that has begun and has not ended.

    of: "" for a kind that holds one value at a time, the value for one that holds many. Can be made
    anew from `Fact` at any time; a job each night follows the calendar.
    """

    history: ClassVar[History] = "none: 由 Fact 推出，可随时重建"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("kind", "of")
    grants: ClassVar[Grants] = Grants(ALL, ALL)
    scope: ClassVar[Scope] = SCOPE

    fact = models.OneToOneField(Fact, models.PROTECT, related_name="current")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    person = models.ForeignKey("registry_households.Person", models.PROTECT, null=True, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, null=True, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=60)
    of = models.CharField(max_length=200, blank=True, default="")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "kind", "of"],
                condition=Q(person__isnull=True),
                name="current_household_kind",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "of"], condition=Q(person__isnull=False), name="current_person_kind"
            ),
        ]


class Turn(Record):
    """The present facts were brought to this day."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = open_to_all("只有日期")

    day = models.DateField("日期", unique=True)
