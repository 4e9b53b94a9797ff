"""Sweeps: the month's round of the focus households, the half-year's check of every household."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.grants import CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.registry.households.api import NEAR
from dixian.warning.visits.enums import StopState, SweepKind, SweepState
from dixian.warning.visits.models.visits import USER, Visit
from dixian.warning.visits.rules import half_words


class Sweep(Record):
    """One month or half-year. listed_at: everybody of the register at that moment is on the list."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("kind", "period", "state", "word")
    scope: ClassVar[Scope] = open_to_all("只有期间、日期和状态")
    # The bureau and the worker open and close them; whoever visits reads them.
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE, county_only=True)

    kind = models.CharField("种类", max_length=10, choices=SweepKind.choices)
    period = models.CharField("期间", max_length=7)
    state = models.CharField("状态", max_length=10, choices=SweepState.choices, default=SweepState.LISTING)
    opened_on = models.DateField("开始日期")
    due_on = models.DateField("期限")
    listed_at = models.DateTimeField("名单截至", null=True)
    opened_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="发起人")
    closed_on = models.DateField("结束日期", null=True)
    closed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="结束人")
    word = models.CharField("结束时的说明", max_length=300, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "排查"
        constraints = [
            models.UniqueConstraint(fields=["kind", "period"], name="sweep_once_a_period"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on=None)),
                name="sweep_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="listing") | Q(listed_at__isnull=False), name="sweep_is_listed"
            ),
        ]

    def __str__(self) -> str:
        if self.kind == SweepKind.MONTH:
            return f"{Month.parse(self.period).label}重点户走访"
        return f"{half_words(self.period)}集中排查"


class Beat(Record):
    """The households of a village that one person, or the village in common, goes to in a sweep; a duty each."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = Scope(area="village_id", post="post_id")

    sweep = models.ForeignKey(Sweep, models.PROTECT, related_name="beats", verbose_name="排查")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    township = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    post = models.ForeignKey(
        "foundation_accounts.Post", models.PROTECT, null=True, related_name="+", verbose_name="责任人岗位"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "责任片"
        constraints = [
            models.UniqueConstraint(
                fields=["sweep", "village", "post"],
                condition=Q(post__isnull=False),
                name="beat_of_a_post",
            ),
            models.UniqueConstraint(
                fields=["sweep", "village"], condition=Q(post=None), name="beat_in_common"
            ),
        ]


class Stop(Record):
    """A household on the list of a sweep. again: why it is to be looked at once more."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"again": "理由，可能提到人", "group_name": "屯"}
    impersonal = ("state",)
    scope: ClassVar[Scope] = NEAR

    sweep = models.ForeignKey(Sweep, models.PROTECT, related_name="stops", verbose_name="排查")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    township = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    group_name = models.CharField("屯", max_length=40, blank=True)
    beat = models.ForeignKey(Beat, models.PROTECT, related_name="stops", verbose_name="责任片")
    state = models.CharField("状态", max_length=10, choices=StopState.choices, default=StopState.OPEN)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="stops", verbose_name="走访")
    joined_on = models.DateField("列入日期")
    again = models.CharField("须再走访的理由", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "排查的户"
        indexes = [
            models.Index(fields=["sweep", "township", "village", "state"], name="stop_place_state"),
            models.Index(fields=["sweep", "village", "group_name", "id"], name="stop_grid"),
            models.Index(fields=["beat", "state"], name="stop_beat_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["household", "sweep"], name="stop_once_a_sweep"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "gone", "missed"]) | Q(visit__isnull=False),
                name="stop_seen_by_a_visit",
            ),
        ]
