"""Resident teams, who serves in them, their attendance and their log (R13)."""

from dataclasses import replace
from typing import ClassVar

from django.db import models

from dixian.directives.teams.enums import Duty, Grade, Place, TeamRole
from dixian.foundation.books.api import IN_VILLAGE, PERSONAL_OF_ROW, BookRow, SeriesRow, VillageStep
from dixian.foundation.kernel.scope import Scope, Through

# R13: the organisation department sends the teams, and sees all that is about them.
ORGANISATION = "zzb"
OF_TEAMS = replace(IN_VILLAGE, overseer=ORGANISATION)


def _village() -> models.ForeignKey:
    return models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")


class Team(BookRow):
    """The team a village is to have. unit: the township that manages it; who sends its members sees it too. needed: how many
    persons."""

    personal: ClassVar[dict[str, str]] = PERSONAL_OF_ROW
    impersonal = ("title", "place")
    scope: ClassVar[Scope] = replace(
        OF_TEAMS, through=Through("id", "directives_teams.Member", "team_id", "unit_id")
    )

    title = models.CharField("工作队", max_length=80, blank=True)
    village = _village()
    place = models.CharField("选派类型", max_length=12, choices=Place.choices)
    needed = models.PositiveIntegerField("应派人数", null=True, blank=True)
    from_on = models.DateField("派驻起始日期")

    class Meta:
        verbose_name = "驻村工作队"
        constraints = [
            models.UniqueConstraint(
                fields=["village"], condition=models.Q(state="posted"), name="one_team_a_village"
            )
        ]

    def __str__(self) -> str:
        return self.title


class TeamStep(VillageStep):
    """A step of a team."""

    scope: ClassVar[Scope] = OF_TEAMS

    row = models.ForeignKey(Team, models.PROTECT, related_name="steps")

    class Meta(VillageStep.Meta):
        verbose_name = "驻村工作队经过"


class NeedyVillage(BookRow):
    """A village of a kind that teams are sent to (选派村); whether that kind must have one is policy. unit: its township."""

    personal: ClassVar[dict[str, str]] = PERSONAL_OF_ROW
    impersonal = ("place", "paper")
    scope: ClassVar[Scope] = OF_TEAMS

    village = _village()
    place = models.CharField("选派类型", max_length=12, choices=Place.choices)
    paper = models.CharField("依据", max_length=120, blank=True, help_text="绥组发〔2024〕5号")
    from_on = models.DateField("列入日期")
    until_on = models.DateField("移出日期", null=True, blank=True)

    class Meta:
        verbose_name = "选派村"
        constraints = [
            models.UniqueConstraint(
                fields=["village"], condition=models.Q(state="listed"), name="a_village_listed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.village}（{self.get_place_display()}）"


class NeedyVillageStep(VillageStep):
    """A step of such a village."""

    scope: ClassVar[Scope] = OF_TEAMS

    row = models.ForeignKey(NeedyVillage, models.PROTECT, related_name="steps")

    class Meta(VillageStep.Meta):
        verbose_name = "选派村经过"


class Member(BookRow):
    """Somebody who serves in a village. unit: who sent them; due_on: when their term ends; left_on: their last day."""

    personal: ClassVar[dict[str, str]] = {
        **PERSONAL_OF_ROW,
        "name": "驻村干部姓名",
        "insured_on": "意外保险办理日期",
        "checked_on": "体检日期",
        "promoted": "提拔使用情况",
        "grade": "考核等次",
        "successor": "接任人姓名",
        "left_on": "离岗日期",
    }
    impersonal = ("role",)
    scope: ClassVar[Scope] = OF_TEAMS

    team = models.ForeignKey(Team, models.PROTECT, related_name="members", verbose_name="工作队")
    village = _village()
    name = models.CharField("姓名", max_length=40)
    role = models.CharField("身份", max_length=8, choices=TeamRole.choices)
    from_on = models.DateField("到岗日期")
    insured_on = models.DateField("办理意外保险日期", null=True, blank=True)
    checked_on = models.DateField("体检日期", null=True, blank=True)
    funds = models.DecimalField("工作经费", max_digits=12, decimal_places=2, null=True, blank=True)
    promoted = models.CharField("提拔使用", max_length=80, blank=True)
    grade = models.CharField("考核等次", max_length=12, choices=Grade.choices, blank=True)
    successor = models.CharField("接任人", max_length=40, blank=True)
    left_on = models.DateField("离岗日期", null=True, blank=True)

    class Meta:
        verbose_name = "驻村干部"

    def __str__(self) -> str:
        return self.name


class MemberStep(VillageStep):
    """A step of somebody who serves: trained, assessed, supported, handed over."""

    scope: ClassVar[Scope] = OF_TEAMS

    row = models.ForeignKey(Member, models.PROTECT, related_name="steps")

    class Meta(VillageStep.Meta):
        verbose_name = "驻村干部经过"


class OfMember(models.Model):
    """What belongs to somebody who serves."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="驻村干部")
    village = _village()

    class Meta:
        abstract = True


class MemberMonth(OfMember, SeriesRow):
    """A month's attendance and leave. norm: how many days that month asked for."""

    personal: ClassVar[dict[str, str]] = {**PERSONAL_OF_ROW, "leave_why": "请假事由，可能写有健康情况"}
    impersonal = ("period",)
    scope: ClassVar[Scope] = OF_TEAMS

    days = models.PositiveIntegerField("驻村天数", null=True, blank=True)
    leave = models.PositiveIntegerField("请假天数", null=True, blank=True)
    leave_why = models.CharField("请假事由", max_length=120, blank=True)
    norm = models.PositiveIntegerField("要求天数", null=True, blank=True)

    class Meta:
        verbose_name = "驻村考勤"
        constraints = [models.UniqueConstraint(fields=["member", "period"], name="attendance_once_a_month")]

    def __str__(self) -> str:
        return f"{self.period}考勤"


class MemberMonthStep(VillageStep):
    """A step of a month's attendance."""

    scope: ClassVar[Scope] = OF_TEAMS

    row = models.ForeignKey(MemberMonth, models.PROTECT, related_name="steps")

    class Meta(VillageStep.Meta):
        verbose_name = "驻村考勤经过"


class LogEntry(OfMember, BookRow):
    """What was done on a day, for one of the five duties."""

    personal: ClassVar[dict[str, str]] = {**PERSONAL_OF_ROW, "text": "工作内容，可能写有农户姓名；号码不收"}
    impersonal = ("duty",)
    scope: ClassVar[Scope] = OF_TEAMS

    on = models.DateField("日期")
    duty = models.CharField("职责", max_length=10, choices=Duty.choices)
    text = models.CharField("做了什么", max_length=400)
    households = models.PositiveIntegerField("走访户数", null=True, blank=True)

    class Meta:
        verbose_name = "驻村日志"
        indexes = [models.Index(fields=["member", "on"], name="log_member_on")]

    def __str__(self) -> str:
        return self.text[:40]


class LogEntryStep(VillageStep):
    """A step of a log entry."""

    scope: ClassVar[Scope] = OF_TEAMS

    row = models.ForeignKey(LogEntry, models.PROTECT, related_name="steps")

    class Meta(VillageStep.Meta):
        verbose_name = "驻村日志经过"
