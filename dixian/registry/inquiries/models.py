"""Lists that people ask about."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope
from dixian.registry.inquiries.enums import InquiryState


class Inquiry(Record):
    """One list: who asked with which post and why, the list, and the list with what was found.

    The counts are of its rows: each is in one of the five; elsewhere counts those of `linked` of whom nothing is told
    but that they are in the register. beginning: the first rows with what was found, for the page. tried: a mark for each name with a birth and a number it gave, of which numbers
    tried over many lists are known; nothing can be read out of it. The contents of these files go after `expires_on`; the record stays.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "reason": "比对理由，可能提到人",
        "message": "不能读的原因，可能引用表里的文字",
        "tried": "名单里姓名、出生日期和号码的盲索引",
    }
    impersonal = ("state", "sheet", "columns", "hidden")
    scope: ClassVar[Scope] = Scope(post="post_id")

    post = models.ForeignKey(
        "foundation_accounts.Post", models.PROTECT, related_name="+", verbose_name="岗位"
    )
    asked_by = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="比对人"
    )
    asked_on = models.DateField("比对日期")
    expires_on = models.DateField("保存到")
    reason = models.CharField("理由", max_length=200)
    source = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, related_name="+", verbose_name="名单"
    )
    result = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name="比对结果"
    )
    beginning = models.ForeignKey(
        "foundation_files.StoredFile",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="开头几行的结果",
    )
    state = models.CharField(
        "状态", max_length=10, choices=InquiryState.choices, default=InquiryState.WORKING
    )
    message = models.CharField("说明", max_length=600, blank=True)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    columns = models.CharField("比对的栏目", max_length=200, blank=True, default="")
    hidden = models.CharField("隐藏的行、列和工作表", max_length=400, blank=True, default="")
    rows_read = models.PositiveIntegerField("行数", default=0)
    linked = models.PositiveIntegerField("对上", default=0)
    repaired = models.PositiveIntegerField("修正后对上", default=0)
    ambiguous = models.PositiveIntegerField("拿不准", default=0)
    stranger = models.PositiveIntegerField("不在册", default=0)
    rejected = models.PositiveIntegerField("退回", default=0)
    elsewhere = models.PositiveIntegerField("在册但不在范围内", default=0)

    tried = models.BinaryField("问过的号码", default=bytes, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "名单比对"
        indexes = [models.Index(fields=["asked_by", "id"], name="inquiry_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    rows_read=F("linked") + F("repaired") + F("ambiguous") + F("stranger") + F("rejected")
                ),
                name="every_row_of_an_inquiry_ends",
            ),
            models.CheckConstraint(
                condition=Q(state="done", result__isnull=False) | (~Q(state="done") & Q(result=None)),
                name="inquiry_done_with_a_result",
            ),
        ]
