"""Where an item of the agenda comes from, and who came."""

from django.db import models


class Origin(models.TextChoices):
    """Where an item of the agenda comes from."""

    FIGURES = "figures", "系统汇总"
    UNIT = "unit", "单位提出"


class Presence(models.TextChoices):
    """Whether a unit came."""

    INVITED = "invited", "待登记"
    CAME = "came", "参会"
    STOOD_IN = "stood_in", "派人代会"
    LEAVE = "leave", "请假"
    ABSENT = "absent", "缺席"
