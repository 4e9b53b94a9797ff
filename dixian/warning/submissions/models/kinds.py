"""Kinds: what units push, and what their headers mean."""

from typing import ClassVar

from django.db import models

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ALL, CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.warning.submissions.enums import Mode


class DataKind(Record):
    """What a unit pushes; `columns` describes column objects (`kinds.py`).

    amount_column: what rule sheets compare; day_column: the month or day it is true up to, of a roster the day it happened.
    change: what its rows change in the register (`events.py`), {} where they are judged by rule sheets. fact: what a linked row tells about a person (code, title, unit, sensitive), {} for nothing;
    source_label: who says so. urgent: what happened is pushed at once, also after a nil return of the month.
    sign_off: the unit's head signs what its clerk confirms. limits: its own of what is odd (`anomalies.py`), code -> figure.
    windows: its own days to push in, "since", "first", "last" (None: the county's), the latest last.
    What is dated of it stands in `KindVersion`; here is what holds today.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = (
        *("code", "name", "mode", "columns", "amount_column", "day_column"),
        *("fact", "change", "source_label", "limits", "windows"),
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
    sign_off = models.BooleanField("负责人签发", default=False)
    limits = models.JSONField("异常的界限", default=dict)
    windows = models.JSONField("报送窗口", default=list)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True)

    def __str__(self) -> str:
        return self.name


class KindVersion(Record):
    """A kind as the county has set it, from a day on, with its paper (`setting.py`). Fields as of `DataKind`.

    window_first, window_last: its own days of the month to push in; None: the county's.
    """

    history: ClassVar[History] = "editable"
    # What was to begin on a day to come can be taken back.
    grants: ClassVar[Grants] = Grants(ALL, CHANGE)
    personal: ClassVar[dict[str, str]] = {}
    impersonal = (
        *("code", "name", "mode", "columns", "amount_column", "day_column"),
        *("source_label", "limits", "source"),
    )
    scope: ClassVar[Scope] = open_to_all("报送种类是全县通用的")

    code = models.CharField("代码", max_length=40)
    unit = models.ForeignKey(
        "foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="报送单位"
    )
    name = models.CharField("名称", max_length=60)
    mode = models.CharField("方式", max_length=15, choices=Mode.choices)
    columns = models.JSONField("列")
    amount_column = models.CharField("金额列", max_length=40, blank=True)
    day_column = models.CharField("截至列", max_length=40, blank=True)
    source_label = models.CharField("来源名称", max_length=60, blank=True)
    urgent = models.BooleanField("紧急", default=False)
    sign_off = models.BooleanField("负责人签发", default=False)
    window_first = models.PositiveSmallIntegerField("窗口首日", null=True)
    window_last = models.PositiveSmallIntegerField("窗口末日", null=True)
    limits = models.JSONField("异常的界限", default=dict)
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True)
    source = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "报送种类的设置"
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="kind_set_once_a_day"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(valid_to=None), name="kind_set_one_way"
            ),
        ]

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
