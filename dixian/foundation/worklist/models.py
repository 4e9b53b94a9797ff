"""Dated duties, and what tells people about them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.audit.records import Record
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.foundation.vault.fields import SealedField
from dixian.foundation.worklist.enums import Channel, DeliveryState, DutyState, Step
from dixian.foundation.worklist.querysets import ObligationQuerySet


class Obligation(Record):
    """One thing somebody must do by a day. At most one open per kind and subject."""

    history = "editable"
    personal: ClassVar[dict[str, str]] = {
        "subject_label": "name",
        "about": "name",
        "reason": "说明，可能提到人",
    }
    impersonal = ("kind", "title", "capability", "limit_code", "state")
    scope = Scope(area="area_id", unit="unit_id", household="household_id", post="post_id")

    kind = models.CharField("种类", max_length=60)
    title = models.CharField("事项", max_length=120)
    about = models.CharField("为什么", max_length=300, blank=True)
    subject_label = models.CharField("对象", max_length=120)
    subject_uid = models.UUIDField("对象编号")
    household_id = models.BigIntegerField("户", null=True, db_index=True)
    area = models.ForeignKey("foundation_areas.Area", models.PROTECT, null=True, verbose_name="地区")
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, null=True, verbose_name="单位")
    # Without an index of its own: SQLite would look up all that name no post, open and done, for every page's count.
    post = models.ForeignKey(
        "foundation_accounts.Post",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="岗位",
        db_index=False,
    )
    capability = models.CharField("所需权限", max_length=60)
    opened_on = models.DateField("起算日")
    due_on = models.DateField("期限")
    limit_code = models.CharField("时限", max_length=60, blank=True)
    state = models.CharField("状态", max_length=10, choices=DutyState.choices, default=DutyState.OPEN)
    done_on = models.DateField("办结日", null=True)
    done_by = models.ForeignKey(
        "foundation_accounts.Post", models.PROTECT, null=True, related_name="+", verbose_name="办结人"
    )
    reason = models.CharField("说明", max_length=300, blank=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = "待办"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_uid"], condition=Q(state="open"), name="duty_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", done_on=None) | (~Q(state="open") & Q(done_on__isnull=False)),
                name="duty_ends_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(area__isnull=False)
                | Q(unit__isnull=False)
                | Q(post__isnull=False)
                | Q(household_id__isnull=False),
                name="duty_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(reason=""), name="duty_cancelled_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(state="open"), name="duty_open_due"),
            models.Index(fields=["area", "due_on", "id"], condition=Q(state="open"), name="duty_open_area"),
            models.Index(fields=["unit", "due_on", "id"], condition=Q(state="open"), name="duty_open_unit"),
            models.Index(fields=["post"], condition=Q(post__isnull=False), name="duty_post"),
            models.Index(fields=["due_on"], name="duty_due"),
            models.Index(fields=["subject_uid"], name="duty_subject"),
        ]


class Notice(Record):
    """A line for one person, inside the system, whichever of their posts acts. Names no household."""

    history = "editable"
    personal: ClassVar[dict[str, str]] = {"text": "name"}
    impersonal = ("key", "title", "link")
    scope = open_to_all("只有计数、单位和工作人员姓名，不含农户信息；页面只列本人的")

    user = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="通知谁"
    )
    post = models.ForeignKey(
        "foundation_accounts.Post", models.PROTECT, null=True, related_name="+", verbose_name="事关岗位"
    )
    key = models.CharField("幂等键", max_length=200, unique=True)
    title = models.CharField("标题", max_length=80)
    text = models.CharField("内容", max_length=400)
    link = models.CharField("地址", max_length=200, blank=True)
    read_at = models.DateTimeField("已读", null=True)

    class Meta:
        verbose_name = "通知"
        indexes = [models.Index(fields=["user", "-id"], name="notice_user")]


class Escalation(Record):
    """A late duty went to a named head of the unit."""

    history = "insert_only"
    personal: ClassVar[dict[str, str]] = {"head_name": "name"}
    impersonal = ("step", "head_title")
    scope = Scope(unit="unit_id")

    obligation = models.ForeignKey(
        Obligation, models.PROTECT, related_name="escalations", verbose_name="待办"
    )
    unit = models.ForeignKey("foundation_areas.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    step = models.CharField("级别", max_length=10, choices=Step.choices)
    head_name = models.CharField("责任人", max_length=40)
    head_title = models.CharField("职务", max_length=80, blank=True)
    on_day = models.DateField("日期")
    days_late = models.PositiveIntegerField("超期天数")

    class Meta:
        verbose_name = "超期上报"
        constraints = [models.UniqueConstraint(fields=["obligation", "step"], name="escalated_once_a_step")]


class Contact(Record):
    """How a person wants to be reached outside the system."""

    history = "editable"
    personal: ClassVar[dict[str, str]] = {"email": "e-mail address (sealed)"}
    scope = open_to_all("地址已加密；只有本人的设置页和发送任务读取")

    user = models.OneToOneField(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="用户"
    )
    email = SealedField("电子邮件", null=True)
    by_email = models.BooleanField("发电子邮件", default=False)

    class Meta:
        verbose_name = "通知方式"


class Digest(Record):
    """What waited for a person on a day. One a person and day; counts only."""

    history = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("text",)
    scope = open_to_all("只有计数，不含农户信息")

    user = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="用户"
    )
    day = models.DateField("日期")
    waiting = models.PositiveIntegerField("待办")
    late = models.PositiveIntegerField("超期")
    soon = models.PositiveIntegerField("临期")
    text = models.CharField("内容", max_length=600)

    class Meta:
        verbose_name = "每日提醒"
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_person_a_day")]


class Reminder(Record):
    """A line for one person's next digest, asked for by a room; said once. Names no household."""

    history = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("key", "text")
    scope = open_to_all("只有计数和报送种类，不含农户信息；只由每日提醒读取")

    user = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="用户"
    )
    key = models.CharField("幂等键", max_length=200, unique=True)
    text = models.CharField("内容", max_length=200)
    told_on = models.DateField("提醒日期", null=True)

    class Meta:
        verbose_name = "待提醒"
        indexes = [models.Index(fields=["user"], condition=Q(told_on=None), name="reminder_waits")]


class Delivery(Record):
    """One text on its way through one channel; sent again until it arrives or is given up."""

    history = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("channel", "key", "title", "text", "state", "problem")
    scope = open_to_all("只有计数和状态，不含农户信息；地址不在这里")

    user = models.ForeignKey(
        "foundation_accounts.User", models.PROTECT, related_name="+", verbose_name="用户"
    )
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices)
    key = models.CharField("幂等键", max_length=200, unique=True)
    title = models.CharField("标题", max_length=80)
    text = models.CharField("内容", max_length=600)
    state = models.CharField(
        "状态", max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    tries = models.PositiveIntegerField("次数", default=0)
    problem = models.CharField("未送达原因", max_length=200, blank=True)
    sent_at = models.DateTimeField("送达时间", null=True)

    class Meta:
        verbose_name = "外发通知"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="delivery_sent_with_a_time",
            )
        ]
