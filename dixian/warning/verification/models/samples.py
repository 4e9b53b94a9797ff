"""抽查: which closed leads of a month the bureau looks into again, and what it found."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope, open_to_all


class Draw(Record):
    """A month's draw: from how many, at which rates, with which seed. The same seed draws the same leads again.

    desk: of leads answered by phone or confirmed many at once, which are drawn at a rate of their own.
    """

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("month", "seed")
    scope: ClassVar[Scope] = open_to_all("只有月份和数字")

    month = models.CharField("月份", max_length=7, unique=True)
    seed = models.CharField("随机种子", max_length=32)
    percent = models.DecimalField("比例", max_digits=5, decimal_places=2)
    percent_desk = models.DecimalField("电话核实、批量确认的比例", max_digits=5, decimal_places=2)
    population = models.PositiveIntegerField("入户核实、逐户确认的户数")
    population_desk = models.PositiveIntegerField("电话核实、批量确认的户数")
    on = models.DateField("抽取日期")
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="抽取人"
    )

    objects = ScopedQuerySet.as_manager()


class Sample(Record):
    """A lead that was drawn."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="samples")
    lead = models.ForeignKey("commons_leads.Lead", models.PROTECT, related_name="samples")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    desk = models.BooleanField("电话核实或批量确认")
    due_on = models.DateField("抽查期限")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draw", "lead"], name="drawn_once")]


class Examination(Record):
    """What the bureau found: agreed, or to be looked at again, with a reason."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"reason": "重新核实的理由，可能提到人"}
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")

    sample = models.OneToOneField(Sample, models.PROTECT, related_name="examination")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    agreed = models.BooleanField("认可")
    reason = models.CharField("理由", max_length=200, blank=True)
    on = models.DateField("日期")
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="抽查人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(agreed=True) | ~Q(reason=""), name="reopened_with_a_reason")
        ]
