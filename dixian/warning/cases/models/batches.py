"""What many households go through together: a meeting, a notice, a review, an approval, an announcement."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.registry.households.api import NEAR
from dixian.warning.cases.enums import Outcome, Step
from dixian.warning.cases.models.cases import Case


class CaseBatch(Record):
    """One step of many households.

    area: the village, the township, or the county that takes it. on: the day of the meeting, of the posting, of the
    paper. number: 文号 of an approval. present: who came to a meeting. text: minutes, report, place of the posting.
    until: the last full day of a notice; it can't be closed before that day has passed.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"text": "记录、意见，可能提到人"}
    impersonal = ("step", "number")
    scope: ClassVar[Scope] = Scope(area="area_id")

    step = models.CharField("环节", max_length=10, choices=Step.choices)
    area = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="地区")
    on = models.DateField("日期")
    number = models.CharField("文号", max_length=80, blank=True)
    present = models.PositiveIntegerField("到会人数", null=True)
    text = models.CharField("记录", max_length=1000, blank=True)
    until = models.DateField("公示期末日", null=True)
    closed_on = models.DateField("公示结束日期", null=True)
    unobjected = models.BooleanField("公示期间无异议", null=True)
    scan = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="签字原件"
    )
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="登记人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "识别批次"
        indexes = [models.Index(fields=["area", "step", "-id"], name="case_batch_area")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(step="notice") & Q(until=None, closed_on=None)
                | Q(step="notice", until__gt=F("on")),
                name="notice_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, unobjected=None)
                | Q(closed_on__gt=F("until"), unobjected__isnull=False),
                name="notice_closed_after_its_days",
            ),
            models.CheckConstraint(
                condition=~Q(step="appraise") | Q(present__gte=1), name="meeting_has_people"
            ),
            models.CheckConstraint(
                condition=~Q(step="approve") | ~Q(number=""), name="approval_has_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area.name}{self.get_step_display()} {self.on}"


class BatchLine(Record):
    """What a step said of one household. before: who took the step before; nobody reviews or approves their own."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"reason": "理由，可能提到人"}
    impersonal = ("step", "outcome")
    scope: ClassVar[Scope] = NEAR

    batch = models.ForeignKey(CaseBatch, models.PROTECT, related_name="lines")
    step = models.CharField("环节", max_length=10, choices=Step.choices)
    case = models.ForeignKey(Case, models.PROTECT, related_name="lines")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    outcome = models.CharField("结果", max_length=12, choices=Outcome.choices)
    ayes = models.PositiveIntegerField("同意", null=True)
    noes = models.PositiveIntegerField("不同意", null=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="办理人"
    )
    before = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="上一环节办理人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "批次里的一户"
        constraints = [
            models.UniqueConstraint(fields=["batch", "case"], name="household_once_a_batch"),
            models.CheckConstraint(
                condition=Q(outcome="passed") | ~Q(reason=""), name="not_passed_for_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(step__in=["review", "approve"])
                | ~Q(outcome="passed")
                | (Q(before__isnull=False) & ~Q(before=F("by"))),
                name="nobody_passes_their_own",
            ),
        ]

    @property
    def result(self) -> str:
        """The outcome in words; who passes at a notice is put on it, and may still be objected to."""
        posted = self.step == Step.NOTICE and self.outcome == Outcome.PASSED
        return "列入公示" if posted else self.get_outcome_display()


class Objection(Record):
    """Somebody objected to a notice, and what was found about it."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"text": "异议内容", "word": "调查结果"}
    scope: ClassVar[Scope] = NEAR

    line = models.ForeignKey(BatchLine, models.PROTECT, related_name="objections")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    on = models.DateField("提出日期")
    text = models.CharField("异议", max_length=300)
    upheld = models.BooleanField("异议成立", null=True)
    word = models.CharField("调查结果", max_length=300, blank=True)
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="登记人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "公示异议"
        constraints = [
            models.CheckConstraint(
                condition=Q(upheld=None) | ~Q(word=""), name="objection_settled_with_a_word"
            )
        ]
