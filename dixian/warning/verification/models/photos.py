"""Photos that lie behind an answer (佐证照片)."""

from typing import ClassVar

from django.db import models

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.warning.verification.models.answers import Answer


class Photo(Record):
    """One photo of an answer: the original as it was sent, and what pages show of it, which says neither where nor with what."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="photos")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    original = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, related_name="+", verbose_name="原件"
    )
    shown = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, related_name="+", verbose_name="展示件"
    )
    width = models.PositiveIntegerField("宽")
    height = models.PositiveIntegerField("高")

    objects = ScopedQuerySet.as_manager()
