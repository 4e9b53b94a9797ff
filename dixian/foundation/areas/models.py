"""Areas and units."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dixian.foundation.areas.enums import ContactRole, Level, UnitKind
from dixian.foundation.audit.records import History, Record
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.grants import ALL, CHANGE, Grants
from dixian.foundation.kernel.scope import Scope, open_to_all
from dixian.foundation.vault.fields import SealedField


class Public(Record):
    """What all records here declare, but for the contacts: kept old images, nothing personal, open to all."""

    history: ClassVar[History] = "editable"
    personal: ClassVar[dict[str, str]] = {}
    scope: ClassVar[Scope] = open_to_all("区划和单位名称是公开信息")

    class Meta:
        abstract = True


class Dated(Public):
    """Something in force from a day until the day before another; a row corrected away has no day."""

    valid_from = models.DateField("起始日期")
    valid_to = models.DateField("终止日期", null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_days_in_order",
            )
        ]


class Place(Dated):
    """An area or a unit: stands in a tree, ends, and is then answered for by its successor."""

    ended_source = models.CharField("撤销依据", max_length=200, blank=True)

    class Meta:
        abstract = True

    def has_ended(self) -> bool:
        """Whether it is no more today."""
        return self.valid_to is not None and self.valid_to <= clock.today()


class Former(Dated):
    """What a place was called and where it belonged until `valid_to`; `source` is the paper that changed it."""

    name = models.CharField("名称", max_length=80)
    source = models.CharField("依据", max_length=200)

    class Meta(Dated.Meta):
        abstract = True


class Area(Place):
    """A county, township-level area, village or group; `path` is the codes from the county down."""

    impersonal = ("code", "name", "level", "kind", "path", "ended_source")

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


class AreaFormer(Former):
    """A former name, kind or parent of an area."""

    impersonal = ("name", "source", "kind")

    place = models.ForeignKey(Area, models.PROTECT, related_name="formers")
    kind = models.CharField("类别", max_length=20)
    parent = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", verbose_name="上级")


class Unit(Place):
    """Whoever answers for something: bureaus with their schools, clinics, works; townships; villages."""

    impersonal = ("code", "name", "short_name", "kind", "path", "ended_source")

    code = models.CharField("单位代码", max_length=40, unique=True)
    name = models.CharField("全称", max_length=80)
    short_name = models.CharField("简称", max_length=40)
    kind = models.CharField("类别", max_length=12, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="上级单位"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="units", verbose_name="所在区划")
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="并入")
    path = models.CharField("路径", max_length=200, db_index=True)

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return self.short_name


class UnitFormer(Former):
    """A former name or parent of a unit."""

    impersonal = ("name", "source", "short_name")

    place = models.ForeignKey(Unit, models.PROTECT, related_name="formers")
    short_name = models.CharField("简称", max_length=40)
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="上级单位")


class UnitAlias(Public):
    """Another name people write for a unit."""

    impersonal = ("name",)
    grants: ClassVar[Grants] = Grants(ALL, CHANGE)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aliases")
    name = models.CharField("别名", max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class UnitGroup(Public):
    """A name that stands for its members, such as 各乡镇."""

    impersonal = ("code", "name")

    code = models.CharField("代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=60)
    members = models.ManyToManyField(Unit, through="UnitGroupMember", related_name="groups")

    def __str__(self) -> str:
        return self.name


class UnitGroupAlias(Public):
    """Another name people write for a group."""

    impersonal = ("name",)
    grants: ClassVar[Grants] = Grants(ALL, CHANGE)

    group = models.ForeignKey(UnitGroup, models.PROTECT, related_name="aliases")
    name = models.CharField("别名", max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class UnitGroupMember(Dated):
    """A unit belongs to a group from-to."""

    group = models.ForeignKey(UnitGroup, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)

    class Meta:
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "unit"], condition=Q(valid_to__isnull=True), name="member_once_per_group"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}·{self.unit}"


class HandledBy(Dated):
    """Which unit answers for an area that is not one of the 乡镇; `confirmed` once the county has said so."""

    impersonal = ("source",)

    area = models.ForeignKey(Area, models.PROTECT, related_name="handlers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="handles")
    source = models.CharField("依据", max_length=200)
    confirmed = models.BooleanField("县里已确认", default=False)

    class Meta:
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["area"], condition=Q(valid_to__isnull=True), name="one_handler_per_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}由{self.unit}代管"


class UnitContact(Dated):
    """第一责任人, 分管领导 and 联络员 of a unit (R15.2)."""

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
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "role"],
                condition=Q(valid_to__isnull=True) & ~Q(role="liaison"),
                name="one_head_and_one_deputy_per_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.get_role_display()}{self.name}"
