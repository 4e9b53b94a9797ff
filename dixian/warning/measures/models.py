"""Plans of monitored households, what each member has, the measures, and what is found each month."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.audit.records import History
from dixian.foundation.kernel.scope import Scope
from dixian.registry.households.api import Near
from dixian.warning.measures.enums import UNDER_WAY, Effect, MeasureState, PlanState, Standing


class Plan(Near):
    """One version of a household's assistance plan (一户一策).

    reason: why there is this version. no_development: why no development measure though there is labour.
    search: how one was looked for where labour is weak. lead: the new risk it answers. paper: it as the household signed it.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "helper": "帮扶责任人姓名",
        "reason": "修订理由，可能提到人",
        "no_development": "理由，可能提到人",
        "search": "寻找经过，可能提到人",
        "returned": "退回理由，可能提到人",
    }
    impersonal = ("state",)

    case = models.ForeignKey("warning_cases.Case", models.PROTECT, related_name="plans")
    lead = models.ForeignKey("commons_leads.Lead", models.PROTECT, null=True, related_name="+")
    edition = models.PositiveSmallIntegerField("第几版")
    state = models.CharField("状态", max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    reason = models.CharField("制定或修订的缘由", max_length=200)
    helper = models.CharField("帮扶责任人", max_length=60, blank=True)
    helper_unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, null=True, related_name="+", verbose_name="帮扶单位"
    )
    no_development = models.CharField("没有开发式措施的理由", max_length=200, blank=True)
    search = models.CharField("开发式措施的寻找经过", max_length=200, blank=True)
    returned = models.CharField("退回理由", max_length=200, blank=True)
    due_on = models.DateField("制定期限", null=True)
    drafted_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="起草人"
    )
    submitted_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="提交人"
    )
    adopted_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="审定人"
    )
    adopted_on = models.DateField("审定日期", null=True)
    signed_on = models.DateField("签字日期", null=True)
    paper = models.ForeignKey(
        "foundation_files.StoredFile",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="签字的一户一策",
    )

    class Meta:
        verbose_name = "帮扶计划"
        constraints = [
            models.UniqueConstraint(fields=["case", "edition"], name="plan_edition_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=[one.value for one in UNDER_WAY]),
                name="one_plan_under_way",
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state="adopted"), name="one_plan_in_force"),
            models.CheckConstraint(
                condition=~Q(state__in=["adopted", "replaced"])
                | (
                    Q(adopted_on__isnull=False)
                    & Q(adopted_by__isnull=False)
                    & ~Q(adopted_by=F("submitted_by"))
                    & ~Q(adopted_by=F("drafted_by"))
                ),
                name="plan_adopted_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"第 {self.edition} 版"


class MemberPlan(Near):
    """A member in a plan: how able they are to work."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"labour": "劳动能力"}

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="members")
    person = models.ForeignKey("registry_households.Person", models.PROTECT, related_name="+")
    labour = models.CharField("劳动能力", max_length=40)

    class Meta:
        verbose_name = "成员劳动能力"
        constraints = [models.UniqueConstraint(fields=["plan", "person"], name="member_once_a_plan")]


class Protection(Near):
    """One of the six protections of one member in a plan. kind: a code of `protection_kind`."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"standing": "是否享受保障", "why": "理由，可能提到人"}
    impersonal = ("kind",)

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="protections")
    person = models.ForeignKey("registry_households.Person", models.PROTECT, related_name="+")
    kind = models.CharField("保障", max_length=40)
    standing = models.CharField("享受情况", max_length=12, choices=Standing.choices)
    why = models.CharField("理由", max_length=100, blank=True)

    class Meta:
        verbose_name = "成员的保障"
        constraints = [
            models.UniqueConstraint(fields=["plan", "person", "kind"], name="protection_once"),
            models.CheckConstraint(
                condition=~Q(standing="not_entitled") | ~Q(why=""), name="not_entitled_for_a_reason"
            ),
        ]


class Measure(Near):
    """Something that is done for a household. kind: a code of `measure_kind`; until_on: until when it is to be delivered.

    plan: the version that brought it; None for what the household had before it came to Dixian (`opening_balance.py`).

    person: whose protection it is; None for the household's, or nobody's in particular.

    effect: of a development measure alone, as the last follow-up judged it.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "what": "帮扶内容，可能提到人",
        "told": "落实情况，可能提到人",
        "dropped": "理由，可能提到人",
        "amount": "金额",
    }
    impersonal = ("kind", "state", "paper", "effect")
    scope: ClassVar[Scope] = Scope(area="village_id", unit="unit_id", household="household_id")

    case = models.ForeignKey("warning_cases.Case", models.PROTECT, related_name="measures")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="measures")
    person = models.ForeignKey(
        "registry_households.Person", models.PROTECT, null=True, related_name="+", verbose_name="享受的成员"
    )
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="落实单位"
    )
    kind = models.CharField("措施类别", max_length=40)
    what = models.CharField("帮扶内容", max_length=200)
    paper = models.CharField("政策依据", max_length=200, blank=True)
    from_on = models.DateField("自")
    to_on = models.DateField("至", null=True)
    until_on = models.DateField("落实期限")
    amount = models.DecimalField("金额", max_digits=12, decimal_places=2, null=True)
    state = models.CharField(
        "状态", max_length=10, choices=MeasureState.choices, default=MeasureState.PLANNED
    )
    begun_on = models.DateField("下达日期", null=True)
    delivered_on = models.DateField("落实日期", null=True)
    told = models.CharField("落实情况", max_length=200, blank=True)
    evidence = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="佐证"
    )
    dropped = models.CharField("不再落实的理由", max_length=200, blank=True)
    effect = models.CharField("措施成效", max_length=10, choices=Effect.choices, blank=True)
    effect_on = models.DateField("成效判断日期", null=True)

    class Meta:
        verbose_name = "帮扶措施"
        indexes = [models.Index(fields=["unit", "state", "until_on", "id"], name="measure_unit_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="delivered", delivered_on__isnull=False)
                | (~Q(state="delivered") & Q(delivered_on=None)),
                name="measure_delivered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=False) | Q(state="delivered"),
                name="measure_without_plan_is_delivered",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(dropped=""), name="measure_dropped_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="measure_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(effect="", effect_on=None) | Q(state="delivered", effect_on__isnull=False),
                name="measure_judged_once_delivered",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def is_late(self, on: date) -> bool:
        """Not delivered, and its day has passed."""
        return self.state == MeasureState.DUE and self.until_on < on


class FollowUp(Near):
    """What was found of a household in a month: what the measures have come to, what is in the way, what is done about it."""

    personal: ClassVar[dict[str, str]] = {
        "found": "走访情况，可能提到人",
        "remedy": "针对性措施，可能提到人",
        "blocker": "堵点症结",
    }
    impersonal = ("effect",)

    case = models.ForeignKey("warning_cases.Case", models.PROTECT, related_name="follow_ups")
    on = models.DateField("日期")
    effect = models.CharField("帮扶成效", max_length=10, choices=Effect.choices)
    blocker = models.CharField("堵点症结", max_length=40, blank=True)
    found = models.CharField("情况", max_length=300)
    remedy = models.CharField("针对性措施", max_length=200, blank=True)
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="登记人"
    )

    class Meta:
        indexes = [models.Index(fields=["case", "-on", "-id"], name="follow_up_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(effect="good") | ~Q(blocker=""), name="without_effect_something_is_in_the_way"
            ),
            models.CheckConstraint(condition=Q(blocker="") | ~Q(remedy=""), name="blocker_has_a_remedy"),
        ]
