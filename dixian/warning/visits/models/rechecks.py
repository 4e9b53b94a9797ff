"""复核: what a township looks at again of a half-year's check, drawn at random by a kept seed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.registry.households.api import Near
from dixian.warning.visits.models.sweeps import Stop, Sweep
from dixian.warning.visits.models.visits import USER


class RecheckDraw(Record):
    """A township's draw: from how many, at which rate, with which seed. The same seed draws the same households again."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("seed",)
    scope: ClassVar[Scope] = Scope(area="township_id")

    sweep = models.ForeignKey(Sweep, models.PROTECT, related_name="draws", verbose_name="排查")
    township = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    seed = models.CharField("随机种子", max_length=32)
    percent = models.DecimalField("比例", max_digits=5, decimal_places=2)
    population = models.PositiveIntegerField("已走访的户数")
    on = models.DateField("抽取日期")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="抽取人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "复核抽取"
        constraints = [
            models.UniqueConstraint(fields=["sweep", "township"], name="rechecks_drawn_once_a_township")
        ]


class Recheck(Near):
    """A household that was drawn, with the visit that is looked at again."""

    impersonal = ("state",)

    draw = models.ForeignKey(RecheckDraw, models.PROTECT, related_name="rechecks", verbose_name="复核抽取")
    stop = models.OneToOneField(Stop, models.PROTECT, related_name="recheck", verbose_name="排查的户")
    visit = models.ForeignKey("warning_visits.Visit", models.PROTECT, related_name="+", verbose_name="走访")
    state = models.CharField("抽中时的状态", max_length=10)

    class Meta:
        verbose_name = "复核的户"


class RecheckResult(Near):
    """What the township found: as the village said, or different, in words."""

    personal: ClassVar[dict[str, str]] = {"found": "差异，可能提到人"}

    recheck = models.OneToOneField(Recheck, models.PROTECT, related_name="result", verbose_name="复核的户")
    differs = models.BooleanField("有差异")
    found = models.CharField("差异", max_length=200, blank=True)
    on = models.DateField("复核日期")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="复核人")

    class Meta:
        verbose_name = "复核结果"
        constraints = [
            models.CheckConstraint(condition=Q(differs=False) | ~Q(found=""), name="difference_in_words")
        ]
