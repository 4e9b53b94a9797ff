"""Indicators of tasks: a figure with a target; its value is asked by code, never typed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from dixian.directives.tasks.models import Task, TaskIndicator
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.figures.api import Figure, Told, figure, monthly, reached
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal

MOST = Decimal(10) ** 9


@dataclass(frozen=True)
class Measured:
    """An indicator with the value that was counted last, and those of the months it is looked at over, earliest first;
    reached None where there is none yet."""

    indicator: TaskIndicator
    figure: Figure
    told: Told | None
    reached: bool | None
    months: Sequence[Told] = ()

    @property
    def target(self) -> str:
        """`不低于 100%`."""
        bound = "不低于" if self.indicator.at_least else "不高于"
        return f"{bound} {self.indicator.target.normalize():f}{self.figure.measure}"


def indicators_of(task: Task) -> list[Measured]:
    """The indicators of a task, with their values of the last twelve months, in two queries."""
    this = Month.of(clock.today())
    rows = TaskIndicator.objects.filter(task=task, ended_on=None).order_by("id")
    return measured(list(rows), Month(this.year - 1, this.number), this)


def measured(rows: Sequence[TaskIndicator], first: Month, last: Month) -> list[Measured]:
    """Indicators with the county's values from a month to a month."""
    told = monthly((one.figure for one in rows), first, last) if rows else {}
    return [_measured(one, told.get(one.figure, ())) for one in rows]


def _measured(one: TaskIndicator, months: Sequence[Told]) -> Measured:
    told = months[-1] if months else None
    met = reached(told.number, one.target, at_least=one.at_least) if told else None
    return Measured(one, figure(one.figure), told, met, months)


@transaction.atomic
def set_indicator(
    *, task: Task, code: str, target: Decimal, at_least: bool, paper: str, post: Post
) -> TaskIndicator:
    """Measure a task by a figure. Raises NotAllowed, Refusal (no such figure, there already, a target out of range)."""
    post.require(Capability.CHECK_BOOKS)
    try:
        figure(code)
    except KeyError:
        raise Refusal("没有选择指标", "从列表里选一个指标") from None
    if not 0 <= target < MOST:
        raise Refusal("目标值不对", "填 0 以上的数，占比填百分数，如 100")
    if TaskIndicator.objects.filter(task=task, figure=code, ended_on=None).exists():
        raise Refusal("这项任务已经有这个指标", "先停用原来的，再加新的")
    return TaskIndicator.objects.create(
        task=task, figure=code, at_least=at_least, target=target, paper=paper.strip()
    )


@transaction.atomic
def end_indicator(*, indicator: TaskIndicator, post: Post) -> None:
    """Measure by it no longer. Raises NotAllowed, Refusal (ended already)."""
    post.require(Capability.CHECK_BOOKS)
    live = TaskIndicator.objects.filter(pk=indicator.pk, ended_on=None)
    if not live.update(ended_on=clock.today(), version=indicator.version + 1):
        raise Refusal("这个指标已经停用", "刷新页面看现在的指标")
