"""Tasks of adopted workplans, the units' shares in them, what the units report, and rounds of recurring limits."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.directives.tasks.enums import EntryState, ShareState
from dixian.directives.workplans.enums import UnitRole
from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.books.api import PERSONAL_OF_ROW, BookRow, BookStep
from dixian.foundation.kernel.grants import ADD, CHANGE, READ, Grants
from dixian.foundation.kernel.scope import Scope, Through, open_to_all

PUBLIC = open_to_all("任务分工和进展县内公开，不含农户信息")


class Task(Record):
    """One item of an adopted workplan. due_on: the last day its limits name, else one set by hand, else None."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("title",)
    scope: ClassVar[Scope] = PUBLIC
    grants: ClassVar[Grants] = Grants((*READ, "UPDATE"), CHANGE)

    workplan = models.ForeignKey("directives_workplans.Workplan", models.PROTECT, related_name="tasks")
    item = models.OneToOneField("directives_workplans.Item", models.PROTECT, related_name="task")
    position = models.PositiveIntegerField("顺序")
    title = models.CharField("任务", max_length=250)
    due_on = models.DateField("期限", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "任务"

    def __str__(self) -> str:
        return self.title


class Share(Record):
    """A unit's part in a task. due_on: its own day, set by hand; None where the task's holds."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("role", "state")
    scope: ClassVar[Scope] = PUBLIC

    task = models.ForeignKey(Task, models.PROTECT, related_name="shares")
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    role = models.CharField("身份", max_length=12, choices=UnitRole.choices)
    state = models.CharField("状态", max_length=10, choices=ShareState.choices, default=ShareState.NONE)
    due_on = models.DateField("期限", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "unit"], name="one_share_per_unit")]
        indexes = [models.Index(fields=["unit", "state"], name="share_unit_state")]


class Deadline(Record):
    """A day somebody set where the paper names none. share: the part it is for; None for the whole task.

    before: the day set earlier for the same, where `deadlines_of` told it.
    """

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"why": "设定期限的理由，可能写有工作人员姓名"}
    scope: ClassVar[Scope] = PUBLIC

    task = models.ForeignKey(Task, models.PROTECT, related_name="deadlines")
    share = models.ForeignKey(Share, models.PROTECT, null=True, related_name="deadlines")
    due_on = models.DateField("期限")
    why = models.CharField("理由", max_length=200)
    set_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="设定人"
    )
    set_unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="设定单位"
    )
    set_on = models.DateField("设定日期")
    before: date | None = None

    objects = ScopedQuerySet.as_manager()


class ProgressEntry(Record):
    """What a unit says it has done, and the lead's word on it."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "text": "进展内容，可能写有工作人员姓名",
        "reason": "退回理由，可能写有工作人员姓名",
    }
    impersonal = ("state",)
    scope: ClassVar[Scope] = PUBLIC

    share = models.ForeignKey(Share, models.PROTECT, related_name="entries")
    on = models.DateField("日期")
    text = models.CharField("进展", max_length=500)
    finishes = models.BooleanField("已经完成", default=False)
    evidence = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="佐证"
    )
    written_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="填报人"
    )
    state = models.CharField("状态", max_length=10, choices=EntryState.choices, default=EntryState.WAITING)
    reason = models.CharField("退回理由", max_length=200, blank=True)
    decided_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="审核人"
    )
    decided_on = models.DateField("审核日期", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["share"], condition=Q(state="waiting"), name="one_waiting_entry_per_share"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("written_by")),
                name="entry_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="entry_returned_with_a_reason"
            ),
        ]


class LeadAsked(Record):
    """Another lead than the first whose word an entry waits for; its uid is what that lead's duty is about."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = PUBLIC

    entry = models.ForeignKey(ProgressEntry, models.PROTECT, related_name="asked")
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="牵头单位"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "unit"], name="a_lead_asked_once")]


class Round(Record):
    """A unit's round of a recurring limit, for which a duty was opened; once each."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("code",)
    scope: ClassVar[Scope] = PUBLIC
    grants: ClassVar[Grants] = Grants(READ, ADD)

    share = models.ForeignKey(Share, models.PROTECT, related_name="rounds")
    limit = models.ForeignKey("directives_workplans.ItemLimit", models.PROTECT, related_name="+")
    code = models.CharField("期", max_length=40)
    due_on = models.DateField("期限")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "limit", "code"], name="a_round_once")]


class TaskIndicator(Record):
    """A figure a task is measured by. ended_on: no longer, from then on."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("figure", "paper")
    scope: ClassVar[Scope] = PUBLIC
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE, county_only=True)

    task = models.ForeignKey(Task, models.PROTECT, related_name="indicators")
    figure = models.CharField("指标", max_length=60)
    at_least = models.BooleanField("不低于", default=True)
    target = models.DecimalField("目标值", max_digits=12, decimal_places=2)
    paper = models.CharField("依据", max_length=200, blank=True)
    ended_on = models.DateField("停用日期", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "任务指标"
        constraints = [
            models.UniqueConstraint(
                fields=["task", "figure"], condition=Q(ended_on=None), name="an_indicator_once_a_task"
            )
        ]


OF_UNIT_OR_LEADS = Scope(
    unit="unit_id",
    through=Through("led_id", "directives_tasks.Share", "task_id", "unit_id", ("role", UnitRole.LEAD.value)),
)


class Led(models.Model):
    """Part of a task; the units that lead it see it. led: the task, None for what was registered before it was kept."""

    led = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+", verbose_name="所属任务")

    class Meta:
        abstract = True


class Portion(Led, BookRow):
    """What one person or village does of a unit's share (县乡村抓落实). task: as people write it, then the task's title."""

    personal: ClassVar[dict[str, str]] = {**PERSONAL_OF_ROW, "person": "责任人姓名"}
    impersonal = ("task", "text", "village")
    scope: ClassVar[Scope] = OF_UNIT_OR_LEADS

    share = models.ForeignKey(Share, models.PROTECT, related_name="portions", verbose_name="单位的任务")
    task = models.CharField("任务", max_length=250, help_text="序号或名称，如 1")
    text = models.CharField("具体事项", max_length=300)
    person = models.CharField("责任人", max_length=40)
    village = models.CharField("村", max_length=60, blank=True)

    class Meta:
        verbose_name = "任务分解"

    def __str__(self) -> str:
        return self.text[:60]


class PortionStep(Led, BookStep):
    """A step of a portion."""

    scope: ClassVar[Scope] = OF_UNIT_OR_LEADS
    carried: ClassVar[tuple[str, ...]] = ("led_id",)

    row = models.ForeignKey(Portion, models.PROTECT, related_name="steps")

    class Meta(BookStep.Meta):
        verbose_name = "任务分解经过"
