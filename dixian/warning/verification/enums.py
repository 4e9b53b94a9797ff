"""How somebody looked, and how far the results of a batch have come."""

from django.db import models


class Method(models.TextChoices):
    """核实方式."""

    HOME = "home", "入户"
    PHONE = "phone", "电话"


class Progress(models.TextChoices):
    """核实进度 of a batch."""

    CHECKING = "checking", "核实中"
    ANSWERED = "answered", "已全部答复"
    NOTHING = "nothing", "没有预警"
