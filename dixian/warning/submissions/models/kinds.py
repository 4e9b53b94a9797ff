"""Kinds: what units push, and what their headers mean."""

from typing import ClassVar

from django.db import models

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.warning.submissions.enums import Mode


class DataKind(Record):
    """What a unit pushes; `columns` describes column objects (`kinds.py`).

    amount_column: what rule sheets compare; day_column: the month or day it is true up to, of a roster the day it happened.
    change: what its rows change in the register (`events.py`), {} where they are judged by rule sheets. fact: what a linked row tells about a person (code, title, unit, sensitive), {} for nothing;
    source_label: who says so. urgent: what happened is pushed at once, also after a nil return of the month.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = (
        *("code", "name", "mode", "columns", "amount_column", "day_column"),
        *("fact", "change", "source_label"),
    )
    scope: ClassVar[Scope] = open_to_all("报送种类是全县通用的")

    code = models.CharField("代码", max_length=40, unique=True)
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="报送单位"
    )
    name = models.CharField("名称", max_length=60)
    mode = models.CharField("方式", max_length=15, choices=Mode.choices)
    columns = models.JSONField("列")
    amount_column = models.CharField("金额列", max_length=40, blank=True)
    day_column = models.CharField("截至列", max_length=40, blank=True)
    fact = models.JSONField("记入的事实", default=dict)
    change = models.JSONField("引起的变更", default=dict)
    source_label = models.CharField("来源名称", max_length=60, blank=True)
    urgent = models.BooleanField("紧急", default=False)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True)

    def __str__(self) -> str:
        return self.name


class HeaderChoice(Record):
    """What a header of a unit's files means, said by a person once and held for later months.

    header: as `kernel.text.header_key` writes it; column: code of the kind's column, "" for one that is not read.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("header", "column")
    scope: ClassVar[Scope] = Scope(unit="unit_id")

    kind = models.ForeignKey(DataKind, models.PROTECT, related_name="+", verbose_name="报送种类")
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    header = models.CharField("表头", max_length=100)
    column = models.CharField("读作", max_length=40, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "unit", "header"], name="header_means_one_thing")
        ]
