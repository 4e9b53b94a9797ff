"""A post is told everything within its scope, and beyond it only that somebody is in the register."""

from datetime import timedelta

import pytest

from dixian.foundation.accounts.api import extend_reach
from dixian.foundation.kernel import clock
from dixian.registry.households.models import Household
from dixian.registry.inquiries import api as inquiries
from dixian.registry.inquiries.rules import ELSEWHERE, SOMEBODY_ELSE
from tests.registry.inquiries.lists import asked, book, counts, found
from tests.support.register import Someone, id_number, mistyped, settle

pytestmark = pytest.mark.django_db
HEADER = ("姓名", "身份证号")
NOTHING = dict.fromkeys(("户编号", "户主", "户类型", "监测对象类别", "是否消除", "乡镇", "村"), "")


def one(name, number, post):
    (row,) = found(book(HEADER, (name, number)), post)
    return row


def test_a_person_within_the_scope_comes_with_household_kind_and_place(county, people):
    zhang = people["张三"]
    Household.objects.filter(number="H00101").update(monitored="unstable", risk_eliminated=True)
    assert one("张三", zhang.id_number, county["clerk"]) == {
        "比对结果": "对上",
        "依据": "证件号码和姓名都一致",
        "户编号": "H00101",
        "户主": "张三",
        "户类型": "脱贫户",
        "监测对象类别": "脱贫不稳定户",
        "是否消除": "是",
        "乡镇": county.township.name,
        "村": county.village.name,
    }


def test_of_a_person_beyond_it_nothing_is_told_but_that_they_are_in_the_register(county, people):
    far = people["赵六"]
    assert one("赵六", far.id_number, county["clerk"]) == {"比对结果": "对上", "依据": ELSEWHERE, **NOTHING}
    inquiry = asked(
        book(HEADER, ("赵六", far.id_number), ("张三", people["张三"].id_number)), county["clerk"]
    )
    assert (counts(inquiry), inquiry.elsewhere) == ({"对上": 2}, 1)


def test_the_county_is_told_of_everybody(county, people):
    row = one("赵六", people["赵六"].id_number, county["bureau"])
    assert (row["户编号"], row["乡镇"]) == ("H00104", county.other.name)


@pytest.mark.parametrize("name", ["赵六", "", "钱八"], ids=["a slip", "the number alone", "another name"])
def test_beyond_the_scope_a_wrong_or_half_row_is_answered_as_if_nobody_were_there(county, people, name):
    number = people["赵六"].id_number
    asked_for = mistyped(number) if name == "赵六" else number
    nobody = one(name, mistyped(id_number(777)) if name == "赵六" else id_number(777), county["clerk"])
    told = one(name, asked_for, county["clerk"])
    assert told == nobody
    assert told["比对结果"] in ("不在册", "退回")


def test_a_name_alone_is_looked_for_within_the_scope_only(county, people):
    settle([Someone("赵六", 120, county.village)])
    row = one("赵六", "", county["clerk"])
    assert row["比对结果"] == "拿不准"
    assert row["依据"].startswith("没有证件号码，户档案中有 1 人叫这个姓名")
    assert "H00120" in row["依据"]
    assert "H00104" not in row["依据"]


def test_a_namesake_within_the_scope_is_found_however_many_there_are_beyond_it(county, people):
    settle([Someone("赵六", number, people["赵六"].village) for number in range(200, 212)])
    settle([Someone("赵六", 120, county.village)])
    row = one("赵六", "", county["clerk"])
    assert (row["比对结果"], "H00120" in row["依据"]) == ("拿不准", True)


def test_where_the_whole_register_is_in_doubt_the_part_of_it_is_not_sure(county, people):
    number = id_number(130)
    near, far = (number[:16] + digit + number[17] for digit in "79" if digit != number[16])
    settle([Someone("周九", 131, county.village), Someone("周九", 132, people["赵六"].village)])
    from dixian.foundation.vault.blind import blind
    from dixian.registry.households.models import Person

    for person, wrong in (("P131", near), ("P132", far)):
        Person.objects.filter(number=person).update(id_index=blind(wrong, "id"))
        made = Person.objects.get(number=person)
        made.id_number = wrong
        made.save()
    row = one("周九", number, county["clerk"])
    assert row["比对结果"] == "拿不准"
    assert row["依据"].startswith(SOMEBODY_ELSE)


def test_a_department_is_told_of_the_households_its_own_files_led_to(county, people):
    number = people["张三"].id_number
    assert one("张三", number, county["insurer"])["依据"] == ELSEWHERE
    household = Household.objects.get(number="H00101").pk
    extend_reach(unit=county.insurance, household_ids=[household], source="报送")
    assert one("张三", number, county["insurer"])["户编号"] == "H00101"


def test_a_list_that_tries_numbers_for_a_name_learns_nothing_beyond_the_scope(county, people):
    far = people["赵六"]
    tried = [("赵六", id_number(sequence)) for sequence in range(104, 110)]
    rows = found(book(HEADER, *tried), county["clerk"])
    assert far.id_number in [number for _, number in tried]
    assert {row["比对结果"] for row in rows} == {"不在册"}
    assert ELSEWHERE not in {row["依据"] for row in rows}


def test_two_namesakes_born_on_one_day_are_no_trying(county, people):
    settle([Someone("赵六", 140, people["赵六"].village)])
    rows = found(book(HEADER, ("赵六", people["赵六"].id_number), ("赵六", id_number(140))), county["clerk"])
    assert [row["依据"] for row in rows] == [ELSEWHERE, ELSEWHERE]


def several(far, *, most, step=2):
    """Lists of two numbers each for a name and a day of birth, the right one last."""
    sequences = [n for n in range(200, 200 + most) if id_number(n) != far.id_number][: most - 1]
    numbers = [id_number(one) for one in sequences] + [far.id_number]
    return [
        book(HEADER, *[("赵六", one) for one in numbers[start : start + step]])
        for start in range(0, most, step)
    ]


def test_numbers_tried_two_a_list_are_counted_over_the_period(county, people):
    reasons = [row["依据"] for one in several(people["赵六"], most=6) for row in found(one, county["clerk"])]
    assert ELSEWHERE not in reasons


def test_a_list_asked_about_again_and_again_is_no_trying(county, people):
    (far,) = several(people["赵六"], most=2)
    for _ in range(4):
        assert found(far, county["clerk"])[-1]["依据"] == ELSEWHERE


def test_what_others_asked_or_what_is_long_ago_counts_for_nobody(county, people):
    *before, last = several(people["赵六"], most=6)
    for one in before:
        found(one, county["insurer"])
    assert found(last, county["clerk"])[-1]["依据"] == ELSEWHERE
    long_ago = clock.today() - timedelta(days=92)
    inquiries.Inquiry.objects.update(asked_on=long_ago)
    assert found(last, county["insurer"])[-1]["依据"] == ELSEWHERE


def test_within_the_scope_everything_is_told_however_many_numbers_were_asked(county, people):
    zhang, tried = people["张三"], [("张三", id_number(one)) for one in range(200, 206)]
    rows = found(book(HEADER, *tried, ("张三", zhang.id_number)), county["clerk"])
    assert rows[-1]["户编号"] == "H00101"
