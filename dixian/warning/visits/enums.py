"""How a visit went, and where a household of a sweep stands."""

from django.db import models


class Outcome(models.TextChoices):
    """见到没有."""

    MET = "met", "见到人或打通电话"
    ABSENT = "absent", "家中无人"
    REFUSED = "refused", "拒绝走访"


class SweepKind(models.TextChoices):
    """What is swept: the focus households each month, every household each half-year."""

    MONTH = "month", "重点户每月走访"
    HALF = "half", "半年集中排查"


class SweepState(models.TextChoices):
    """Where a sweep stands."""

    LISTING = "listing", "正在列名单"
    OPEN = "open", "进行中"
    CLOSED = "closed", "已结束"


class StopState(models.TextChoices):
    """Where a household of a sweep stands; each in exactly one."""

    OPEN = "open", "未走访"
    FINE = "fine", "入户，无异常"
    PHONED = "phoned", "外出，电话核实"
    FOUND = "found", "发现问题"
    ABSENT = "absent", "家中无人"
    REFUSED = "refused", "拒绝走访"
    GONE = "gone", "已注销"
    MISSED = "missed", "期内未走访"


# What is still to be done while the sweep is open: nobody home is tried again, at home or by telephone.
TO_DO = (StopState.OPEN, StopState.ABSENT)
# What counts as looked at.
SEEN = (StopState.FINE, StopState.PHONED, StopState.FOUND)
# What was not as it should be, opened one by one.
EXCEPTIONS = (StopState.FOUND, StopState.ABSENT, StopState.REFUSED, StopState.PHONED)
