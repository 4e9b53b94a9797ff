"""Problems found, and what was done about them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.commons.rectification.enums import HELPS, Assistance, Helping, Mode, Source
from dixian.commons.rectification.states import JUDGED_ELSEWHERE
from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.books.api import PERSONAL_OF_ROW, BookRow, BookStep
from dixian.foundation.kernel.scope import Scope, Through, open_to_all


def _assisted(column: str) -> Scope:
    """A problem, or what belongs to it, is seen by its unit and by those that help."""
    table = "commons_rectification.Assisting"
    return Scope(unit="unit_id", through=Through(column, table, "problem_id", "unit_id", ("state", HELPS)))


class Problem(BookRow):
    """A problem a unit has to put right. origin: the finding that opened the same check here (举一反三)."""

    personal: ClassVar[dict[str, str]] = {
        **PERSONAL_OF_ROW,
        "problem": "问题，可能写有农户或工作人员姓名；号码不收",
        "person": "责任人姓名",
        "measure": "整改措施，可能写有姓名；号码不收",
    }
    impersonal = ("source", "paper", "lead", "others", "mode", "mechanism", "mechanism_number")
    scope: ClassVar[Scope] = _assisted("id")

    source = models.CharField("问题来源", max_length=12, choices=Source.choices)
    paper = models.CharField("来源文件", max_length=120, blank=True, help_text="省考核评估反馈意见")
    found_on = models.DateField("发现日期")
    problem = models.CharField("存在问题", max_length=400)
    lead = models.CharField("牵头单位", max_length=120, blank=True)
    others = models.CharField("配合单位", max_length=400, blank=True)
    person = models.CharField("责任人", max_length=40, blank=True)
    measure = models.CharField("整改措施", max_length=400, blank=True)
    mode = models.CharField("整改类型", max_length=10, choices=Mode.choices)
    mechanism = models.CharField("长效机制文件", max_length=120, blank=True, help_text="项目管护办法")
    mechanism_number = models.CharField(
        "长效机制文号", max_length=60, blank=True, help_text="棱政办发〔2024〕8号"
    )
    mechanism_on = models.DateField("长效机制印发日期", null=True, blank=True)
    closed_on = models.DateField("销号日期", null=True, blank=True)
    relapses = models.PositiveIntegerField("反弹次数", default=0)
    origin = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="same", verbose_name="举一反三的原问题"
    )

    class Meta:
        verbose_name = "整改问题"
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "unit"],
                condition=Q(origin__isnull=False),
                name="the_same_check_once_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("closed", "rechecked", "settled"), closed_on__isnull=False)
                | (~Q(state__in=("closed", "rechecked", "settled")) & Q(closed_on=None)),
                name="problem_closed_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="problem_unit_state")]

    def __str__(self) -> str:
        return self.problem[:60]


class ProblemStep(BookStep):
    """A step of a problem's rectification."""

    scope: ClassVar[Scope] = _assisted("row_id")
    of_post: ClassVar[dict[str, str]] = {"by_unit_id": "unit_id"}

    row = models.ForeignKey(Problem, models.PROTECT, related_name="steps")

    by_unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, null=True, related_name="+", verbose_name="办理单位"
    )

    class Meta(BookStep.Meta):
        verbose_name = "整改经过"
        constraints: ClassVar[list[Any]] = [
            *BookStep.Meta.constraints,
            # R17.3: whoever was to put it right doesn't say that it is.
            models.CheckConstraint(
                condition=~Q(verb__in=JUDGED_ELSEWHERE) | ~Q(by_unit=F("unit")),
                name="problem_judged_by_another_unit",
            ),
        ]


class Assisting(Record):
    """A unit that helps to put a problem right, so that it sees the problem with its steps; as `Problem.others` names it."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("state",)
    scope: ClassVar[Scope] = open_to_all("哪个单位配合哪个问题，不含问题内容")

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="assisting", verbose_name="整改问题")
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="配合单位"
    )
    state = models.CharField("状态", max_length=8, choices=Assistance.choices, default=HELPS)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "整改配合单位"
        constraints = [
            models.UniqueConstraint(fields=["problem", "unit"], name="a_unit_assists_once_a_problem")
        ]


OF_HELPER_OR_ANSWERING = Scope(
    unit="unit_id", through=Through("problem_id", "commons_rectification.Problem", "id", "unit_id")
)


class OfProblem(models.Model):
    """What belongs to a problem of another unit."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="+", verbose_name="整改问题")

    class Meta:
        abstract = True


class Help(OfProblem, BookRow):
    """What a unit that is named beside a problem owes to it, and has done. unit: the one that helps, or leads."""

    personal: ClassVar[dict[str, str]] = PERSONAL_OF_ROW
    impersonal = ("role",)
    scope: ClassVar[Scope] = OF_HELPER_OR_ANSWERING

    role = models.CharField("身份", max_length=8, choices=Helping.choices, default=Helping.HELPS)

    class Meta:
        verbose_name = "配合整改"
        constraints = [
            models.UniqueConstraint(fields=["problem", "unit"], name="a_unit_helps_once_a_problem")
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.get_role_display()}：{self.problem}"


class HelpStep(OfProblem, BookStep):
    """A step of what a unit does beside a problem."""

    scope: ClassVar[Scope] = OF_HELPER_OR_ANSWERING
    carried: ClassVar[tuple[str, ...]] = ("problem_id",)

    row = models.ForeignKey(Help, models.PROTECT, related_name="steps")

    class Meta(BookStep.Meta):
        verbose_name = "配合整改经过"
