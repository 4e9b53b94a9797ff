"""Which unit, group or area people mean by what they write; at most one, and never a guess."""

import re
from typing import Any

from django.db.models import Q

from dixian.foundation.areas.enums import Level, Tier
from dixian.foundation.areas.models import Area, Unit, UnitGroup, UnitGroupAlias
from dixian.foundation.areas.rules import group_key, spellings
from dixian.foundation.areas.selectors import in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.text import tidy

NAME_AND_CODE = re.compile(r"(.+)\(([\w-]+)\)")
# What units are called now comes before what people also call them, and that before what they were called.
WAYS = (("name", "short_name"), ("aliases__name",), ("formers__name", "formers__short_name"))


def find_unit(text: str) -> Unit | None:
    """The unit people mean by `text`: code, full name, short name, alias or former name.

    Where nothing is written exactly so, the county's own units are tried with its prefixes taken away
    or put before (县教育局, 绥棱县教育局, 教育局). A unit that has ended stands for its successor.
    None where none or several fit.
    """
    name = tidy(text)
    if not name:
        return None
    by_code = Unit.objects.filter(code=name).first()
    if by_code is not None:
        return heir_of(by_code)
    county_level = Unit.objects.filter(kind__in=Tier.COUNTY.kinds)
    for units, names in ((Unit.objects.all(), {name}), (county_level, spellings(name, _county()))):
        for columns in WAYS:
            found = _standing(units, columns, names)
            if found:
                return found.pop() if len(found) == 1 else None
    return None


def find_group(text: str) -> UnitGroup | None:
    """The group people mean by `text`: code, name or alias, with or without 各, 有关, 分工负责."""
    name = tidy(text)
    key = group_key(name)
    if not key:
        return None
    groups = list(UnitGroup.objects.order_by("id"))
    aliases = UnitGroupAlias.objects.values_list("group_id", "name")
    names = [*((group.pk, group.name) for group in groups), *aliases]
    fitting = {pk for pk, known in names if group_key(tidy(known)) == key}
    fitting |= {group.pk for group in groups if group.code == name}
    return next(group for group in groups if group.pk in fitting) if len(fitting) == 1 else None


def find_area(text: str) -> Area | None:
    """The area people mean by `text`: code, name, or name (code). None where none or several fit."""
    name = tidy(text)
    by_code = Area.objects.filter(code=name).first()
    if by_code is not None:
        return by_code
    named = list(Area.objects.filter(in_force(clock.today()), name=name)[:2])
    return named[0] if len(named) == 1 else _by_name_and_code(Area, name)


def pick_unit(text: str) -> Unit | None:
    """As `find_unit`, and also name (code), as lists to choose from offer it."""
    return find_unit(text) or _by_name_and_code(Unit, tidy(text))


def label_of(place: Area | Unit) -> str:
    """Name (code), which `find_area` and `pick_unit` understand."""
    return f"{place}（{place.code}）"


def heir_of(unit: Unit) -> Unit | None:
    """The unit itself, or whoever it has ended into; None where it ended into nobody."""
    heir: Unit | None = unit
    while heir is not None and heir.has_ended():
        heir = heir.successor
    return heir


def _standing(units: Any, columns: tuple[str, ...], names: set[str]) -> set[Unit]:
    """Units of these names that are in force; where all have ended, what they ended into."""
    called = Q()
    for column in columns:
        called |= Q(**{f"{column}__in": names})
    found = set(units.filter(called).select_related("successor"))
    standing = {unit for unit in found if not unit.has_ended()}
    return standing or {heir for unit in found if (heir := heir_of(unit)) is not None}


def _by_name_and_code(model: Any, text: str) -> Any:
    both = NAME_AND_CODE.fullmatch(text)
    found = model.objects.filter(code=both[2]).first() if both else None
    return found if found is not None and both is not None and tidy(str(found)) == both[1] else None


def _county() -> str:
    county = Area.objects.filter(level=Level.COUNTY).order_by("id").first()
    return county.name if county else ""
