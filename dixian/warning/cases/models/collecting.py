"""What is gathered about a household before the village meets: its word, the home check, the county's comparison."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.registry.households.api import NEAR
from dixian.registry.households.enums import Monitored
from dixian.warning.cases.models.cases import Case


class Part(Record):
    """What all parts of a case declare; a later one of its kind stands beside the earlier and counts."""

    history: ClassVar[History] = "insert_only"
    scope: ClassVar[Scope] = NEAR

    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    on = models.DateField("日期")
    by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="登记人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class Authorisation(Part):
    """承诺授权书: the household promises what it says is true, and lets its property be looked up."""

    personal: ClassVar[dict[str, str]] = {"signer": "签字人姓名"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="authorisations")
    signer = models.CharField("签字人", max_length=60)
    paper = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, related_name="+", verbose_name="签字原件"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(signer=""), name="authorised_by_somebody")]


class HomeCheck(Part):
    """入户核查: the kind of household proposed, its difficulty, and its income of the twelve months before (facts 1.6).

    amounts: by item of the income tree, and then their sums; empty where only the sums were asked for, as it was at first.
    """

    personal: ClassVar[dict[str, str]] = {
        "checkers": "核查人姓名",
        "monitoring_type": "拟纳入类别",
        "need": "突出困难，不写病名",
        "amounts": "收支明细",
        "wage": "工资性收入",
        "business": "生产经营性收入",
        "property_income": "财产性收入",
        "transfer": "转移性收入",
        "cost": "生产经营性支出",
        "claims": "理赔收入",
        "own_payment": "合规自付支出",
    }

    case = models.ForeignKey(Case, models.PROTECT, related_name="checks")
    checkers = models.CharField("核查人", max_length=60)
    monitoring_type = models.CharField("拟纳入类别", max_length=10, choices=Monitored.choices)
    need = models.CharField("突出困难", max_length=300)
    size = models.PositiveSmallIntegerField("家庭人口")
    amounts = models.JSONField("收支明细", default=dict)
    wage = models.DecimalField("工资性收入", max_digits=13, decimal_places=2)
    business = models.DecimalField("生产经营性收入", max_digits=13, decimal_places=2)
    property_income = models.DecimalField("财产性收入", max_digits=13, decimal_places=2)
    transfer = models.DecimalField("转移性收入", max_digits=13, decimal_places=2)
    cost = models.DecimalField("生产经营性支出", max_digits=13, decimal_places=2)
    claims = models.DecimalField("理赔收入", max_digits=13, decimal_places=2, default=Decimal(0))
    own_payment = models.DecimalField("合规自付支出", max_digits=13, decimal_places=2, default=Decimal(0))
    house = models.BooleanField("住房出现安全问题", default=False)
    school = models.BooleanField("义务教育阶段失学辍学", default=False)
    medical = models.BooleanField("有成员未参加基本医疗保险", default=False)
    water = models.BooleanField("饮水出现安全问题", default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=1), name="checked_household_has_people"),
            models.CheckConstraint(condition=~Q(need=""), name="home_check_says_what_is_wrong"),
        ]


class ComparisonRequest(Record):
    """信息比对: the county asks one unit about many households; sent out and brought back as a workbook."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = Scope(unit="unit_id")

    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="比对单位"
    )
    asked_on = models.DateField("发出日期")
    due_on = models.DateField("期限")
    answered_on = models.DateField("收回日期", null=True)
    asked_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="发出人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "信息比对"


class Comparison(Record):
    """One household in a request. found: what the unit has of it; empty where it has nothing. A prompt, never a refusal."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"found": "比对到的资产、收入情况"}
    scope: ClassVar[Scope] = NEAR

    request = models.ForeignKey(ComparisonRequest, models.PROTECT, related_name="comparisons")
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="比对单位"
    )
    case = models.ForeignKey(Case, models.PROTECT, related_name="comparisons")
    household = models.ForeignKey("registry_households.Household", models.PROTECT, related_name="+")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    found = models.CharField("比对结果", max_length=300, blank=True)
    answered_on = models.DateField("收回日期", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "一户的信息比对"
        constraints = [
            models.UniqueConstraint(fields=["request", "case"], name="compared_once_a_request"),
            models.CheckConstraint(
                condition=Q(found="") | Q(answered_on__isnull=False), name="found_on_a_day"
            ),
        ]


class Waiver(Part):
    """No comparison is needed, and why: what another procedure has compared already need not be compared again."""

    personal: ClassVar[dict[str, str]] = {"reason": "免于比对的理由，可能提到人"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="waivers")
    reason = models.CharField("理由", max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="waived_with_a_reason")]
