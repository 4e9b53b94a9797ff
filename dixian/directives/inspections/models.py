"""Inspections, the villages and households drawn for them, what was found there; evidence packs of tasks."""

from typing import ClassVar

from django.db import models

from dixian.commons.rectification.enums import Mode
from dixian.directives.inspections.enums import Among, PackState
from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.books.api import PERSONAL_OF_ROW, BookRow, BookStep
from dixian.foundation.kernel.scope import Scope

# Who is inspected doesn't see beforehand whom the draw has hit; what is found reaches them as problems to put right.
INSPECTORS_ONLY = Scope(unit="unit_id")


class Inspection(BookRow):
    """An inspection. area: where; villages, households: how many are drawn. seed: makes the draw repeatable."""

    personal: ClassVar[dict[str, str]] = {**PERSONAL_OF_ROW, "leader": "带队领导姓名"}
    impersonal = ("title", "among", "seed")
    scope: ClassVar[Scope] = INSPECTORS_ONLY

    title = models.CharField("督导检查", max_length=80)
    area = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="检查范围"
    )
    leader = models.CharField("带队领导", max_length=40, blank=True)
    from_on = models.DateField("开始日期")
    villages = models.PositiveIntegerField("抽几个村")
    households = models.PositiveIntegerField("每村抽几户")
    among = models.CharField("从哪些户里抽", max_length=10, choices=Among.choices, default=Among.ALL)
    seed = models.CharField("抽样种子", max_length=40, blank=True, help_text="可空；公开抽签的写抽到的号")
    population = models.PositiveIntegerField("抽样时的总户数", null=True, blank=True)

    class Meta:
        verbose_name = "督导检查"

    def __str__(self) -> str:
        return self.title


class InspectionStep(BookStep):
    """A step of an inspection."""

    scope: ClassVar[Scope] = INSPECTORS_ONLY

    row = models.ForeignKey(Inspection, models.PROTECT, related_name="steps")

    class Meta(BookStep.Meta):
        verbose_name = "督导检查经过"


class InspectionVisit(BookRow):
    """A village or household of the sample. helped, taught, pushed, settled: the four ways (四个一体).

    finding, mode, fix_by: the problem noted last; all of them are `InspectionProblem`.
    """

    personal: ClassVar[dict[str, str]] = {
        **PERSONAL_OF_ROW,
        "title": "户主姓名和村",
        "household": "指向户",
        "helped": "当场帮助的内容，可能写有姓名；号码不收",
        "taught": "教的内容，可能写有姓名；号码不收",
        "pushed": "推动的内容，可能写有姓名；号码不收",
        "settled": "化解的内容，可能写有姓名；号码不收",
        "finding": "发现的问题，可能写有姓名；号码不收",
    }
    impersonal = ("mode",)
    scope: ClassVar[Scope] = INSPECTORS_ONLY

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="visits", verbose_name="督导检查")
    title = models.CharField("村或户", max_length=80)
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    household = models.ForeignKey(
        "registry_households.Household", models.PROTECT, null=True, related_name="+", verbose_name="户"
    )
    visited_on = models.DateField("检查日期", null=True, blank=True)
    helped = models.CharField("督帮：当场帮助解决", max_length=300, blank=True)
    taught = models.CharField("教带：教会了什么", max_length=300, blank=True)
    pushed = models.CharField("查推：推动了什么", max_length=300, blank=True)
    settled = models.CharField("访解：走访化解", max_length=300, blank=True)
    finding = models.CharField("发现的问题", max_length=400, blank=True)
    mode = models.CharField("整改类型", max_length=10, choices=Mode.choices, blank=True)
    fix_by = models.DateField("整改期限", null=True, blank=True)

    class Meta:
        verbose_name = "督导对象"
        constraints = [
            models.UniqueConstraint(fields=["inspection", "household"], name="a_household_once_an_inspection")
        ]

    def __str__(self) -> str:
        return self.title


class InspectionVisitStep(BookStep):
    """A step of a visit."""

    scope: ClassVar[Scope] = INSPECTORS_ONLY

    row = models.ForeignKey(InspectionVisit, models.PROTECT, related_name="steps")

    class Meta(BookStep.Meta):
        verbose_name = "督导对象经过"


class InspectionProblem(Record):
    """A problem that a visit has opened."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = INSPECTORS_ONLY

    visit = models.ForeignKey(InspectionVisit, models.PROTECT, related_name="findings")
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    problem = models.OneToOneField("commons_rectification.Problem", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        db_table = "directives_inspections_finding"
        verbose_name = "督导发现的问题"


class Pack(Record):
    """The evidence of a task as one file, made in the background. unit: who asked for it."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("state",)
    scope: ClassVar[Scope] = INSPECTORS_ONLY

    task = models.ForeignKey("directives_tasks.Task", models.PROTECT, related_name="+", verbose_name="任务")
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    state = models.CharField("状态", max_length=8, choices=PackState.choices, default=PackState.MAKING)
    files = models.PositiveIntegerField("文件数", default=0)
    stored = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="资料包"
    )
    made_on = models.DateField("生成日期")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "迎检资料包"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="ready", stored__isnull=False)
                | (~models.Q(state="ready") & models.Q(stored=None)),
                name="pack_ready_with_a_file",
            )
        ]
