"""States and colours of a duty, channels and states of what is sent."""

from django.db import models


class DutyState(models.TextChoices):
    """Where an obligation stands; the last two are ends."""

    OPEN = "open", "待办"
    DONE = "done", "已办结"
    CANCELLED = "cancelled", "已撤销"


class Colour(models.TextChoices):
    """One meaning each; always shown with its word."""

    RED = "red", "超期"
    AMBER = "amber", "临期"
    GREY = "grey", "未到期"
    GREEN = "green", "按期办结"


class Step(models.TextChoices):
    """To whom a late duty goes."""

    DEPUTY = "deputy", "分管领导"
    FIRST = "first", "第一责任人"


class Channel(models.TextChoices):
    """How something reaches a person outside the system."""

    EMAIL = "email", "电子邮件"
    WEBHOOK = "webhook", "消息网关"


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting", "待发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "未送达"
