"""What the checks have found."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all


class KeptFlaw(Record):
    """One check has found something about a household; gone once it is mended.

    subject_uid: what the page that mends takes. waiver: why it is right all the same; it holds for this sentence.
    taken_back: why the last waiver of this sentence holds no longer, and is none any more.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "sentence": "姓名、金额、病残的粗分类",
        "waiver": "不用改的理由，可能提到人",
        "taken_back": "撤回认定的理由，可能提到人",
    }
    impersonal = ("code",)
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE)
    scope: ClassVar[Scope] = Scope(
        area="village_id", unit="owner_id", household="household_id", guard="owner_id"
    )

    code = models.CharField("规则", max_length=20)
    household = models.ForeignKey(
        "registry_households.Household", models.PROTECT, related_name="+", verbose_name="户"
    )
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    owner = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="归属单位"
    )
    subject_uid = models.UUIDField("改正的记录")
    sentence = models.CharField("问题", max_length=200)
    found_on = models.DateField("发现日期")
    gone_on = models.DateField("消失日期", null=True)
    waiver = models.CharField("不用改的理由", max_length=200, blank=True)
    waived_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="认定人"
    )
    waived_on = models.DateField("认定日期", null=True)
    taken_back = models.CharField("撤回认定的理由", max_length=200, blank=True)
    taken_back_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="撤回人"
    )
    taken_back_on = models.DateField("撤回日期", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        db_table = "registry_quality_finding"
        verbose_name = "质检问题"
        indexes = [models.Index(fields=["village", "code", "id"], name="finding_village_code")]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "code"], condition=Q(gone_on=None), name="found_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(gone_on=None) | Q(gone_on__gte=F("found_on")), name="finding_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(waiver="", waived_by=None, waived_on=None)
                | (~Q(waiver="") & Q(waived_by__isnull=False, waived_on__isnull=False)),
                name="finding_waived_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(taken_back="", taken_back_by=None, taken_back_on=None)
                | (~Q(taken_back="") & Q(taken_back_by__isnull=False, taken_back_on__isnull=False)),
                name="finding_taken_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.household)


class Run(Record):
    """All checks were run on this day."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = open_to_all("只有日期和数量")
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE)

    day = models.DateField("日期", unique=True)
    found = models.PositiveIntegerField("问题数")

    class Meta:
        verbose_name = "质检运行"
