"""States of a job and the lanes in which the worker runs them."""

from django.db import models


class JobState(models.TextChoices):
    """Where a job stands; the last three are ends."""

    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"
    CANCELLED = "cancelled", "已取消"


class Lane(models.TextChoices):
    """Quick work never waits behind an import of minutes: each lane has its own thread."""

    QUICK = "quick", "日常"
    LONG = "long", "大批量"
