"""What figures were, by unit and month."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import CHANGE, READ, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all


class FigureValue(Record):
    """A figure of a month; unit None: of the whole county. Counted anew each night until the month is closed."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("figure", "month")
    scope: ClassVar[Scope] = open_to_all("只有各单位的合计数，不含农户信息")
    grants: ClassVar[Grants] = Grants(READ, CHANGE)

    figure = models.CharField("指标", max_length=60)
    month = models.CharField("月份", max_length=7)
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, null=True, related_name="+", verbose_name="单位"
    )
    part = models.BigIntegerField("数")
    whole = models.BigIntegerField("总数", null=True)
    counted_on = models.DateField("统计日期")

    class Meta:
        verbose_name = "指标数值"
        constraints = [
            models.UniqueConstraint(fields=["figure", "month", "unit"], name="figure_once_a_unit"),
            models.UniqueConstraint(
                fields=["figure", "month"], condition=Q(unit=None), name="figure_once_a_county"
            ),
        ]
