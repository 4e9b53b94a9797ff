"""What a workplan, a unit's part in an item and a limit can be."""

from django.db import models


class WorkplanState(models.TextChoices):
    """Where a paper stands; a draft is corrected, an adopted one is tasks."""

    READING = "reading", "读取中"
    REFUSED = "refused", "读不了"
    FAILED = "failed", "没有完成"
    DRAFT = "draft", "待校对"
    ADOPTED = "adopted", "已下达"
    WITHDRAWN = "withdrawn", "不采用"
    STOPPED = "stopped", "停止执行"


class UnitRole(models.TextChoices):
    """What a unit is in an item."""

    LEAD = "lead", "牵头"
    RESPONSIBLE = "responsible", "责任"


class LimitKind(models.TextChoices):
    """What kind of time limit a paper sets."""

    EVERY = "every", "定期"
    WINDOW = "window", "每期限定日"
    WITHIN = "within", "期限内"
    BY = "by", "截至"
    LASTING = "lasting", "持续"
