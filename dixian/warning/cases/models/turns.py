"""A case as it stood from an instant on, kept so that what was known on a day can be told later."""

from typing import ClassVar

from django.db import models

from dixian.foundation.audit.records import History
from dixian.registry.households.api import Near
from dixian.registry.households.enums import Monitored
from dixian.warning.cases.enums import CaseState, EndedHow
from dixian.warning.cases.models.cases import Case


class CaseTurn(Near):
    """What the papers of a case said since `made_at`, until its next turn. It goes with its household, as its case does."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "household": "指向户",
        "monitoring_type": "监测对象类别",
        "approval_number": "批复文号",
    }
    impersonal = ("state", "ended_how")

    case = models.ForeignKey(Case, models.PROTECT, related_name="turns", verbose_name="监测对象")
    state = models.CharField("状态", max_length=12, choices=CaseState.choices)
    monitoring_type = models.CharField("监测对象类别", max_length=10, choices=Monitored.choices, blank=True)
    event_date = models.DateField("线索发现日期", null=True)
    approved_on = models.DateField("批复日期", null=True)
    approval_number = models.CharField("批复文号", max_length=80, blank=True)
    ended_on = models.DateField("结束日期", null=True)
    ended_how = models.CharField("结束方式", max_length=10, choices=EndedHow.choices, blank=True)

    class Meta:
        verbose_name = "监测状态变化"
