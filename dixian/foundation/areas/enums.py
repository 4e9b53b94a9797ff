"""Levels and kinds of areas and units."""

from django.db import models


class Level(models.TextChoices):
    """How large an area is."""

    COUNTY = "county", "县"
    TOWNSHIP = "township", "乡镇级"
    VILLAGE = "village", "村级"
    GROUP = "group", "屯"


class UnitKind(models.TextChoices):
    """What a unit is."""

    GOVERNMENT = "government", "政府部门"
    PARTY = "party", "党委部门"
    MASS = "mass", "群团组织"
    COMPANY = "company", "企业"
    TOWNSHIP = "township", "乡镇级单位"
    VILLAGE = "village", "村"
    SCHOOL = "school", "学校"
    CLINIC = "clinic", "医疗机构"
    WORKS = "works", "供水工程"


# What an area of township or village level is itself, so that duties have one kind of holder.
OWN_KINDS = (UnitKind.TOWNSHIP, UnitKind.VILLAGE)


class Tier(models.TextChoices):
    """At which level of the county units answer."""

    COUNTY = "county", "县直单位"
    TOWNSHIP = "township", "乡镇"
    VILLAGE = "village", "村"
    BELOW = "below", "下属单位"

    @property
    def kinds(self) -> tuple[UnitKind, ...]:
        """The kinds of units of this tier."""
        return KINDS_OF_TIER[self]


KINDS_OF_TIER = {
    Tier.COUNTY: (UnitKind.GOVERNMENT, UnitKind.PARTY, UnitKind.MASS, UnitKind.COMPANY),
    Tier.TOWNSHIP: (UnitKind.TOWNSHIP,),
    Tier.VILLAGE: (UnitKind.VILLAGE,),
    Tier.BELOW: (UnitKind.SCHOOL, UnitKind.CLINIC, UnitKind.WORKS),
}


class ContactRole(models.TextChoices):
    """Who answers in a unit (R15.2)."""

    FIRST_RESPONSIBLE = "first_responsible", "第一责任人"
    DEPUTY = "deputy", "分管领导"
    LIAISON = "liaison", "联络员"
