"""The seven groups."""

from django.db import models


class FocusGroup(models.TextChoices):
    """重点人群, in the order of the county's paper (item 1)."""

    RELIEVED = "relieved", "脱贫户"
    MONITORED = "monitored", "监测户"
    LOW_INCOME = "low_income", "低收入户"
    ILLNESS = "illness", "大病重病慢病户"
    INCOME_DROP = "income_drop", "收入骤减户"
    SPENDING = "spending", "支出骤增户"
    WARNED = "warned", "部门推送预警户"
