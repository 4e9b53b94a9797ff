"""The county's own templates, through time."""

from typing import ClassVar

from django.db import models

from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ALL, CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all


class PaperTemplate(Record):
    """The template of a paper from a day on. file: None where the packaged wording is in force again."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal: ClassVar[tuple[str, ...]] = ("code", "source")
    scope: ClassVar[Scope] = open_to_all("文书模板是全县通用的，只有文字和占位，没有人")
    # What has not come into force yet can be taken back.
    grants: ClassVar[Grants] = Grants(ALL, CHANGE)

    code = models.CharField("文书", max_length=40)
    file = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="模板文件"
    )
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True)
    source = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "文书模板"
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="template_once_a_day"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(valid_to=None), name="template_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="template_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{'县里的模板' if self.file_id else '随附的模板'}（自 {self.valid_from} 起）"
