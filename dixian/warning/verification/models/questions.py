"""What the department that warned asks about an answer it does not agree with, and what it is told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.warning.verification.enums import Settled

# Among units it is the business of the one that asks alone: it speaks of what that one knows.
ITS_OWN = Scope(area="village_id", unit="unit_id", household="household_id", guard="unit_id")


class Question(Record):
    """A department doubts the answer to one of its warnings (疑问). bureau: the bureau answers, else the township."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"text": "疑问，可能提到人"}
    scope: ClassVar[Scope] = ITS_OWN

    source = models.ForeignKey("commons_leads.LeadSource", models.PROTECT, related_name="questions")
    lead = models.ForeignKey("commons_leads.Lead", models.PROTECT, related_name="questions")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="提出单位"
    )
    bureau = models.BooleanField("由县局答复", default=False)
    text = models.CharField("疑问", max_length=300)
    on = models.DateField("日期")
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="提出人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "部门的疑问"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="question_says_why")]


class QuestionReply(Record):
    """How a question ended: the answer stands, with why; or the household is looked at again."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"text": "答复内容，可能提到人"}
    impersonal = ("word",)
    scope: ClassVar[Scope] = ITS_OWN

    question = models.OneToOneField(Question, models.PROTECT, related_name="reply")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+")
    word = models.CharField("结果", max_length=10, choices=Settled.choices)
    text = models.CharField("答复", max_length=300)
    on = models.DateField("日期")
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="答复人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "疑问的答复"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="question_reply_says_something")]
