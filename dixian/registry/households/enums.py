"""Kinds of households, monitored types, rule groups."""

from django.db import models


class HouseholdKind(models.TextChoices):
    """户类型 (facts 1.2); independent of monitoring."""

    POVERTY_RELIEVED = "poverty_relieved", "脱贫户"
    GENERAL = "general", "一般农户"


class Monitored(models.TextChoices):
    """监测对象类别 (facts 1.2); empty for households not monitored."""

    UNSTABLE = "unstable", "脱贫不稳定户"
    MARGINAL = "marginal", "边缘易致贫户"
    SUDDEN = "sudden", "突发严重困难户"


class Group(models.TextChoices):
    """The group a rule sheet speaks of."""

    MONITORED = "monitored", "监测对象"
    POVERTY_RELIEVED = "poverty_relieved", "脱贫户"
    GENERAL = "general", "一般农户"
