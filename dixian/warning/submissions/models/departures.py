"""Who stood in a unit's last roster and doesn't in this one."""

from typing import ClassVar

from django.db import models

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.warning.submissions.enums import Outcome
from dixian.warning.submissions.models.months import Batch, Row


class Departure(Record):
    """Somebody a roster doesn't name any more. row: theirs in the roster before; batch: the one they are not in.

    outcome: what it came to by the rule sheets, as of a row.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"person": "指向人"}
    impersonal = ("outcome", "outcome_reason")
    scope: ClassVar[Scope] = Scope(unit="unit_id")

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="departures")
    row = models.ForeignKey(Row, models.PROTECT, related_name="departures", verbose_name="原来那一行")
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("registry_households.Person", models.PROTECT, related_name="+")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    outcome = models.CharField("处置", max_length=10, choices=Outcome.choices, blank=True, default="")
    outcome_reason = models.CharField("处置理由", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "person"], name="left_once_per_batch")]
