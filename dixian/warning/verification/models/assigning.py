"""责任分工: whose a household's leads are to look into, and where a township has given one to somebody else."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ALL, CHANGE, Grants
from dixian.foundation.kernel.scope import Scope


class Assignee(Record):
    """Who looks by default: into one household (包户), a 屯, or all of a village (网格)."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"group_name": "屯"}
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")
    # Taken back it goes; its history keeps the old image.
    grants: ClassVar[Grants] = Grants(ALL, CHANGE)

    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    group_name = models.CharField("屯", max_length=40, blank=True)
    household = models.ForeignKey(
        "registry_households.Household", models.PROTECT, null=True, related_name="+", verbose_name="户"
    )
    post = models.ForeignKey(
        "foundation_accounts.Post", models.PROTECT, related_name="+", verbose_name="责任人岗位"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "责任分工"
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(household__isnull=False), name="assignee_of_a_household"
            ),
            models.UniqueConstraint(
                fields=["village", "group_name"], condition=Q(household=None), name="assignee_of_a_group"
            ),
            models.CheckConstraint(
                condition=Q(household=None) | Q(group_name=""), name="assignee_of_group_or_household"
            ),
        ]


class Redirect(Record):
    """A township gave a lead that waits for its answer to somebody else (改派)."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")

    lead = models.ForeignKey("commons_leads.Lead", models.PROTECT, related_name="redirects")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    post = models.ForeignKey(
        "foundation_accounts.Post", models.PROTECT, related_name="+", verbose_name="改派给"
    )
    on = models.DateField("日期")
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="改派人"
    )

    objects = ScopedQuerySet.as_manager()
