"""Dated policy and the proposals that change it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ALL, CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.foundation.policy.enums import Kind, Mark, ProposalState

PUBLIC = open_to_all("政策参数是全县通用的")


def dated(name: str, *key: str) -> list[models.BaseConstraint]:
    """What holds for dated rows known by `key`: one open row, one beginning a day, days in order."""
    return [
        models.UniqueConstraint(fields=[*key, "valid_from"], name=f"{name}_once_a_day"),
        models.UniqueConstraint(
            fields=list(key), condition=Q(valid_to__isnull=True), name=f"{name}_one_open_row"
        ),
        models.CheckConstraint(
            condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            name=f"{name}_days_in_order",
        ),
    ]


class Dated(Record):
    """In force from a day until the day before another, with the paper it comes from."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal: ClassVar[tuple[str, ...]] = ("source",)
    scope: ClassVar[Scope] = PUBLIC
    # What has not come into force yet can be taken back.
    grants: ClassVar[Grants] = Grants(ALL, CHANGE)

    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True)
    source = models.CharField("依据", max_length=200)

    class Meta:
        abstract = True


class Parameter(Dated):
    """A value."""

    impersonal = ("code", "title", "kind", "text", "source", "mark")

    code = models.CharField("代码", max_length=60)
    title = models.CharField("名称", max_length=80)
    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    text = models.CharField("取值", max_length=200)
    mark = models.CharField("可靠程度", max_length=10, choices=Mark.choices)

    class Meta:
        constraints = dated("parameter", "code")

    def __str__(self) -> str:
        return self.title


class CodeItem(Dated):
    """One entry of a list."""

    impersonal = ("table", "code", "label", "source")

    table = models.CharField("代码表", max_length=40)
    code = models.CharField("代码", max_length=40)
    label = models.CharField("名称", max_length=80)
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        constraints = dated("code", "table", "code")

    def __str__(self) -> str:
        return self.label


class Holiday(Dated):
    """A day that is worked or not worked against the calendar; in force once the county has said so."""

    impersonal = ("name", "source")

    day = models.DateField("日期")
    is_working = models.BooleanField("上班")
    name = models.CharField("名称", max_length=40)

    class Meta:
        constraints = dated("holiday", "day")

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Proposal(Record):
    """A change somebody asks for and somebody else approves."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "label": "岗位和账号的提请里有工作人员姓名",
        "reason": "理由，可能提到人",
    }
    impersonal = ("subject", "arguments", "base_version", "source", "state")
    scope: ClassVar[Scope] = open_to_all("政策和权限的修改；页面按权限把门")

    subject = models.CharField("事项", max_length=40)
    label = models.CharField("标题", max_length=200)
    arguments = models.JSONField("内容")
    base_version = models.CharField("依据的版本", max_length=40)
    source = models.CharField("依据", max_length=200)
    state = models.CharField(
        "状态", max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING
    )
    submitter = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="提请人"
    )
    submitted_at = models.DateTimeField("提请时间")
    approver = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="审批人"
    )
    decided_at = models.DateTimeField("审批时间", null=True)
    reason = models.CharField("审批意见", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | ~Q(approver=F("submitter")), name="proposal_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="proposal_decided_on_a_day",
            ),
        ]
