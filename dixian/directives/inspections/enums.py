"""Whom an inspection draws, and where an evidence pack stands."""

from django.db import models


class Among(models.TextChoices):
    """The households a sample is drawn from."""

    ALL = "all", "全部农户"
    RELIEVED = "relieved", "脱贫户"
    MONITORED = "monitored", "监测户"
    BOTH = "both", "脱贫户和监测户"


class PackState(models.TextChoices):
    """Where an evidence pack stands."""

    MAKING = "making", "正在生成"
    READY = "ready", "已生成"
    FAILED = "failed", "没有完成"
