"""Standing doubts."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.warning.doubts.enums import STANDING, DoubtList, DoubtState, Word

USER = "foundation_accounts.User"


class Doubt(Record):
    """Facts of a household that do not fit what is done for it.

    code: of the ground. unit: whose help it is about, the bureau for 应纳未纳. first_by: who found no risk before; somebody
    else looks again. said: what was found then. basis: the sentence that was looked at. ended: how it ended by
    itself. word: of 应享未享, what the unit has
    answered; looked_by, looked_on and said are who, when and why.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "sentence": "金额、病残和住房的粗分类",
        "basis": "复核时的依据",
        "said": "复核情况，可能提到人",
        "ended": "怎样结束：在哪份名册里、成员死亡或迁出",
    }
    impersonal = ("list", "code", "state", "word")
    scope: ClassVar[Scope] = Scope(
        area="village_id", unit="unit_id", household="household_id", guard="unit_id"
    )

    list = models.CharField("名单", max_length=12, choices=DoubtList.choices)
    code = models.CharField("疑点", max_length=20)
    household = models.ForeignKey(
        "registry_households.Household", models.PROTECT, related_name="+", verbose_name="户"
    )
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="归属单位"
    )
    sentence = models.CharField("依据", max_length=300)
    state = models.CharField("状态", max_length=10, choices=DoubtState.choices, default=DoubtState.OPEN)
    found_on = models.DateField("列入日期")
    gone_on = models.DateField("核销日期", null=True)
    ended = models.CharField("怎样结束", max_length=200, blank=True)
    first_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="原核实人")
    looked_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="复核人")
    looked_on = models.DateField("复核日期", null=True)
    said = models.CharField("复核情况", max_length=200, blank=True)
    basis = models.CharField("复核时的依据", max_length=300, blank=True)
    word = models.CharField("部门答复", max_length=12, choices=Word.choices, blank=True)
    lead = models.ForeignKey(
        "commons_leads.Lead", models.PROTECT, null=True, related_name="+", verbose_name="线索"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "疑点"
        indexes = [models.Index(fields=["list", "state", "village", "id"], name="doubt_list_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "list", "code"],
                condition=Q(state__in=[one.value for one in STANDING]),
                name="one_standing_doubt_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(looked_by=None) | Q(first_by=None) | ~Q(looked_by=F("first_by")),
                name="doubt_looked_at_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="settled") | (Q(looked_by__isnull=False) & ~Q(said="")),
                name="doubt_settled_with_a_word",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (Q(looked_by__isnull=False) & ~Q(said="") & ~Q(word="")),
                name="doubt_answered_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="received") | (Q(gone_on__isnull=False) & ~Q(ended="")),
                name="doubt_received_by_some_way",
            ),
            models.CheckConstraint(
                condition=~Q(state="raised") | Q(lead__isnull=False), name="doubt_has_its_lead"
            ),
        ]

    def __str__(self) -> str:
        return str(self.household)
