"""Questionnaires, through time."""

from typing import ClassVar

from django.db import models

from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ALL, CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all


class Questionnaire(Record):
    """What is asked from a day on: its questions as plain values (`questions.Question`), with the paper they come from."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal: ClassVar[tuple[str, ...]] = ("code", "title", "questions", "source")
    scope: ClassVar[Scope] = open_to_all("调查表是全县通用的，只有问题，没有答案")
    # What has not come into force yet can be taken back.
    grants: ClassVar[Grants] = Grants(ALL, CHANGE)

    code = models.CharField("代码", max_length=40)
    title = models.CharField("名称", max_length=60)
    questions = models.JSONField("问题")
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True)
    source = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "调查表"
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="questionnaire_once_a_day"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(valid_to=None), name="questionnaire_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（自 {self.valid_from} 起）"
