"""The two lists, and where a doubt stands."""

from django.db import models


class DoubtList(models.TextChoices):
    """Which doubt it is."""

    UNLISTED = "unlisted", "应纳未纳"
    UNRECEIVED = "unreceived", "应享未享"


class DoubtState(models.TextChoices):
    """Where a doubt stands."""

    OPEN = "open", "待复核"
    SETTLED = "settled", "复核无风险"
    RAISED = "raised", "已转线索"
    GONE = "gone", "情况已不存在"


STANDING = (DoubtState.OPEN, DoubtState.SETTLED, DoubtState.RAISED)
