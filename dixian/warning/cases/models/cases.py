"""A household that is identified, monitored, helped: one case from the verdict to the end of the risk."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.registry.households.api import NEAR
from dixian.registry.households.enums import Monitored
from dixian.warning.cases.enums import APPROVED, ENDED, IDENTIFYING, OPEN_STATES, CaseState, EndedHow


class CaseQuerySet(ScopedQuerySet["Case"]):
    """Narrowings of cases."""

    def open(self) -> "CaseQuerySet":
        """Those that have not ended."""
        return self.filter(state__in=OPEN_STATES)

    def approved(self) -> "CaseQuerySet":
        """Approved by the county and not ended: what is owed a plan and measures."""
        return self.filter(state__in=APPROVED)

    def overdue(self, on: date) -> "CaseQuerySet":
        """Not decided by the county within the limit from the day the trouble was reported."""
        return self.filter(state__in=IDENTIFYING, due_on__lt=on)


class Case(Record):
    """One household (监测对象) from "at risk" to the end of the risk.

    lead: None for one that was monitored before the program came (期初); no clock runs for it.
    event_date: the day the trouble was reported. due_on: until when the county has to decide.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "household": "指向户",
        "monitoring_type": "监测对象类别",
        "approval_number": "批复文号",
        "reason": "不纳入、退出的理由，可能提到人",
        "helped_with": "先行帮扶内容",
    }
    impersonal = ("state", "ended_how")
    scope: ClassVar[Scope] = NEAR

    household = models.ForeignKey(
        "registry_households.Household", models.PROTECT, related_name="cases", verbose_name="户"
    )
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    township = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    lead = models.OneToOneField(
        "commons_leads.Lead", models.PROTECT, null=True, related_name="case", verbose_name="线索"
    )
    monitoring_type = models.CharField("监测对象类别", max_length=10, choices=Monitored.choices, blank=True)
    state = models.CharField("状态", max_length=12, choices=CaseState.choices, default=CaseState.COLLECTING)
    event_date = models.DateField("线索发现日期", null=True)
    opened_on = models.DateField("转入识别日期")
    due_on = models.DateField("识别期限", null=True)
    approved_on = models.DateField("批复日期", null=True)
    approval_number = models.CharField("批复文号", max_length=80, blank=True)
    announced_on = models.DateField("公告日期", null=True)
    entered_on = models.DateField("录入全国系统日期", null=True)
    ended_on = models.DateField("结束日期", null=True)
    ended_how = models.CharField("结束方式", max_length=10, choices=EndedHow.choices, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    returned_at = models.DateTimeField("退回补充核查时间", null=True)
    declined_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="提出不纳入"
    )
    # Help that could not wait for the papers (先行帮扶、后补程序).
    helped_on = models.DateField("先行帮扶日期", null=True)
    helped_with = models.CharField("先行帮扶内容", max_length=200, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "监测对象"
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="case_state_due"),
            models.Index(fields=["township", "state", "id"], name="case_township_state"),
            models.Index(fields=["village", "state", "id"], name="case_village_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=~Q(state__in=[one.value for one in ENDED]),
                name="one_open_case_per_household",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=[one.value for one in ENDED]) & ~Q(ended_how="") & Q(ended_on__isnull=False)
                )
                | (~Q(state__in=[one.value for one in ENDED]) & Q(ended_how="", ended_on=None)),
                name="case_ends_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["announcing", "monitored", "eliminated"])
                | ~Q(monitoring_type="")
                & (Q(lead=None) | Q(approved_on__isnull=False) & ~Q(approval_number="")),
                name="case_approved_by_a_paper",
            ),
            models.CheckConstraint(
                condition=Q(helped_on=None) | ~Q(helped_with=""), name="helped_first_with_something"
            ),
        ]

    def __str__(self) -> str:
        return str(self.household)


class CaseRisk(Record):
    """A risk of a case (致贫返贫风险), from a day on; ended where it is gone. risk: a code of `at_risk_reason`."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"risk": "致贫返贫风险", "note": "备注，可能提到人"}
    scope: ClassVar[Scope] = NEAR

    case = models.ForeignKey(Case, models.PROTECT, related_name="risks")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    risk = models.CharField("风险", max_length=40)
    note = models.CharField("备注", max_length=100, blank=True)
    from_on = models.DateField("自", null=True)
    to_on = models.DateField("至", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "致贫返贫风险"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "risk"], condition=Q(to_on=None), name="one_open_risk_of_a_kind"
            )
        ]


class JoinedLead(Record):
    """A lead at risk about a household whose case is open already: the risk joins that case."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"household": "指向户"}
    scope: ClassVar[Scope] = NEAR

    lead = models.OneToOneField("commons_leads.Lead", models.PROTECT, related_name="joined_case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="joined_leads")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()
