"""Writes of areas and units, one verb each. Callers check the right; the areas room knows no posts."""

from datetime import date

from django.db import transaction

from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.areas.models import Area, HandledBy, Unit, UnitContact
from dixian.foundation.kernel.problems import Refusal


@transaction.atomic
def confirm_handler(*, area: Area, unit: Unit, since: date, source: str) -> HandledBy:
    """From `since` on, `unit` answers for `area`; whoever did before ends that day.

    Raises Refusal where the area is one of the 各乡镇, or no source is named.
    """
    if area.is_township_proper:
        raise Refusal(f"{area.name}是乡镇，由本乡镇负责，不设代管")
    if not source.strip():
        raise Refusal("没有写明代管的依据", "写上文件名或会议纪要")
    HandledBy.objects.filter(area=area, valid_to__isnull=True).update(valid_to=since)
    return HandledBy.objects.create(area=area, unit=unit, valid_from=since, source=source, confirmed=True)


@transaction.atomic
def name_contact(
    *, unit: Unit, role: ContactRole, name: str, title: str, phone: str, since: date
) -> UnitContact:
    """From `since` on, `name` is the unit's contact in `role`; the one before ends that day.

    Raises Refusal where somebody is already named from a later day on.
    """
    current = UnitContact.objects.filter(unit=unit, role=role, valid_to__isnull=True)
    if role != ContactRole.LIAISON:
        later = current.filter(valid_from__gt=since).first()
        if later:
            raise Refusal(
                f"{unit.short_name}的{role.label}自 {later.valid_from} 起已是{later.name}",
                "起始日期不能早于这一天",
            )
        current.update(valid_to=since)
    return UnitContact.objects.create(
        unit=unit, role=role, name=name, title=title, phone=phone or None, valid_from=since
    )


@transaction.atomic
def end_area(*, area: Area, on: date, successor: Area | None) -> None:
    """The area ends; its records are found through `successor`. Raises Refusal for a circle or a day too early."""
    if on <= area.valid_from:
        raise Refusal(f"{area.name}自 {area.valid_from} 起才有，不能在 {on} 撤销")
    step = successor
    while step is not None:
        if step.pk == area.pk:
            raise Refusal(f"{area.name}不能并入它自己")
        step = step.successor
    Area.objects.filter(pk=area.pk).update(valid_to=on, successor=successor, version=area.version + 1)
