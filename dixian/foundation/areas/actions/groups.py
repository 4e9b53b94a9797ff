"""Unit groups: members from-to, other names."""

from datetime import date

from django.db import IntegrityError, transaction

from dixian.foundation.areas.actions.days import close, in_order, refuse_overlap, update
from dixian.foundation.areas.actions.places import CODE
from dixian.foundation.areas.models import Area, Unit, UnitGroup, UnitGroupAlias, UnitGroupMember
from dixian.foundation.areas.naming import find_group
from dixian.foundation.kernel.problems import Refusal

TOWNSHIPS = "gexiangzhen"


def open_group(*, code: str, name: str) -> UnitGroup:
    """A new group. Raises Refusal where its code or name is taken."""
    if not CODE.fullmatch(code):
        raise Refusal(f"代码“{code}”里有不能用的字符", "只用字母、数字、下划线和短横线")
    known = UnitGroup.objects.filter(code=code).first() or find_group(name)
    if known is not None:
        raise Refusal(f"已经有单位组“{known}”", "在它的页面上增加单位或别名")
    return UnitGroup.objects.create(code=code, name=name)


def add_member(*, group: UnitGroup, unit: Unit, since: date) -> UnitGroupMember:
    """From `since` on the unit belongs to the group. Raises Refusal where it does already."""
    later = UnitGroupMember.objects.filter(group=group, unit=unit).exclude(valid_to__lte=since)
    if later.exists():
        raise Refusal(f"{unit}已经在“{group}”里", "要改起止日期，在那一行里改")
    return UnitGroupMember.objects.create(group=group, unit=unit, valid_from=since)


def correct_member(*, member: UnitGroupMember, valid_from: date, valid_to: date | None) -> None:
    """Since when and until when it belongs. Raises Refusal for days out of order or overlapping."""
    in_order(valid_from, valid_to)
    others = UnitGroupMember.objects.filter(group=member.group, unit=member.unit).exclude(pk=member.pk)
    refuse_overlap(others, valid_from, valid_to, f"{member.unit}在“{member.group}”里")
    update(member, valid_from=valid_from, valid_to=valid_to)


@transaction.atomic
def hand_memberships_over(*, unit: Unit, to: Unit | None, on: date) -> None:
    """A unit that ends leaves its groups; its successor takes its place where it is no member yet."""
    open_ones = UnitGroupMember.objects.filter(unit=unit, valid_to__isnull=True)
    groups = [member.group for member in open_ones.select_related("group")]
    close(open_ones, on)
    for group in groups:
        if to is not None:
            _join(group, to, on)


def keep_townships(*, unit: Unit, area: Area, since: date) -> None:
    """A township proper belongs to the group 各乡镇 as long as it is one."""
    group = UnitGroup.objects.filter(code=TOWNSHIPS).first()
    if group is None:
        return
    if area.is_township_proper:
        _join(group, unit, since)
    else:
        close(UnitGroupMember.objects.filter(group=group, unit=unit), since)


def _join(group: UnitGroup, unit: Unit, since: date) -> None:
    if not UnitGroupMember.objects.filter(group=group, unit=unit).exclude(valid_to__lte=since).exists():
        UnitGroupMember.objects.create(group=group, unit=unit, valid_from=since)


def add_group_alias(*, group: UnitGroup, name: str) -> UnitGroupAlias:
    """People also write `name` for the group. Raises Refusal where it already means one."""
    known = find_group(name)
    if known is not None:
        raise Refusal(f"“{name}”已经指“{known}”")
    try:
        with transaction.atomic():
            return UnitGroupAlias.objects.create(group=group, name=name)
    except IntegrityError:
        raise Refusal(f"“{name}”已经登记过") from None


def drop_group_alias(*, alias: UnitGroupAlias) -> None:
    """People no longer mean the group by it; the old image stays in the history."""
    alias.delete()
