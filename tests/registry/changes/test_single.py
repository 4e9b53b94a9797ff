"""Single changes: each asks, another person of the place approves, and the register follows."""

from datetime import date, timedelta

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve
from dixian.foundation.vault.blind import blind
from dixian.registry.households import api as households
from dixian.registry.households.enums import EndCause
from dixian.registry.households.models import Household, Membership, Person
from dixian.registry.matching.api import Row, StoredRegister
from tests.support.changes import again, living, undone
from tests.support.register import id_number


def agreed(batch, town):
    approve(proposal=again(batch).proposal, post=town["head"])
    drain()
    return again(batch)


def person(number):
    return Person.objects.select_related("household").get(number=number)


def home(number):
    return Household.objects.get(number=number)


def asked(town, **more):
    return {"reason": "户口簿", "post": town["clerk"], **more}


def day():
    return clock.today()


def test_a_corrected_number_is_found_by_its_new_index_and_by_matching(town):
    new = id_number(105)
    batch = households.correct_person(person=person("P101"), values={"id_number": new}, **asked(town))
    agreed(batch, town)
    one = person("P101")
    assert (one.id_number.open(), bytes(one.id_index)) == (new, blind(new, "id"))
    assert bytes(one.id_tail_index) == blind(new[-4:], "id_tail")
    assert StoredRegister().match([Row("张三", new)])[0].person == "P101"


def test_somebody_born_is_matched_at_once(town):
    values = {
        "name": "张小",
        "relation": "之子",
        "sex": "男",
        "id_number": id_number(107),
        "certificate": "id_card",
    }
    batch = households.add_person(
        household=home("H00101"), values=values, why="出生", on=day(), **asked(town)
    )
    agreed(batch, town)
    one = Person.objects.get(name="张小")
    assert home("H00101").size == 2
    assert StoredRegister().match([Row("张小", id_number(107))])[0].person == one.number


def test_who_has_died_is_ended_on_the_day_and_stays_in_the_books(town):
    on = day() - timedelta(days=3)
    batch = households.end_person(person=person("P101"), cause=EndCause.DEATH, on=on, **asked(town))
    agreed(batch, town)
    assert (person("P101").valid_to, person("P101").end_cause) == (on, "death")
    assert home("H00101").valid_to is not None
    assert not Membership.objects.filter(person__number="P101", valid_to=None).exists()
    assert StoredRegister().match([Row("张三", id_number(101))])[0].person != "P101"


def test_a_split_makes_a_household_with_its_own_head(town):
    households_before = Household.objects.count()
    agreed(
        households.move_person(
            person=person("P102"), to=home("H00101"), relation="之女", on=day(), **asked(town)
        ),
        town,
    )
    batch = households.split(
        household=home("H00101"), members=[person("P102")], head=person("P102"), on=day(), **asked(town)
    )
    agreed(batch, town)
    made = person("P102").household
    assert (made.head_name, made.size, made.village_id) == ("欧阳·娜", 1, town.village.pk)
    assert person("P102").relation == "户主"
    assert Household.objects.count() == households_before + 1


def test_a_merge_ends_the_household_that_is_left_and_taking_back_revives_it(town):
    before = living()
    said = {person("P102").pk: "其他"}
    batch = households.merge(
        household=home("H00102"), into=home("H00101"), on=day(), relations=said, **asked(town)
    )
    agreed(batch, town)
    assert home("H00102").valid_to is not None
    assert home("H00101").size == 2
    undone(batch, by=town["clerk"], approver=town["head"])
    assert living() == before
    assert home("H00102").valid_to is None


def test_a_residence_status_is_kept_with_the_person(town):
    agreed(
        households.correct_person(person=person("P101"), values={"residence": "whole_away"}, **asked(town)),
        town,
    )
    assert person("P101").residence == "whole_away"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda town: {"values": {"name": "张三"}}, "没有改动"),
        (lambda town: {"values": {"name": "张叁"}, "reason": " "}, "没有写明依据"),
    ],
)
def test_what_cannot_be_asked_is_said(town, change, says):
    with pytest.raises(Refusal, match=says):
        households.correct_person(person=person("P101"), **{**asked(town), **change(town)})


def test_a_day_to_come_is_refused(town):
    with pytest.raises(Refusal, match="不能晚于今天"):
        households.end_person(
            person=person("P101"), cause=EndCause.DEATH, on=day() + timedelta(days=1), **asked(town)
        )


def test_a_township_asks_for_nothing_beyond_its_own(town):
    with pytest.raises(Refusal, match="范围以外"):
        households.move_person(
            person=person("P101"), to=home("H00104"), relation="其他", on=day(), **asked(town)
        )


def test_a_village_cadre_asks_for_nothing(town):
    with pytest.raises(NotAllowed):
        households.correct_person(
            person=person("P101"), values={"name": "张叁"}, reason="户口簿", post=town["cadre"]
        )


def test_a_number_somebody_else_has_is_not_written(town):
    batch = households.correct_person(
        person=person("P101"), values={"id_number": id_number(102)}, **asked(town)
    )
    agreed(batch, town)
    assert person("P101").id_number.open() == id_number(101)
    assert batch.changes.get().reason == "证件号码已在册"


def test_a_household_founded_for_a_number_somebody_has_is_none(town):
    values = {"name": "某人", "sex": "男", "id_number": id_number(107), "certificate": "id_card"}
    batch = households.found_household(village=town.village, values=values, on=day(), **asked(town))
    mended = {"id_number": id_number(107)}
    agreed(households.correct_person(person=person("P102"), values=mended, **asked(town)), town)
    agreed(batch, town)
    assert not households.anything_done(again(batch))
    assert not Person.objects.filter(name="某人").exists()
    assert not Household.objects.filter(head_name="某人", valid_to=None).exists()


def test_a_household_founded_has_its_head_and_is_matched_at_once(town):
    values = {"name": "新户主", "sex": "男", "id_number": id_number(108), "certificate": "id_card"}
    batch = households.found_household(village=town.village, values=values, on=day(), **asked(town))
    agreed(batch, town)
    one = Person.objects.select_related("household").get(name="新户主")
    assert (one.household.head_name, one.household.size, one.village_id) == ("新户主", 1, town.village.pk)
    assert StoredRegister().match([Row("新户主", id_number(108))])[0].person == one.number


def test_numbers_given_here_are_short_and_run_on(town):
    for name, sequence in (("甲", 108), ("乙", 110)):
        values = {"name": name, "sex": "男", "id_number": id_number(sequence), "certificate": "id_card"}
        batch = households.found_household(village=town.village, values=values, on=day(), **asked(town))
        agreed(batch, town)
    made = Person.objects.filter(name__in=["甲", "乙"]).select_related("household").order_by("id")
    year = day().year
    assert [(one.household.number, one.number) for one in made] == [
        (f"L{year}0001", f"LR{year}0001"),
        (f"L{year}0002", f"LR{year}0002"),
    ]


def test_the_proposal_says_nothing_personal(town):
    batch = households.end_person(
        person=person("P101"), cause=EndCause.DEATH, on=date(2024, 5, 1), **asked(town)
    )
    proposal = again(batch).proposal
    told = f"{proposal.label}{proposal.source}{proposal.arguments}"
    assert "张三" not in told
    assert "户口簿" not in told
    assert proposal.arguments["lines"] == ["注销 1"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "garbage"}, "户类型"),
        ({"monitored": "garbage"}, "监测对象类别"),
    ],
)
def test_a_word_of_no_list_is_refused_of_a_household(town, values, said):
    with pytest.raises(Refusal, match=f"“{said}”里没有这一项"):
        households.correct_household(household=home("H00101"), values=values, **asked(town))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"residence": "garbage"}, "居住状态"),
        ({"certificate": "garbage"}, "证件类型"),
        ({"sex": "无"}, "性别"),
    ],
)
def test_a_word_of_no_list_is_refused_of_a_person(town, values, said):
    with pytest.raises(Refusal, match=f"“{said}”里没有这一项"):
        households.correct_person(person=person("P101"), values=values, **asked(town))


@pytest.mark.parametrize("on", [date(1, 1, 1), date(1969, 12, 31)])
def test_nobody_dies_before_they_were_born(town, on):
    with pytest.raises(Refusal, match="太早了"):
        households.end_person(person=person("P101"), cause=EndCause.DEATH, on=on, **asked(town))


@pytest.mark.parametrize(("birth", "said"), [("2050-01-01", "出生日期"), ("1700-01-01", "出生日期")])
def test_a_day_of_birth_nobody_has_is_refused(town, birth, said):
    values = {"name": "张小", "relation": "之子", "birth": birth}
    with pytest.raises(Refusal, match=said):
        households.add_person(household=home("H00101"), values=values, why="出生", on=day(), **asked(town))


def test_nobody_comes_into_a_household_before_they_were_born(town):
    values = {"name": "张小", "relation": "之子", "birth": str(day())}
    on = day() - timedelta(days=1)
    with pytest.raises(Refusal, match="太早了"):
        households.add_person(household=home("H00101"), values=values, why="出生", on=on, **asked(town))
