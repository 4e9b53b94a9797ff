"""Areas and units."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.areas.enums import ContactRole, Level, UnitKind
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.foundation.vault.fields import SealedField

PUBLIC = open_to_all("区划和单位名称是公开信息")


class Dated(Record):
    """Something in force from a day until the day before another."""

    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True)

    class Meta:
        abstract = True


class Area(Dated):
    """A county, township-level area, village or group; `path` is the codes from the county down."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("code", "name", "level", "kind", "path")
    scope: ClassVar[Scope] = PUBLIC

    code = models.CharField("区划代码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    kind = models.CharField("类别", max_length=20)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="上级"
    )
    is_township_proper = models.BooleanField("属于各乡镇", default=False)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="并入")
    path = models.CharField("路径", max_length=120, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="area_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(Dated):
    """Whoever answers for something: bureaus with their schools, clinics, works; townships; villages."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("code", "name", "short_name", "kind", "path")
    scope: ClassVar[Scope] = PUBLIC

    code = models.CharField("单位代码", max_length=40, unique=True)
    name = models.CharField("全称", max_length=80)
    short_name = models.CharField("简称", max_length=40)
    kind = models.CharField("类别", max_length=12, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="上级单位"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="units", verbose_name="所在区划")
    path = models.CharField("路径", max_length=200, db_index=True)

    def __str__(self) -> str:
        return self.short_name


class UnitAlias(Record):
    """Another name people write for a unit."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("name",)
    scope: ClassVar[Scope] = PUBLIC

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aliases")
    name = models.CharField("别名", max_length=80, unique=True)


class UnitGroup(Record):
    """A name that stands for its members, such as 各乡镇."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("code", "name")
    scope: ClassVar[Scope] = PUBLIC

    code = models.CharField("代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=60)
    members = models.ManyToManyField(Unit, through="UnitGroupMember", related_name="groups")

    def __str__(self) -> str:
        return self.name


class UnitGroupMember(Dated):
    """A unit belongs to a group from-to."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = PUBLIC

    group = models.ForeignKey(UnitGroup, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "unit"], condition=Q(valid_to__isnull=True), name="member_once_per_group"
            )
        ]


class HandledBy(Dated):
    """Which unit answers for an area that is not one of the 乡镇; `confirmed` once the county has said so."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    impersonal = ("source",)
    scope: ClassVar[Scope] = PUBLIC

    area = models.ForeignKey(Area, models.PROTECT, related_name="handlers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="handles")
    source = models.CharField("依据", max_length=200)
    confirmed = models.BooleanField("县里已确认", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area"], condition=Q(valid_to__isnull=True), name="one_handler_per_area"
            )
        ]


class UnitContact(Dated):
    """第一责任人, 分管领导 and 联络员 of a unit (R15.2)."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {"name": "工作人员姓名", "phone": "电话（加密）"}
    impersonal = ("role", "title")
    scope: ClassVar[Scope] = open_to_all("工作人员的公务联系方式，县内通用；电话加密")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="contacts")
    role = models.CharField("身份", max_length=20, choices=ContactRole.choices)
    name = models.CharField("姓名", max_length=40)
    title = models.CharField("职务", max_length=60, blank=True)
    phone = SealedField("电话", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "role"],
                condition=Q(valid_to__isnull=True) & ~Q(role="liaison"),
                name="one_head_and_one_deputy_per_unit",
            )
        ]
