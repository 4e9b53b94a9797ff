"""Durable work: a job, the marks of what is done, and what was announced."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.audit.records import Record
from dixian.foundation.jobs.enums import JobState, Lane
from dixian.foundation.kernel.grants import ADD, ALL, NOTHING, Grants
from dixian.foundation.kernel.scope import open_to_all

BOOKKEEPING = "none: 队列自身的记账，每秒改写；业务表各自留痕"
NO_HOUSEHOLD = open_to_all("只有编号、代码和计数，不含农户信息；网页只列出本岗位发起的任务")


class Job(Record):
    """One piece of background work; each attempt is one task in the queue (django-tasks).

    key: idempotency key; the same key is the same job for ever.
    arguments: ids and codes only (checked when it is enqueued).
    holder, lease_until: the worker that runs it, and how long that is believed (wall time).
    """

    history = BOOKKEEPING
    personal: ClassVar[dict[str, str]] = {}
    impersonal = (
        "name",
        "key",
        "lane",
        "arguments",
        "state",
        "holder",
        "progress_label",
        "message_zh",
        "incident",
    )
    scope = NO_HOUSEHOLD
    # A page queues and cancels; who runs a job, and what came of it, is the worker's.
    grants: ClassVar[Grants] = Grants(
        (*ADD, "UPDATE (task_id, state, finished_at, message_zh, cancel_asked)"), ALL
    )

    name = models.CharField("任务", max_length=80)
    key = models.CharField("幂等键", max_length=200, unique=True)
    lane = models.CharField("队列", max_length=10, choices=Lane.choices, default=Lane.QUICK)
    arguments = models.JSONField("参数", default=dict)
    scope_post = models.BigIntegerField("所属岗位", null=True, db_index=True)
    state = models.CharField("状态", max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    attempts = models.PositiveIntegerField("次数", default=0)
    task_id = models.UUIDField("队列任务", null=True)
    holder = models.CharField("执行者", max_length=64, blank=True)
    lease_until = models.DateTimeField("租约", null=True)
    progress_done = models.BigIntegerField("已做", default=0)
    progress_total = models.BigIntegerField("总数", default=0)
    progress_label = models.CharField("正在做", max_length=80, blank=True)
    cancel_asked = models.BooleanField("请求取消", default=False)
    message_zh = models.CharField("说明", max_length=500, blank=True)
    incident = models.CharField("事件编号", max_length=12, blank=True)
    started_at = models.DateTimeField("开始", null=True)
    finished_at = models.DateTimeField("结束", null=True)

    class Meta:
        verbose_name = "后台任务"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], finished_at=None)
                | Q(state__in=["done", "failed", "cancelled"], finished_at__isnull=False),
                name="job_ends_with_a_time",
            ),
        ]
        indexes = [
            # What waits and what runs is found by it, however many have ended; SQLite takes no partial index for a bound state.
            models.Index(fields=["state", "lease_until"], name="job_state_lease"),
            models.Index(fields=["name", "state"], name="job_name_state"),
        ]


class Mark(Record):
    """A step that is done. Written in the transaction of the work itself, so both are or neither is."""

    history = BOOKKEEPING
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("text",)
    scope = NO_HOUSEHOLD
    grants: ClassVar[Grants] = Grants(NOTHING, (*ADD, "DELETE"))

    text = models.CharField("标记", max_length=300, unique=True)
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="marks")

    class Meta:
        verbose_name = "完成标记"


class Publication(Record):
    """A topic as it was announced: its name and its plain values."""

    history = "insert_only"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("topic", "values")
    scope = NO_HOUSEHOLD

    topic = models.CharField("主题", max_length=120)
    values = models.JSONField("内容", default=dict)

    class Meta:
        verbose_name = "已发布主题"
