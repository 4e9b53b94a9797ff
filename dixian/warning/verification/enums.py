"""How somebody looked, how an identification ended, and how far the results of a batch have come."""

from django.db import models


class Method(models.TextChoices):
    """核实方式."""

    HOME = "home", "入户"
    PHONE = "phone", "电话"


class Outcome(models.TextChoices):
    """识别结果, as the paper procedure ended."""

    MONITORED = "monitored", "纳入监测"
    LEFT_OUT = "left_out", "不纳入"


class Progress(models.TextChoices):
    """核实进度 of a batch."""

    CHECKING = "checking", "核实中"
    ANSWERED = "answered", "已全部答复"
    NOTHING = "nothing", "没有预警"
