"""Kinds of values, how sure they are, states of proposals."""

from django.db import models


class Kind(models.TextChoices):
    """What a parameter's text stands for."""

    NUMBER = "number", "数值"
    TEXT = "text", "文字"
    LIMIT = "limit", "时限"
    MONTH_DAY = "month_day", "每月几日"
    YEAR_DAY = "year_day", "每年几月几日"


class Mark(models.TextChoices):
    """How sure a value is."""

    PAPER = "paper", "文件规定"
    FOUND = "found", "公开资料"
    COMMON = "common", "通行做法，待确认"
    LOCAL = "local", "本县确定"


# Not yet confirmed by a paper of the county: the same value may be proposed again, with one.
UNSURE = (Mark.FOUND, Mark.COMMON)


class ProposalState(models.TextChoices):
    """Where a proposal stands."""

    WAITING = "waiting", "待审批"
    APPROVED = "approved", "已批准"
    REJECTED = "rejected", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"
