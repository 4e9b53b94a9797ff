"""The register is loaded whole, sealed, and in pieces that either stand or don't."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection

from dixian.foundation.audit.api import Entry, reading, writing
from dixian.registry.households.api import (
    Household,
    HouseholdRow,
    Membership,
    Person,
    PersonRow,
    counts,
    group_of,
    household_record,
    load_register,
)
from dixian.registry.households.enums import Group
from tests.support.county import SINCE
from tests.support.database import switch_role
from tests.support.register import id_number

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def worker(transactional_db: None) -> Iterator[None]:
    """Loading is the commands' work, who come in as the worker."""
    switch_role("worker")
    yield
    switch_role("web")


@pytest.fixture
def county(worker: None, acting: Any, small_county: Any) -> Any:
    """The small county, committed."""
    return small_county


def homes(village, number):
    for home in range(number):
        people = tuple(
            PersonRow(
                f"P{home}-{one}",
                f"某{home}{one}",
                id_number(home * 2 + one),
                "女",
                date(1970, 1, 1),
                relation,
                "",
            )
            for one, relation in enumerate(("户主", "配偶"))
        )
        yield HouseholdRow(f"H{home:05}", village.pk, "前屯", "general", "", "13800000000", people)


def test_all_rows_arrive_with_their_members_head_first(county):
    told = []
    assert load_register(homes(county.village, 40), since=SINCE, progress=told.append) == 80
    assert told[-1] == 80
    with reading():
        assert (Household.objects.count(), Person.objects.count(), Membership.objects.count()) == (40, 80, 80)
        record = household_record(uid=Household.objects.get(number="H00007").uid, post=county["cadre"])
        assert [member.relation for member in record.members] == ["户主", "配偶"]
        assert record.household.head_name == "某70"
        assert counts(county["cadre"]) == (40, 80)


def test_after_loading_new_rows_get_numbers_of_their_own(county):
    load_register(homes(county.village, 3), since=SINCE)
    with reading():
        first = Household.objects.get(number="H00000")
    with writing():
        made = Household.objects.create(
            number="H99999",
            village_id=first.village_id,
            group_name="后屯",
            head_name="新",
            kind="general",
            size=0,
        )
    assert made.pk == 4


def test_numbers_and_phones_lie_sealed_and_open_again(county):
    load_register(homes(county.village, 1), since=SINCE)
    with reading(), connection.cursor() as cursor:
        assert Person.objects.get(number="P0-0").id_number.open() == id_number(0)
        cursor.execute("SELECT id_number FROM registry_households_person WHERE number = 'P0-0'")
        raw = bytes(cursor.fetchone()[0])
    assert id_number(0).encode() not in raw


def test_loading_is_noted_under_who_did_it(county):
    load_register(homes(county.village, 2), since=SINCE)
    with reading():
        assert set(Person.objects.values_list("made_by", flat=True)) == {"test:acting"}
        assert not Entry.objects.filter(table="registry_households_person").exists()


def test_a_monitored_household_has_its_own_group_until_its_risk_is_gone():
    asked = {"kind": "poverty_relieved", "monitored": "unstable"}
    assert group_of(**asked, risk_eliminated=False) == Group.MONITORED
    assert group_of(**asked, risk_eliminated=True) == Group.POVERTY_RELIEVED
    assert group_of(kind="general", monitored="", risk_eliminated=False) == Group.GENERAL
