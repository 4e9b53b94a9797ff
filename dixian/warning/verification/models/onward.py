"""What an answer sets going beyond the village: another village, a department, a plan to be revised."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.registry.households.api import NEAR
from dixian.warning.verification.enums import Asked, Word
from dixian.warning.verification.models.answers import Answer

# Also the unit that is asked, wherever the household lives.
ASKED = Scope(area="village_id", unit="unit_id", household="household_id")


class Transfer(Record):
    """A village says that a household is not its own and offers the lead to another (移交)."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    # The other village comes to see the household as long as it is asked, and for good once it has taken it.
    scope: ClassVar[Scope] = Scope(area="left_id", household="household_id")

    answer = models.OneToOneField(Answer, models.PROTECT, related_name="transfer")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="移交给"
    )
    left = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="移出")

    objects = ScopedQuerySet.as_manager()


class Taking(Record):
    """The other village's word on a transfer, or its township's: taken, or refused with a reason."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"reason": "不接收的理由，可能提到人"}
    scope: ClassVar[Scope] = NEAR

    transfer = models.OneToOneField(Transfer, models.PROTECT, related_name="taking")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    taken = models.BooleanField("接收")
    reason = models.CharField("理由", max_length=200, blank=True)
    on = models.DateField("日期")
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="办理人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(taken=True) | ~Q(reason=""), name="refusal_has_a_reason")
        ]


class Referral(Record):
    """A unit is asked: to help a household that need not be monitored, or whether what it warned of is right."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"text": "困难或疑问，可能提到人"}
    impersonal = ("kind",)
    scope: ClassVar[Scope] = ASKED

    answer = models.OneToOneField(Answer, models.PROTECT, related_name="referral")
    lead = models.ForeignKey("commons_leads.Lead", models.PROTECT, related_name="referrals")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="承办单位"
    )
    kind = models.CharField("事项", max_length=10, choices=Asked.choices)
    text = models.CharField("情况", max_length=300)
    on = models.DateField("日期")

    objects = ScopedQuerySet.as_manager()


class Reply(Record):
    """The unit's word on what it was asked."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"text": "答复内容，可能提到人"}
    impersonal = ("word",)
    scope: ClassVar[Scope] = ASKED

    referral = models.OneToOneField(Referral, models.PROTECT, related_name="reply")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+")
    word = models.CharField("结果", max_length=10, choices=Word.choices)
    text = models.CharField("答复", max_length=300)
    on = models.DateField("日期")
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="答复人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="reply_says_something")]


class Revision(Record):
    """The assistance plan of a monitored household with a new risk was revised on paper (修订帮扶计划)."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"paper": "依据，可能提到人"}
    scope: ClassVar[Scope] = NEAR

    lead = models.OneToOneField("commons_leads.Lead", models.PROTECT, related_name="revision")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    on = models.DateField("修订日期")
    paper = models.CharField("文号或依据", max_length=200)
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="登记人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(paper=""), name="revised_by_a_paper")]
