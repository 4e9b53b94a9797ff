"""第一责任人, 分管领导 and 联络员 of units, from-to."""

from datetime import date

from django.db import transaction

from dixian.foundation.areas.actions.days import close, in_order, refuse_overlap, update
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.areas.models import Unit, UnitContact
from dixian.foundation.kernel.problems import Refusal


@transaction.atomic
def name_contact(
    *, unit: Unit, role: ContactRole, name: str, title: str, phone: str, since: date
) -> UnitContact:
    """From `since` on, `name` is the unit's contact in `role`; the one before ends that day.

    Liaisons stand side by side. Raises Refusal where somebody is already named from a later day on, and
    for a unit that has ended.
    """
    role = ContactRole(role)
    if unit.has_ended():
        raise Refusal(f"{unit}已撤销，不能登记{role.label}")
    if role != ContactRole.LIAISON:
        named = UnitContact.objects.filter(unit=unit, role=role)
        later = named.filter(valid_to__isnull=True, valid_from__gt=since).first()
        if later:
            raise Refusal(
                f"{unit.short_name}的{role.label}自 {later.valid_from} 起已是{later.name}",
                "起始日期不能早于这一天",
            )
        close(named, since)
        refuse_overlap(named, since, None, f"{unit}的{role.label}")
    return UnitContact.objects.create(
        unit=unit, role=role, name=name, title=title, phone=phone or None, valid_from=since
    )


def correct_contact(
    *, contact: UnitContact, name: str, title: str, phone: str, valid_from: date, valid_to: date | None
) -> None:
    """What was noted wrongly, or the day somebody left; an empty `phone` leaves the number. Raises Refusal."""
    in_order(valid_from, valid_to)
    if contact.role != ContactRole.LIAISON:
        others = UnitContact.objects.filter(unit=contact.unit, role=contact.role).exclude(pk=contact.pk)
        what = f"{contact.unit}的{contact.get_role_display()}"
        refuse_overlap(others, valid_from, valid_to, what)
    changes = {"phone": phone} if phone else {}
    update(contact, name=name, title=title, valid_from=valid_from, valid_to=valid_to, **changes)
