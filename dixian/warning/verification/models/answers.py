"""Push sheets, answers, returns."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.commons.leads.enums import Verdict
from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.warning.verification.enums import Method


class PushSheet(Record):
    """A numbered list of leads from the bureau to one township."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = Scope(area="township_id")

    year = models.PositiveSmallIntegerField("年份")
    sequence = models.PositiveIntegerField("序号")
    township = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    issued_on = models.DateField("推送日期")
    lead_count = models.PositiveIntegerField("线索数")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "sequence"], name="push_sheet_number")]

    def __str__(self) -> str:
        return f"推送单〔{self.year}〕{self.sequence}号"


class Receipt(Record):
    """The township has received a push sheet (签收)."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = Scope(area="township_id")

    sheet = models.OneToOneField(PushSheet, models.PROTECT, related_name="receipt", verbose_name="推送单")
    township = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    on = models.DateField("签收日期")
    received_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="签收人"
    )

    objects = ScopedQuerySet.as_manager()


class Assignment(Record):
    """A lead on a push sheet, with the unit that goes and looks."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")

    lead = models.OneToOneField("commons_leads.Lead", models.PROTECT, related_name="assignment")
    sheet = models.ForeignKey(PushSheet, models.PROTECT, related_name="assignments")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    due_on = models.DateField("核实期限")

    objects = ScopedQuerySet.as_manager()


class Answer(Record):
    """What the village found. A later answer to the same lead stands beside the earlier."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"person_seen": "见到的人", "note": "情况说明，不写证件号和诊断"}
    impersonal = ("method", "verdict", "reason")
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")

    lead = models.ForeignKey("commons_leads.Lead", models.PROTECT, related_name="answers")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    method = models.CharField("核实方式", max_length=10, choices=Method.choices)
    person_seen = models.CharField("见到的人", max_length=60, blank=True)
    event_on = models.DateField("核实日期")
    verdict = models.CharField("核实结论", max_length=10, choices=Verdict.choices)
    reason = models.CharField("理由", max_length=40)
    note = models.CharField("情况说明", max_length=300, blank=True)
    # Answered together with others from what can be checked at a desk; such are drawn more often.
    many = models.BooleanField("批量核实", default=False)
    post = models.ForeignKey(
        "foundation_accounts.Post", models.PROTECT, related_name="+", verbose_name="反馈岗位"
    )
    answered_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="反馈人"
    )
    on_behalf = models.ForeignKey(
        "foundation_accounts.OnBehalf", models.PROTECT, null=True, related_name="+", verbose_name="代录"
    )
    # The latest source when the village answered; what came after it the answer knew nothing of.
    known_source = models.ForeignKey("commons_leads.LeadSource", models.PROTECT, null=True, related_name="+")
    # Whom the village asks to go on: a unit that is to help or to look at its data, or the household's own village.
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, null=True, related_name="+", verbose_name="承办单位"
    )
    to_village = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, null=True, related_name="+", verbose_name="移交给"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["event_on", "lead"], name="answer_event")]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="answer_has_a_reason")]


class Review(Record):
    """The township's word on an answer: returned with a reason, or confirmed."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"reason": "退回理由，可能提到人"}
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")

    answer = models.OneToOneField(Answer, models.PROTECT, related_name="review")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    confirmed = models.BooleanField("确认")
    # Confirmed together with others; such are drawn more often when the bureau looks again.
    many = models.BooleanField("批量确认", default=False)
    reason = models.CharField("理由", max_length=200, blank=True)
    on = models.DateField("日期")
    reviewed_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="确认人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["on", "answer"], name="review_on")]
        constraints = [
            models.CheckConstraint(condition=Q(confirmed=True) | ~Q(reason=""), name="return_has_a_reason")
        ]
