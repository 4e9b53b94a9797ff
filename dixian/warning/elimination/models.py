"""Eliminations with their four conditions, reversals, look-backs."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.audit.records import History
from dixian.registry.households.api import Near
from dixian.warning.cases.enums import EndedHow
from dixian.warning.elimination.enums import UNDER_WAY, Criterion, EliminationState, ReversalState

USER = "foundation_accounts.User"


class Elimination(Near):
    """A household on its way out of monitoring. held: why it was held out of the last batch (暂不标注). regained: why it is eliminated though nobody was able to work.

       appraised_at, posted_at, closed_at, reviewed_at, approved_at: when the day beside it was entered; None before that was kept.
    typed: who proposed it
       said the income; nothing was collected and confirmed.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "how": "消除方式",
        "reason": "理由，可能提到人",
        "regained": "恢复劳动能力的理由",
        "income": "人均纯收入",
        "minutes": "评议记录，可能提到人",
        "objections": "公示异议，可能提到人",
        "opinion": "审核意见，可能提到人",
        "returned": "退回理由，可能提到人",
        "held": "暂不标注的理由，可能提到人",
    }
    impersonal = ("state", "number", "posted_where")

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
    appraised_at = models.DateTimeField("评议登记时间", null=True)
    present = models.PositiveIntegerField("到会人数", null=True)
    ayes = models.PositiveIntegerField("同意", null=True)
    minutes = models.CharField("评议记录", max_length=500, blank=True)
    posted_on = models.DateField("公示日期", null=True)
    posted_at = models.DateTimeField("公示登记时间", null=True)
    posted_where = models.CharField("公示地点", max_length=100, blank=True)
    until = models.DateField("公示期末日", null=True)
    closed_on = models.DateField("公示结束日期", null=True)
    closed_at = models.DateTimeField("公示结果登记时间", null=True)
    objections = models.CharField("公示异议", max_length=300, blank=True)
    opinion = models.CharField("审核意见", max_length=300, blank=True)
    reviewed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="审核人")
    reviewed_on = models.DateField("审核日期", null=True)
    reviewed_at = models.DateTimeField("审核登记时间", null=True)
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="审定人")
    approved_on = models.DateField("审定日期", null=True)
    approved_at = models.DateTimeField("审定登记时间", null=True)
    number = models.CharField("文号", max_length=80, blank=True)
    returned = models.CharField("退回理由", max_length=200, blank=True)
    held = models.CharField("暂不标注的理由", max_length=200, blank=True)

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
                condition=~Q(state__in=["reviewed", "approved"])
                | (Q(reviewed_by__isnull=False) & ~Q(reviewed_by=F("proposed_by"))),
                name="elimination_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (
                    Q(approved_by__isnull=False, approved_on__isnull=False)
                    & ~Q(number="")
                    & ~Q(approved_by=F("proposed_by"))
                    & ~Q(approved_by=F("reviewed_by"))
                ),
                name="elimination_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["noticed", "reviewed", "approved"], how__in=["helped", "natural"])
                | Q(closed_on__isnull=False),
                name="elimination_posted_before",
            ),
        ]

    def __str__(self) -> str:
        return str(self.household)


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
