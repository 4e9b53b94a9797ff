"""Where a problem comes from, and how it is to be put right (R17.3)."""

from django.db import models


class Source(models.TextChoices):
    """Who found the problem."""

    NATIONAL = "national", "国家考核评估"
    PROVINCIAL = "provincial", "省级考核评估"
    INSPECTION = "inspection", "督导检查"
    AUDIT = "audit", "审计"
    OWN = "own", "自查"
    CLAIMED = "claimed", "主动认领"
    SAME = "same", "举一反三"


class Mode(models.TextChoices):
    """How soon it is to be put right."""

    AT_ONCE = "at_once", "立行立改"
    BY_DATE = "by_date", "限期整改"
    LONG_TERM = "long_term", "长期坚持"


class Assistance(models.TextChoices):
    """Whether a unit still helps with a problem."""

    HELPS = "helps", "配合"
    ENDED = "ended", "不再配合"


class Helping(models.TextChoices):
    """As what a unit stands beside the one that answers."""

    LEADS = "leads", "牵头"
    HELPS = "helps", "配合"


HELPS = Assistance.HELPS.value
