"""Consultations of departments, their agendas and decisions, and who came."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.directives.meetings.enums import Origin, Presence
from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.books.api import PERSONAL_OF_ROW, BookRow, BookStep
from dixian.foundation.kernel.scope import Scope, open_to_all

PUBLIC = open_to_all("部门会商的议题、决定和纪要县内公开，不含农户信息，号码不收")


class Meeting(BookRow):
    """A consultation. quarter: which quarter's it is, "" for one besides. minutes, workplan: what was issued."""

    personal: ClassVar[dict[str, str]] = {**PERSONAL_OF_ROW, "chair": "主持人姓名"}
    impersonal = ("title", "quarter", "place")
    scope: ClassVar[Scope] = PUBLIC

    title = models.CharField("会议", max_length=80)
    quarter = models.CharField("季度", max_length=8, blank=True, help_text="2024-2")
    held_on = models.DateField("开会日期", null=True, blank=True)
    place = models.CharField("地点", max_length=60, blank=True)
    chair = models.CharField("主持人", max_length=40, blank=True)
    minutes = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="纪要"
    )
    workplan = models.ForeignKey(
        "directives_workplans.Workplan",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="决定的任务",
    )

    class Meta:
        verbose_name = "部门会商"
        constraints = [
            models.UniqueConstraint(
                fields=["quarter"], condition=~Q(quarter=""), name="one_meeting_a_quarter"
            )
        ]

    def __str__(self) -> str:
        return self.title


class MeetingStep(BookStep):
    """A step of a consultation."""

    scope: ClassVar[Scope] = PUBLIC

    row = models.ForeignKey(Meeting, models.PROTECT, related_name="steps")

    class Meta(BookStep.Meta):
        verbose_name = "会商经过"


class Part(Record):
    """What belongs to a meeting."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = PUBLIC

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class AgendaItem(Part):
    """A point of the agenda, what was decided on it, and who wrote that. figure: which of the prepared ones it is, "" for a unit's.
    door: the list it counts, "" where it counts none.

    responsible: short names of the units that answer besides the lead.
    """

    personal: ClassVar[dict[str, str]] = {
        "text": "议题说明，可能写有姓名；号码不收",
        "decision": "会议决定，可能写有姓名；号码不收",
    }
    impersonal = ("origin", "figure", "door", "title", "responsible")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda", verbose_name="会议")
    origin = models.CharField("来源", max_length=8, choices=Origin.choices)
    figure = models.CharField("汇总项", max_length=100, blank=True)
    door = models.CharField("名单", max_length=300, blank=True)
    title = models.CharField("议题", max_length=120)
    text = models.CharField("说明", max_length=500, blank=True)
    raised_by = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, null=True, related_name="+", verbose_name="提出单位"
    )
    decision = models.CharField("决定", max_length=400, blank=True)
    lead = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, null=True, related_name="+", verbose_name="牵头单位"
    )
    responsible = models.CharField("责任单位", max_length=300, blank=True)
    due_on = models.DateField("完成时限", null=True)
    decided_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="登记决定的人"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "figure"], condition=~Q(figure=""), name="a_figure_once_a_meeting"
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(lead__isnull=False), name="a_decision_has_a_lead"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(Part):
    """A unit that was asked to come, and who came for it."""

    personal: ClassVar[dict[str, str]] = {"name": "参会人姓名"}
    impersonal = ("presence",)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance", verbose_name="会议")
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    presence = models.CharField("到会", max_length=10, choices=Presence.choices, default=Presence.INVITED)
    name = models.CharField("参会人", max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "unit"], name="a_unit_comes_once")]
