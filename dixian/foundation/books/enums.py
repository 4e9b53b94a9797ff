"""What a column that a county adds may hold."""

from django.db import models


class ColumnKind(models.TextChoices):
    """The type of a county's own column."""

    TEXT = "text", "文字"
    WHOLE = "whole", "整数"
    MONEY = "money", "金额（元）"
    DAY = "day", "日期"
    CHOICE = "choice", "选项"
