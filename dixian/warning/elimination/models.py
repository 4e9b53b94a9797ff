"""Eliminations with their four conditions, reversals, look-backs."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.audit.records import History
from dixian.registry.households.api import Near
from dixian.warning.cases.enums import EndedHow
from dixian.warning.elimination.enums import (
    GONE_WORDS,
    OF_RISK,
    UNDER_WAY,
    Criterion,
    EliminationState,
    ReversalState,
)

USER = "foundation_accounts.User"
APPROVED = ("announcing", "eliminated", "reversed")


class Elimination(Near):
    """A household on its way out of monitoring; what was said of it at each step stands in the lines of the batches.

    regained: why it is eliminated though nobody was able to work. typed: who proposed it said the income; nothing was
    collected and confirmed. announced_on: None too where it was approved before announcements were kept.
    entered_on: when the national data first said so.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "how": "消除方式",
        "reason": "理由，可能提到人",
        "regained": "恢复劳动能力的理由",
        "income": "人均纯收入",
        "returned": "退回理由，可能提到人",
    }
    impersonal = ("state", "number")

    case = models.ForeignKey("warning_cases.Case", models.PROTECT, related_name="eliminations")
    how = models.CharField("消除方式", max_length=10, choices=EndedHow.choices)
    state = models.CharField(
        "状态", max_length=10, choices=EliminationState.choices, default=EliminationState.PROPOSED
    )
    reason = models.CharField("理由", max_length=300)
    regained = models.CharField("恢复劳动能力的理由", max_length=200, blank=True)
    income = models.DecimalField("人均纯收入", max_digits=12, decimal_places=2, null=True)
    typed = models.BooleanField("收入由提出人填报", default=False)
    months = models.PositiveSmallIntegerField("收入稳定月数", null=True)
    proposed_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="提出人")
    proposed_on = models.DateField("提出日期")
    appraised_on = models.DateField("评议日期", null=True)
    posted_on = models.DateField("公示日期", null=True)
    until = models.DateField("公示期末日", null=True)
    closed_on = models.DateField("公示结束日期", null=True)
    reviewed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="审核人")
    reviewed_on = models.DateField("审核日期", null=True)
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="审定人")
    approved_on = models.DateField("审定日期", null=True)
    number = models.CharField("文号", max_length=80, blank=True)
    announced_on = models.DateField("公告日期", null=True)
    entered_on = models.DateField("录入全国系统日期", null=True)
    returned = models.CharField("退回理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "风险消除"
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=[one.value for one in UNDER_WAY]),
                name="one_elimination_under_way",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gt=F("until")), name="elimination_hangs_its_days"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["reviewed", *APPROVED])
                | (Q(reviewed_by__isnull=False) & ~Q(reviewed_by=F("proposed_by"))),
                name="elimination_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=APPROVED)
                | (
                    Q(approved_by__isnull=False, approved_on__isnull=False)
                    & ~Q(number="")
                    & ~Q(approved_by=F("proposed_by"))
                    & ~Q(approved_by=F("reviewed_by"))
                ),
                name="elimination_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["noticed", "reviewed", *APPROVED], how__in=["helped", "natural"])
                | Q(closed_on__isnull=False),
                name="elimination_posted_before",
            ),
        ]

    def __str__(self) -> str:
        return str(self.household)

    @property
    def standing(self) -> str:
        """Where it is, in words: who is gone waits for the township at once, and leaves monitoring, not a risk."""
        words = {} if self.how in OF_RISK else GONE_WORDS
        return words.get(EliminationState(self.state)) or self.get_state_display()

    @property
    def still_there(self) -> int:
        """How many members the register still has of a household that is said to have died or left; 0 for the other ways."""
        return self.case.household.size if self.how in (EndedHow.DEAD, EndedHow.MOVED) else 0


class Condition(Near):
    """One of the four conditions as it was when proposed: what was computed, and the word where it is not met."""

    personal: ClassVar[dict[str, str]] = {"evidence": "收入、保障、风险情况", "word": "说明，可能提到人"}
    impersonal = ("criterion",)

    elimination = models.ForeignKey(Elimination, models.PROTECT, related_name="conditions")
    criterion = models.CharField("条件", max_length=12, choices=Criterion.choices)
    holds = models.BooleanField("达到")
    evidence = models.CharField("依据", max_length=400)
    word = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["elimination", "criterion"], name="condition_once"),
            models.CheckConstraint(condition=Q(holds=True) | ~Q(word=""), name="not_met_is_explained"),
        ]


class Reversal(Near):
    """风险消除回退: somebody asks that an elimination be undone, somebody else decides."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"reason": "理由，可能提到人", "answer": "审定意见，可能提到人"}
    impersonal = ("state",)

    case = models.ForeignKey("warning_cases.Case", models.PROTECT, related_name="reversals")
    reason = models.CharField("理由", max_length=200)
    state = models.CharField(
        "状态", max_length=10, choices=ReversalState.choices, default=ReversalState.WAITING
    )
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="提出人")
    asked_on = models.DateField("提出日期")
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="审定人")
    decided_on = models.DateField("审定日期", null=True)
    answer = models.CharField("审定意见", max_length=200, blank=True)

    class Meta:
        verbose_name = "风险消除回退"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="waiting"), name="one_reversal_waiting"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None)
                | (~Q(state="waiting") & Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="reversal_decided_by_another",
            ),
        ]


class LookBack(Near):
    """回头看: an eliminated household looked at again in a half-year."""

    personal: ClassVar[dict[str, str]] = {"found": "情况，可能提到人"}
    impersonal = ("half",)

    case = models.ForeignKey("warning_cases.Case", models.PROTECT, related_name="look_backs")
    half = models.CharField("半年", max_length=6)
    on = models.DateField("日期")
    stable = models.BooleanField("稳定")
    found = models.CharField("情况", max_length=300)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="登记人")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "half"], name="looked_back_once_a_half")]
