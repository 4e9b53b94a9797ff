"""Leads and where they came from."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.commons.leads.enums import IN_THE_LOOP, LeadState, Verdict
from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope


def overdue(on: date, lead: str = "") -> Q:
    """Past the limit of the present step on `on`; the one meaning of 超期, for counts and lists alike.

    lead: how the lead is reached from what is asked (`lead__`).
    """
    return Q(**{f"{lead}state__in": IN_THE_LOOP, f"{lead}due_on__lt": on})


class LeadQuerySet(ScopedQuerySet["Lead"]):
    """Narrowings of leads."""

    def overdue(self, on: date) -> "LeadQuerySet":
        """Those past the limit of their present step on `on`."""
        return self.filter(overdue(on))


class Lead(Record):
    """One household under question."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"household": "指向户"}
    impersonal = ("state", "verdict", "reason")
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")

    household = models.ForeignKey(
        "registry_households.Household", models.PROTECT, related_name="leads", verbose_name="户"
    )
    # Found by the indexes below that begin with them.
    village = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村", db_index=False
    )
    township = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="乡镇", db_index=False
    )
    state = models.CharField("状态", max_length=10, choices=LeadState.choices, default=LeadState.WAITING)
    opened_on = models.DateField("发现日期")
    due_on = models.DateField("本步期限", null=True)
    verdict = models.CharField("核实结论", max_length=10, choices=Verdict.choices, blank=True)
    reason = models.CharField("理由", max_length=40, blank=True)
    closed_on = models.DateField("办结日期", null=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = "线索"
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="lead_state_due"),
            models.Index(fields=["township", "state", "id"], name="lead_township_state"),
            models.Index(fields=["village", "state", "id"], name="lead_village_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=~Q(state="closed"), name="one_open_lead_per_household"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on=None)),
                name="lead_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed", "at_risk", "referred", "verifying"]) | ~Q(verdict=""),
                name="lead_ends_with_a_verdict",
            ),
        ]


class LeadSource(Record):
    """Why a household is under question: one alert, with its sentence and its own answer."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"sentence": "姓名和金额"}
    impersonal = ("kind", "answer")
    # The sentence names an amount of the source's own data: no business of other units.
    scope: ClassVar[Scope] = Scope(
        area="village_id", unit="unit_id", household="household_id", guard="unit_id"
    )

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="sources", db_index=False)
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="来源单位"
    )
    kind = models.CharField("来源", max_length=20)
    source_uid = models.UUIDField("来源编号")
    group_uid = models.UUIDField("批次编号")
    sentence = models.CharField("说明", max_length=300)
    answer = models.CharField("答复", max_length=10, choices=Verdict.choices, blank=True)
    answered_on = models.DateField("答复日期", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["group_uid", "answered_on", "id"], name="source_group"),
            models.Index(fields=["lead", "unit"], name="source_lead_unit"),
        ]
        constraints = [models.UniqueConstraint(fields=["source_uid", "kind"], name="source_in_one_lead")]


class LeadMove(Record):
    """A lead has gone to another village: with its household, or by itself (移交) where it was the wrong village's."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="moves")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="迁到"
    )
    left = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="迁出")
    on = models.DateField("日期")
    moved = models.BooleanField("随户迁移", default=True)

    objects = ScopedQuerySet.as_manager()
