"""Who stands in for whom: delegation, hand-over, entry on behalf."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.accounts.models.people import STAFF, Post, User
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import ALL, CHANGE, Grants
from dixian.foundation.kernel.scope import Scope


class Delegation(Record):
    """During leave somebody else acts with the post; history shows both."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"reason": "请假原因，可能提到人"}
    scope: ClassVar[Scope] = STAFF
    # One that has not begun is taken back.
    grants: ClassVar[Grants] = Grants(ALL, CHANGE)

    post = models.ForeignKey(Post, models.PROTECT, related_name="delegations", verbose_name="岗位")
    delegate = models.ForeignKey(User, models.PROTECT, related_name="delegated", verbose_name="代办人")
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期")
    reason = models.CharField("原因", max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="delegation_days_in_order")
        ]


class HandOver(Record):
    """A post ends and its open work goes to another, on the day the post ends."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = STAFF

    from_post = models.ForeignKey(Post, models.PROTECT, related_name="handed_over", verbose_name="移交岗位")
    to_post = models.ForeignKey(Post, models.PROTECT, related_name="taken_over", verbose_name="接收岗位")
    on = models.DateField("交接日期")
    moved = models.BooleanField("已移交", default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(from_post=F("to_post")), name="hand_over_to_another_post")
        ]


class OnBehalf(Record):
    """Something typed in for another post from a signed sheet, confirmed by somebody else (代录)."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"subject_label": "户主姓名"}
    scope: ClassVar[Scope] = Scope(area="area_id", unit="unit_id")

    for_post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="代谁录入")
    area = models.ForeignKey("foundation_areas.Area", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, null=True, related_name="+")
    subject_label = models.CharField("对象", max_length=40)
    subject_uid = models.UUIDField("对象编号")
    sheet = models.ForeignKey(
        "foundation_files.StoredFile", models.PROTECT, related_name="+", verbose_name="签字原件"
    )
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="录入人")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="确认人")
    confirmed_at = models.DateTimeField("确认时间", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="on_behalf_confirmed_by_another",
            )
        ]
