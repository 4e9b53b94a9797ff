"""Empty tables of superiors, and each township's part of one (临时报表)."""

from typing import ClassVar

from django.db import models

from dixian.foundation.books.api import PERSONAL_OF_ROW, BookRow, BookStep
from dixian.foundation.kernel.scope import Scope, open_to_all

OF_UNIT = Scope(unit="unit_id")


class Blank(BookRow):
    """A table that is asked for. source: as it came; layout: where what stands in it; meant: column -> figure.

    whose: which households stand in a table that lists none yet, by the figure that counts them.
    """

    personal: ClassVar[dict[str, str]] = PERSONAL_OF_ROW
    impersonal = ("title", "asked_by", "layout", "meant", "whose")
    scope: ClassVar[Scope] = open_to_all("上级要的报表的名称和表头，不含农户信息；各乡镇填的在各自那一份里")

    title = models.CharField("报表", max_length=80)
    asked_by = models.CharField("下发单位", max_length=60, blank=True)
    source = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="空表"
    )
    layout = models.JSONField("表头", default=dict)
    meant = models.JSONField("栏目对应的指标", default=dict)
    whose = models.CharField("列哪些户", max_length=40, blank=True)

    class Meta:
        verbose_name = "临时报表"

    def __str__(self) -> str:
        return self.title


class BlankStep(BookStep):
    """A step of a blank."""

    scope: ClassVar[Scope] = open_to_all("临时报表的办理经过，不含农户信息，号码不收")

    row = models.ForeignKey(Blank, models.PROTECT, related_name="steps")

    class Meta(BookStep.Meta):
        verbose_name = "临时报表经过"


class BlankPart(BookRow):
    """One township's row. line: the row of the sheet; prefilled, told: column -> text, before and after the township.

    Of a table of households or persons its list: who stands in it lies in the files alone, `sent` as it was prefilled, `back` as the
    township sent it last. roll: how many rows are missing, added, changed; `lines`: where each stood in the superior's table.
    """

    personal: ClassVar[dict[str, str]] = {
        **PERSONAL_OF_ROW,
        "told": "乡镇填的内容，可能写有姓名；号码不收",
    }
    impersonal = ("name", "prefilled", "roll")
    scope: ClassVar[Scope] = OF_UNIT

    blank = models.ForeignKey(Blank, models.PROTECT, related_name="parts", verbose_name="临时报表")
    name = models.CharField("乡镇", max_length=80)
    line = models.PositiveIntegerField("表中第几行")
    prefilled = models.JSONField("系统预填", default=dict)
    told = models.JSONField("乡镇填报", default=dict)
    roll = models.JSONField("名单的行数和差异", default=dict)
    sent = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="发出的名单"
    )
    back = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="传回的名单"
    )

    class Meta:
        verbose_name = "临时报表的一份"
        constraints = [models.UniqueConstraint(fields=["blank", "line"], name="a_line_once_a_blank")]

    def __str__(self) -> str:
        return f"{self.blank.title}：{self.name}"


class BlankPartStep(BookStep):
    """A step of a part."""

    scope: ClassVar[Scope] = OF_UNIT

    row = models.ForeignKey(BlankPart, models.PROTECT, related_name="steps")

    class Meta(BookStep.Meta):
        verbose_name = "临时报表的一份的经过"
