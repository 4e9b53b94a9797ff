"""Register checks: is this somebody of the county whom the register does not have?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.foundation.vault.fields import BlindIndexField, SealedField
from dixian.warning.submissions.enums import CheckResult, CheckState


class RegisterCheck(Record):
    """One person units have written of, with an address in the county, whom the register does not know.

    area: the village, or the township where no village was named. mark: number and name as they are written; one
    check of a mark is open at a time. changes: the batch that enters the person. why: code of the reason, or in words.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "name": "部门所写姓名（加密）",
        "number": "部门所写身份证号（加密）",
        "mark": "号码和姓名的盲索引",
        "id_index": "身份证号的盲索引",
        "why": "办结理由，可能提到人",
        "person": "核对出来的人",
    }
    impersonal = ("state", "result")
    scope: ClassVar[Scope] = Scope(area="area_id")

    area = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="所写地址"
    )
    township = models.ForeignKey(
        "foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    name = SealedField("姓名", null=True)
    number = SealedField("身份证号", null=True)
    mark = BlindIndexField()
    id_index = BlindIndexField()
    state = models.CharField("状态", max_length=10, choices=CheckState.choices, default=CheckState.OPEN)
    opened_on = models.DateField("转交日期")
    due_on = models.DateField("期限")
    result = models.CharField("核对结果", max_length=10, choices=CheckResult.choices, blank=True, default="")
    why = models.CharField("理由", max_length=200, blank=True)
    person = models.ForeignKey("registry_households.Person", models.PROTECT, null=True, related_name="+")
    changes = models.ForeignKey(
        "registry_households.ChangeBatch", models.PROTECT, null=True, related_name="+"
    )
    closed_on = models.DateField("办结日期", null=True)
    closed_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "档案核对"
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="check_state_due"),
            models.Index(fields=["id_index"], name="check_id_index"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["mark"], condition=~Q(state="closed"), name="one_open_check_a_person"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on=None)),
                name="check_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | (~Q(result="") & ~Q(why="")), name="check_ends_with_a_reason"
            ),
        ]


class CheckSource(Record):
    """A row of a file that asks for a check, and the address it gives."""

    history: ClassVar[History] = "insert_only"
    personal: ClassVar[dict[str, str]] = {"address": "部门所写地址（加密）"}
    impersonal = ("label", "month")
    scope: ClassVar[Scope] = Scope(area="area_id", unit="unit_id")

    check_of = models.ForeignKey(RegisterCheck, models.PROTECT, related_name="sources")
    row = models.OneToOneField("warning_submissions.Row", models.PROTECT, related_name="check_source")
    area = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="来源单位"
    )
    label = models.CharField("报送", max_length=60)
    month = models.CharField("月份", max_length=7)
    address = SealedField("地址", null=True)

    objects = ScopedQuerySet.as_manager()
