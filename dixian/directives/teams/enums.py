"""Why a village has a team, who is in it, their five duties (item 13), how they were assessed."""

from django.db import models


class Place(models.TextChoices):
    """The kinds of villages teams are sent to."""

    RELIEVED = "relieved", "脱贫村"
    RESETTLED = "resettled", "易地扶贫搬迁安置村"
    KEY = "key", "乡村振兴任务重的村"
    WEAK = "weak", "党组织软弱涣散村"
    OTHER = "other", "其他"


class TeamRole(models.TextChoices):
    """Who somebody is in a team."""

    FIRST = "first", "第一书记"
    MEMBER = "member", "工作队员"


class Duty(models.TextChoices):
    """What a team is there for."""

    CONSOLIDATE = "hold", "巩固拓展脱贫攻坚成果"
    PARTY = "party", "建强村党组织"
    PROSPER = "prosper", "推进强村富民"
    GOVERN = "govern", "提高治理水平"
    SERVE = "serve", "为民办事服务"


class Grade(models.TextChoices):
    """The result of an assessment."""

    EXCELLENT = "excellent", "优秀"
    GOOD = "good", "称职"
    FAIR = "fair", "基本称职"
    POOR = "poor", "不称职"
