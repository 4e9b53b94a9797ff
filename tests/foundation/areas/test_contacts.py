"""第一责任人, 分管领导 and 联络员 from-to, and the units that lack one."""

from datetime import date

import pytest

from dixian.foundation.areas import api as areas
from dixian.foundation.areas.api import Unit, UnitContact
from dixian.foundation.areas.enums import ContactRole, Tier
from dixian.foundation.kernel.problems import Refusal
from tests.foundation.areas.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packaged_areas")]


def test_nobody_is_named_twice_at_once_for_a_time_that_is_past():
    unit = areas.unit("jyj")
    named = {"unit": unit, "role": ContactRole.FIRST_RESPONSIBLE, "title": "局长", "phone": ""}
    first = areas.name_contact(name="甲", since=date(2024, 1, 1), **named)
    areas.name_contact(name="乙", since=date(2024, 3, 1), **named)
    first.refresh_from_db()
    correct = {"contact": first, "name": "甲", "title": "", "phone": "", "valid_from": date(2024, 1, 1)}
    with pytest.raises(Refusal, match="县教育局的第一责任人：2024-03-01 至今已有记录"):
        areas.correct_contact(valid_to=date(2024, 3, 2), **correct)
    with pytest.raises(Refusal, match="早于起始日期"):
        areas.correct_contact(valid_to=date(2023, 3, 2), **correct)
    areas.correct_contact(valid_to=date(2024, 2, 1), **correct)
    assert UnitContact.objects.get(pk=first.pk).valid_to == date(2024, 2, 1)
    assert areas.contact(unit, ContactRole.FIRST_RESPONSIBLE, on=date(2024, 2, 15)) is None
    assert unit in lacking_head(on=date(2024, 2, 15))
    assert unit not in lacking_head(on=TODAY)


def lacking_head(*, on):
    return areas.vacancies(on=on).filter(areas.lacking(ContactRole.FIRST_RESPONSIBLE))


def test_every_county_township_and_village_unit_lacks_each_of_the_three_until_somebody_is_named():
    answering = [kind for tier in areas.ANSWERING for kind in tier.kinds]
    everybody = Unit.objects.filter(kind__in=answering).count()
    assert set(areas.vacancy_counts(areas.vacancies()).values()) == {everybody}
    unit = areas.unit("jyj")
    for role in (ContactRole.FIRST_RESPONSIBLE, ContactRole.DEPUTY):
        areas.name_contact(unit=unit, role=role, name="甲", title="", phone="", since=TODAY)
    counts = areas.vacancy_counts(areas.vacancies())
    assert list(counts.values()) == [everybody - 1, everybody - 1, everybody]
    left = areas.vacancies([Tier.COUNTY]).get(pk=unit.pk)
    assert (left.lacks_first_responsible, left.lacks_deputy, left.lacks_liaison) == (False, False, True)
    areas.name_contact(unit=unit, role=ContactRole.LIAISON, name="乙", title="", phone="", since=TODAY)
    assert unit not in areas.vacancies()
    assert not areas.vacancies([Tier.VILLAGE]).exclude(kind="village").exists()
