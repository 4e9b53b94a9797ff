"""Households and persons."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.api import ScopedQuerySet
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.grants import CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.foundation.vault.fields import BlindIndexField, SealedField
from dixian.registry.households import rules
from dixian.registry.households.enums import EndCause, Group, HouseholdKind, Monitored


class Household(Record):
    """A household under one 户编号; it ends with its last member, and begins again with the next.

    ahead: the county has decided about its monitoring, and no national file has said so yet.
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "number": "户编号",
        "group_name": "屯",
        "head_name": "户主姓名",
        "address": "住址",
        "kind": "户类型",
        "monitored": "监测对象类别",
        "monitored_month": "识别监测月份",
        "eliminated_month": "消除监测月份",
        "phone": "电话（加密）",
        "phone_index": "电话的盲索引",
    }
    scope: ClassVar[Scope] = Scope(area="village_id", household="id")
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE, numbered=True)

    number = models.CharField("户编号", max_length=30)
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    group_name = models.CharField("屯", max_length=40, blank=True)
    address = models.CharField("住址", max_length=120, blank=True)
    head_name = models.CharField("户主", max_length=60)
    kind = models.CharField("户类型", max_length=20, choices=HouseholdKind.choices)
    monitored = models.CharField("监测对象类别", max_length=10, choices=Monitored.choices, blank=True)
    risk_eliminated = models.BooleanField("风险已消除", default=False)
    monitored_month = models.CharField("识别监测月份", max_length=7, blank=True)
    eliminated_month = models.CharField("消除监测月份", max_length=7, blank=True)
    ahead = models.BooleanField("全国数据还没有体现", default=False)
    size = models.PositiveSmallIntegerField("人口", default=1)
    phone = SealedField("电话", null=True)
    phone_index = BlindIndexField()
    valid_to = models.DateField("注销日期", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "户"
        indexes = [
            models.Index(fields=["village", "id"], name="household_village"),
            models.Index(fields=["phone_index"], name="household_phone"),
        ]
        constraints = [
            # Not `unique=True`: that makes a second index for LIKE on PostgreSQL.
            models.UniqueConstraint(fields=["number"], name="household_number"),
            # facts 1.2: which monitored type goes with which kind
            models.CheckConstraint(
                condition=~Q(monitored="unstable") | Q(kind="poverty_relieved"), name="unstable_was_poor"
            ),
            models.CheckConstraint(
                condition=~Q(monitored="marginal") | Q(kind="general"), name="marginal_is_general"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.head_name}户"

    @property
    def group(self) -> Group:
        """The group rule sheets speak of."""
        return Group(
            rules.group_of(kind=self.kind, monitored=self.monitored, risk_eliminated=self.risk_eliminated)
        )


class Person(Record):
    """A person under one 人编号; `village` repeats the household's, for scope and search.

    certificate, residence: codes of the tables `certificate_kind`, `residence_status`. certificate_number: in full
    where it is no resident ID number, or more than one (a disability card).
    """

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {
        "number": "人编号",
        "name": "姓名",
        "name_key": "姓名（比对用）",
        "initials": "姓名拼音首字母",
        "id_number": "身份证号（加密）",
        "id_index": "身份证号的盲索引",
        "id_tail_index": "身份证号末四位的盲索引",
        "birth": "出生日期",
        "sex": "性别",
        "relation": "与户主关系",
        "certificate": "证件类型",
        "certificate_number": "其他证件号码（加密）",
        "residence": "居住状态",
        "end_cause": "注销原因",
        "phone": "电话（加密）",
        "phone_index": "电话的盲索引",
    }
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE, numbered=True)

    number = models.CharField("人编号", max_length=30)
    household = models.ForeignKey(Household, models.PROTECT, related_name="persons", verbose_name="户")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+", verbose_name="村")
    name = models.CharField("姓名", max_length=60)
    name_key = models.CharField(max_length=60)
    initials = models.CharField(max_length=20)
    id_number = SealedField("身份证号", null=True)
    id_index = BlindIndexField()
    id_tail_index = BlindIndexField()
    sex = models.CharField("性别", max_length=1)
    birth = models.DateField("出生日期", null=True)
    relation = models.CharField("与户主关系", max_length=20)
    certificate = models.CharField("证件类型", max_length=40, blank=True)
    certificate_number = SealedField("其他证件号码", null=True)
    residence = models.CharField("居住状态", max_length=40, blank=True)
    phone = SealedField("电话", null=True)
    phone_index = BlindIndexField()
    valid_from = models.DateField("登记日期")
    valid_to = models.DateField("注销日期", null=True)
    end_cause = models.CharField("注销原因", max_length=20, choices=EndCause.choices, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "人"
        indexes = [
            models.Index(fields=["id_index"], name="person_id"),
            models.Index(fields=["id_tail_index"], name="person_id_tail"),
            models.Index(fields=["phone_index"], name="person_phone"),
            # Prefixes are ranges; "contains" is a covering scan, so it holds all that row security reads.
            models.Index(fields=["name_key", "village", "household", "id"], name="person_name_covering"),
            models.Index(fields=["initials", "village", "id"], name="person_initials"),
        ]
        constraints = [models.UniqueConstraint(fields=["number"], name="person_number")]

    def __str__(self) -> str:
        return self.name


class Membership(Record):
    """A person belongs to a household from-to."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = Scope(area="village_id", household="household_id")

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    household = models.ForeignKey(Household, models.PROTECT, related_name="memberships")
    village = models.ForeignKey("foundation_areas.Area", models.PROTECT, related_name="+")
    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(valid_to__isnull=True), name="one_household_at_a_time"
            )
        ]


class NumberSeries(Record):
    """How far the numbers of a year have come that are given here; series: what they begin with."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("series",)
    scope: ClassVar[Scope] = open_to_all("编号的流水，不是谁的资料")
    grants: ClassVar[Grants] = Grants(CHANGE, CHANGE)

    series = models.CharField("编号开头", max_length=10)
    last = models.PositiveIntegerField("用到", default=0)

    class Meta:
        verbose_name = "编号流水"
        constraints = [models.UniqueConstraint(fields=["series"], name="number_series_once")]
