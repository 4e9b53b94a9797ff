"""The contact record: who saw whom when, what was said, found and done with."""

from typing import ClassVar

from django.db import models

from dixian.registry.households.api import Near
from dixian.warning.verification.enums import Method
from dixian.warning.visits.enums import Outcome

USER = "foundation_accounts.User"


class Visit(Near):
    """One visit to a household, at home or by telephone; together: ticked with others on a village's grid."""

    personal: ClassVar[dict[str, str]] = {"person_seen": "见到的人", "note": "情况说明，不写证件号和诊断"}
    impersonal = ("method", "outcome")

    on = models.DateField("走访日期")
    method = models.CharField("走访方式", max_length=10, choices=Method.choices)
    outcome = models.CharField("见到没有", max_length=10, choices=Outcome.choices)
    person_seen = models.CharField("见到的人", max_length=60, blank=True)
    note = models.CharField("情况说明", max_length=300, blank=True)
    together = models.BooleanField("批量登记", default=False)
    questionnaire = models.ForeignKey(
        "foundation_forms.Questionnaire", models.PROTECT, null=True, related_name="+", verbose_name="调查表"
    )
    post = models.ForeignKey(
        "foundation_accounts.Post", models.PROTECT, related_name="+", verbose_name="走访岗位"
    )
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="走访人")

    class Meta:
        verbose_name = "走访"
        indexes = [
            models.Index(fields=["household", "-on"], name="visit_household_on"),
            models.Index(fields=["village", "on", "id"], name="visit_village_on"),
        ]


class VisitAnswer(Near):
    """What was said to one question, in words and as it is counted. choice: code of the option; figure: what counts it."""

    personal: ClassVar[dict[str, str]] = {"said": "家庭情况", "choice": "家庭情况的粗分类"}
    impersonal = ("question", "title", "figure")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="answers", verbose_name="走访")
    on = models.DateField("走访日期")
    question = models.CharField("问题代码", max_length=40)
    title = models.CharField("问题", max_length=80)
    choice = models.CharField("选项", max_length=40, blank=True)
    said = models.CharField("回答", max_length=200)
    figure = models.CharField("计入", max_length=20, blank=True)

    class Meta:
        verbose_name = "走访的回答"
        indexes = [
            models.Index(
                fields=["figure", "on", "village"], condition=~models.Q(figure=""), name="answer_of_a_figure"
            )
        ]
        constraints = [models.UniqueConstraint(fields=["visit", "question"], name="answered_once_a_visit")]


class Finding(Near):
    """Something that must be looked into; it is a source of exactly one lead."""

    personal: ClassVar[dict[str, str]] = {"sentence": "家庭情况"}

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings", verbose_name="走访")
    lead = models.ForeignKey("commons_leads.Lead", models.PROTECT, related_name="+", verbose_name="线索")
    sentence = models.CharField("发现", max_length=300)

    class Meta:
        verbose_name = "走访发现"


class Discharged(Near):
    """A duty this visit has done with."""

    impersonal = ("kind", "title")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="discharged", verbose_name="走访")
    kind = models.CharField("种类", max_length=60)
    title = models.CharField("事项", max_length=120)

    class Meta:
        verbose_name = "走访办结的待办"


class VisitPhoto(Near):
    """One photo of a visit: the original as it was sent, and what pages show of it, which says neither where nor with what."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photos", verbose_name="走访")
    original = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, related_name="+", verbose_name="原件"
    )
    shown = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, related_name="+", verbose_name="展示件"
    )
    width = models.PositiveIntegerField("宽")
    height = models.PositiveIntegerField("高")

    class Meta:
        verbose_name = "走访照片"
