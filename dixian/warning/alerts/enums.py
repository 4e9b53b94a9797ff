"""What a rule sheet looks at."""

from django.db import models


class Window(models.TextChoices):
    """single: the row alone, which of 当年累计 is the sum of the year; else the person's rows of the kind added up."""

    SINGLE = "single", "单次"
    MONTH = "month", "当月合计"
    YEAR = "year", "当年合计"
    TWELVE_MONTHS = "months12", "近12个月合计"


class Event(models.TextChoices):
    """Whether somebody stands in the file, or has left a roster they stood in."""

    ROW = "row", "在名单上"
    LEFT = "left", "离开名册"
