"""Where plans and measures stand."""

from django.db import models


class PlanState(models.TextChoices):
    """Where a version of a plan stands."""

    DRAFT = "draft", "起草"
    SUBMITTED = "submitted", "待审定"
    ADOPTED = "adopted", "执行"
    REPLACED = "replaced", "已被新版代替"
    CALLED_OFF = "called_off", "不再执行"


class MeasureState(models.TextChoices):
    """Where a measure stands."""

    PLANNED = "planned", "待计划审定"
    DUE = "due", "待落实"
    DELIVERED = "delivered", "已落实"
    DROPPED = "dropped", "不再落实"


class Standing(models.TextChoices):
    """Whether a person has a protection."""

    HAS = "has", "已享受"
    APPLIED = "applied", "已申请"
    NOT_ENTITLED = "not_entitled", "不符合条件"


class Effect(models.TextChoices):
    """What the measures have come to, judged once a month for the whole household."""

    GOOD = "good", "有成效，收入稳定增加"
    SOME = "some", "有一些成效"
    NONE = "none", "还没有成效"


UNDER_WAY = (PlanState.DRAFT, PlanState.SUBMITTED)
