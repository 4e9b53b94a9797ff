"""One box finds people by whatever is known of them, within the post's reach."""

import pytest
from django.db import connection

from dixian.foundation.areas.api import Unit
from dixian.foundation.vault.blind import blind
from dixian.registry.households.api import Household, Person, search

pytestmark = pytest.mark.django_db


def found(query, post):
    return [(hit.person.name, hit.why) for hit in search(query=query, post=post)]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("张三", [("张三", "姓名"), ("张三丰", "姓名")]),
        ("三丰", [("张三丰", "姓名")]),
        ("zs", [("张三", "拼音首字母"), ("张三丰", "拼音首字母")]),
        ("ZSF", [("张三丰", "拼音首字母")]),
        ("欧阳娜", [("欧阳·娜", "姓名")]),
        ("欧阳•娜", [("欧阳·娜", "姓名")]),
        ("H00104", [("赵六", "户编号")]),
        ("13900000104", [("赵六", "电话")]),
        ("没有这个人", []),
        ("", []),
        ("   ", []),
        ("%", []),
        ("·", []),
        ("_三", []),
    ],
)
def test_a_person_is_found_by_what_is_known(county, people, query, hits):
    assert found(query, county["bureau"]) == hits


def test_by_the_whole_number_and_by_its_last_four(county, people):
    number = people["赵六"].id_number
    assert found(number, county["bureau"]) == [("赵六", "身份证号")]
    assert ("赵六", "身份证号末四位") in found(number[-4:].lower(), county["bureau"])


def test_a_full_width_number_with_blanks_is_the_same_number(county, people):
    wide = "".join(chr(ord(char) + 0xFEE0) for char in people["赵六"].id_number)
    assert found(f" {wide[:6]} {wide[6:]} ", county["bureau"]) == [("赵六", "身份证号")]


def test_by_village(county, people):
    name = people["赵六"].village.name
    assert ("赵六", "村") in found(name, county["bureau"])
    assert ("赵六", "村") in found(name[:-1], county["bureau"])


def test_the_village_called_so_goes_before_names_that_hold_it(county, people):
    Unit.objects.filter(area=people["赵六"].village).update(short_name="三丰")
    assert found("三丰", county["bureau"])[0] == ("赵六", "村")
    assert found("三丰", county["clerk"]) == [("张三丰", "姓名")]


def test_nobody_finds_beyond_their_reach(county, people):
    assert found("赵六", county["clerk"]) == []
    assert found(people["赵六"].id_number, county["clerk"]) == []
    assert found("张三", county["cadre"]) == [("张三", "姓名")]
    assert found(people["赵六"].village.name, county["cadre"]) == []


def test_a_limit_is_kept(county, people):
    assert len(search(query="张", post=county["bureau"], limit=1)) == 1


def test_the_phone_of_the_household_finds_its_people_too(county, people):
    Household.objects.filter(number="H00104").update(
        phone="13700000999", phone_index=blind("13700000999", "phone")
    )
    assert ("赵六", "户电话") in found("13700000999", county["bureau"])
    assert found("13700000999", county["clerk"]) == []


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_prefixes_are_ranges_whatever_the_collation_of_the_database_is():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = 'registry_households_person' AND collation_name = 'C' ORDER BY 1"
        )
        assert [name for (name,) in cursor.fetchall()] == ["initials", "name_key"]


def test_a_household_is_found_by_village_whatever_its_members_are_called(county, people):
    Person.objects.filter(name="赵六").update(relation="之子")
    assert ("赵六", "村") in found(people["赵六"].village.name, county["bureau"])


@pytest.mark.parametrize("typed", ["L5c613ecabf5c2f", "l5C613ECABF5C2F"])
def test_a_number_the_system_once_made_is_found_however_it_is_typed(county, people, typed):
    Household.objects.filter(number="H00104").update(number="L5c613ecabf5c2f")
    assert found(typed, county["bureau"]) == [("赵六", "户编号")]
