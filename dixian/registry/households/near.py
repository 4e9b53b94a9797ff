"""The base of what rooms above keep about one household."""

from typing import ClassVar

from django.db import models

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope

NEAR = Scope(area="village_id", household="household_id")


class Near(Record):
    """What lies with one household, reached as it is; it stays as it was written unless a subclass says otherwise."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = NEAR

    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
