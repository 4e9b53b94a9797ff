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
    ANSWERED = "answered", "部门已答复"
    RECEIVED = "received", "已经享受"
    GONE = "gone", "情况已不存在"


class Word(models.TextChoices):
    """What the unit says of help that a household seems entitled to and does not receive."""

    RECEIVED = "received", "已享受"
    APPLIED = "applied", "已申请"
    NOT_ENTITLED = "not_entitled", "不符合条件"


STANDING = (DoubtState.OPEN, DoubtState.SETTLED, DoubtState.RAISED, DoubtState.ANSWERED)
