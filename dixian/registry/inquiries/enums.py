"""Where an inquiry stands."""

from django.db import models


class InquiryState(models.TextChoices):
    """A list that somebody asks about."""

    WORKING = "working", "比对中"
    DONE = "done", "已比对"
    REFUSED = "refused", "读不了"
    FAILED = "failed", "没有完成"
