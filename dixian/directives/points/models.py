"""Contact points of leaders, and their visits."""

from typing import ClassVar

from django.db import models

from dixian.foundation.books.api import IN_VILLAGE, PERSONAL_OF_ROW, BookRow, SeriesRow, VillageStep
from dixian.foundation.kernel.scope import Scope

RHYTHMS = [("month", "每月"), ("two_months", "每两个月"), ("quarter", "每季度"), ("half_year", "每半年")]


class ContactPoint(BookRow):
    """The village a leader keeps in touch with. unit: who keeps the record for the leader."""

    personal: ClassVar[dict[str, str]] = {**PERSONAL_OF_ROW, "leader": "领导姓名"}
    impersonal = ("position", "rhythm")
    scope: ClassVar[Scope] = IN_VILLAGE

    leader = models.CharField("领导", max_length=40)
    position = models.CharField("职务", max_length=60, blank=True)
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    rhythm = models.CharField("走访要求", max_length=12, choices=RHYTHMS)
    from_on = models.DateField("联系起始日期")
    until_on = models.DateField("联系终止日期", null=True, blank=True)

    class Meta:
        verbose_name = "联系点"

    def __str__(self) -> str:
        return f"{self.leader}联系点"


class PointStep(VillageStep):
    """A step of a contact point."""

    row = models.ForeignKey(ContactPoint, models.PROTECT, related_name="steps")

    class Meta(VillageStep.Meta):
        verbose_name = "联系点经过"


class PointVisit(SeriesRow):
    """A leader's visit of one period: due, paid or missed."""

    personal: ClassVar[dict[str, str]] = {
        **PERSONAL_OF_ROW,
        "problems": "发现的问题，可能写有农户姓名；号码不收",
        "solved": "解决的问题，可能写有农户姓名；号码不收",
    }
    impersonal = ("period",)
    scope: ClassVar[Scope] = IN_VILLAGE

    point = models.ForeignKey(ContactPoint, models.PROTECT, related_name="visits", verbose_name="联系点")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    visited_on = models.DateField("走访日期", null=True, blank=True)
    problems = models.CharField("发现的问题", max_length=400, blank=True)
    solved = models.CharField("解决的问题", max_length=400, blank=True)

    class Meta:
        verbose_name = "联系点走访"
        constraints = [models.UniqueConstraint(fields=["point", "period"], name="a_visit_once_a_period")]

    def __str__(self) -> str:
        return f"{self.period}走访"


class PointVisitStep(VillageStep):
    """A step of a visit."""

    row = models.ForeignKey(PointVisit, models.PROTECT, related_name="steps")

    class Meta(VillageStep.Meta):
        verbose_name = "联系点走访经过"
