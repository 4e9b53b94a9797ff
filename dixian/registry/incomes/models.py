"""The campaigns in which income is collected, the villages' lists, and what each household has in and pays out."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.registry.incomes.enums import CampaignKind, StatementState
from dixian.registry.incomes.rules import Income

# Income is the bureau's to know, and of who looks after the household; not of every unit that reaches it.
SCOPE = Scope(area="village_id", unit="owner_id", household="household_id", guard="owner_id")
USER = "foundation_accounts.User"


class Campaign(Record):
    """One collecting of income: of a year that ended on 30 September, or of the twelve months to a quarter's end.

    first, last: the twelve months it tells of. due_on: until when the villages have collected it.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("kind",)
    scope: ClassVar[Scope] = open_to_all("只有时间范围")
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE, county_only=True)

    kind = models.CharField("种类", max_length=10, choices=CampaignKind.choices)
    first = models.DateField("自")
    last = models.DateField("至")
    opened_on = models.DateField("开始日期")
    due_on = models.DateField("期限")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "收入采集"
        constraints = [
            models.UniqueConstraint(fields=["kind", "last"], name="income_collected_once"),
            models.CheckConstraint(condition=Q(last__gt=F("first")), name="income_days_in_order"),
        ]

    @property
    def taken_over(self) -> bool:
        """Whether its income was only taken over from before (`earlier.py`): nobody owes it, so it is never late."""
        return self.due_on == self.last

    def __str__(self) -> str:
        if self.kind == CampaignKind.YEAR:
            return f"{self.last.year}年度收入采集"
        return f"{self.last.year}年{self.last.month}月末收入更新"


class VillageList(Record):
    """The households of one village in a campaign; what the village's duty is about."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = Scope(area="village_id")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="lists", verbose_name="收入采集")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "村收入采集名单"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "village"], name="one_income_list_a_village")
        ]


class Statement(Record):
    """收支表 of one household: amounts by item (code -> yuan), their sums, and the explanation of what is odd.

    before: the statement it was filled in advance from, and is compared with. paper: the signed 收支确认表.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "amounts": "收支明细",
        "wage": "工资性收入",
        "business": "生产经营性收入",
        "property_income": "财产性收入",
        "transfer": "转移性收入",
        "cost": "生产经营性支出",
        "claims": "理赔收入",
        "own_payment": "合规自付支出",
        "per_head": "人均纯收入",
        "word": "变动说明，可能提到人",
        "returned": "退回理由，可能提到人",
    }
    impersonal = ("state",)
    scope: ClassVar[Scope] = SCOPE

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="statements", verbose_name="收入采集")
    household = models.ForeignKey(
        "registry_households.Household", models.PROTECT, related_name="+", verbose_name="户"
    )
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    owner = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="归属单位"
    )
    before = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="上次")
    state = models.CharField(
        "状态", max_length=10, choices=StatementState.choices, default=StatementState.TO_FILL
    )
    size = models.PositiveSmallIntegerField("家庭人口", default=1)
    amounts = models.JSONField("收支明细", default=dict)
    wage = models.DecimalField("工资性收入", max_digits=13, decimal_places=2, default=Decimal(0))
    business = models.DecimalField("生产经营性收入", max_digits=13, decimal_places=2, default=Decimal(0))
    property_income = models.DecimalField("财产性收入", max_digits=13, decimal_places=2, default=Decimal(0))
    transfer = models.DecimalField("转移性收入", max_digits=13, decimal_places=2, default=Decimal(0))
    cost = models.DecimalField("生产经营性支出", max_digits=13, decimal_places=2, default=Decimal(0))
    claims = models.DecimalField("理赔收入", max_digits=13, decimal_places=2, default=Decimal(0))
    own_payment = models.DecimalField("合规自付支出", max_digits=13, decimal_places=2, default=Decimal(0))
    per_head = models.DecimalField("人均纯收入", max_digits=13, decimal_places=2, default=Decimal(0))
    word = models.CharField("变动说明", max_length=300, blank=True)
    filled_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="采集人")
    filled_on = models.DateField("采集日期", null=True)
    signed_on = models.DateField("签字日期", null=True)
    paper = models.ForeignKey(
        "foundation_files.StoredFile",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="签字的收支确认表",
    )
    confirmed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="审核人")
    confirmed_on = models.DateField("审核日期", null=True)
    returned = models.CharField("退回理由", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "收支表"
        indexes = [
            models.Index(fields=["campaign", "village", "state", "id"], name="statement_village_state")
        ]
        constraints = [
            models.UniqueConstraint(fields=["household", "campaign"], name="one_statement_a_campaign"),
            models.CheckConstraint(condition=Q(size__gte=1), name="statement_has_people"),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | (
                    Q(confirmed_by__isnull=False, confirmed_on__isnull=False, filled_by__isnull=False)
                    & ~Q(confirmed_by=F("filled_by"))
                ),
                name="statement_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.household)

    @property
    def income(self) -> Income:
        """Its sums."""
        return Income(
            size=self.size,
            wage=self.wage,
            business=self.business,
            property_income=self.property_income,
            transfer=self.transfer,
            cost=self.cost,
            claims=self.claims,
            own_payment=self.own_payment,
        )
