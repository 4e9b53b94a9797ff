"""A household has one head, whoever dies, moves, splits off or is corrected, and nobody a relation that is not theirs."""

from datetime import date

import pytest

from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve
from dixian.registry.households import api as households
from dixian.registry.households.changes.relations import Member as M
from dixian.registry.households.changes.relations import following, successor
from dixian.registry.households.enums import EndCause
from dixian.registry.households.models import Change, Household, Person
from tests.support.changes import again, applied, book, compared, undone
from tests.support.register import id_number
from tests.support.rosters import Member, settle_families

pytestmark = pytest.mark.django_db
FATHER, SON, DAUGHTER = Member("冯福", 301), Member("冯大", 303, "之子"), Member("冯二", 306, "之女", "女")
OTHER, WIFE = Member("陈五", 311), Member("孙六", 314, "配偶", "女")


@pytest.fixture
def families(town):
    settle_families([(town.village, [FATHER, SON, DAUGHTER]), (town.village, [OTHER, WIFE])])
    return town


def asked(town):
    return {"reason": "户口簿", "post": town["clerk"]}


def agreed(batch, town):
    approve(proposal=again(batch).proposal, post=town["head"])
    drain()


def home(one):
    return Household.objects.get(number=f"H{one.sequence:05}")


def relations(*members):
    return {one.name: one.person.relation for one in members}


def ended(town, one, **more):
    return households.end_person(
        person=one.person, cause=EndCause.DEATH, on=clock.today(), **asked(town), **more
    )


def test_the_proposal_of_a_heads_death_says_who_becomes_head(families):
    batch = ended(families, FATHER)
    shown = households.shown_changes(Change.objects.filter(batch=batch).order_by("position", "id"))
    told = {one.name: [(it.before, it.after) for it in one.differences] for one in shown}
    assert told["冯大"] == [("之子", "户主")]
    assert told["冯二"] == [("之女", "之兄弟姐妹")]
    agreed(batch, families)
    assert relations(SON, DAUGHTER) == {"冯大": "户主", "冯二": "之兄弟姐妹"}
    assert home(FATHER).head_name == "冯大"


def test_the_proposer_chooses_another_head(families):
    agreed(ended(families, FATHER, head=DAUGHTER.person), families)
    assert relations(SON, DAUGHTER) == {"冯大": "之兄弟姐妹", "冯二": "户主"}


def test_taking_a_heads_death_back_makes_the_head_who_was(families):
    batch = ended(families, FATHER)
    agreed(batch, families)
    undone(batch, by=families["clerk"], approver=families["head"])
    assert relations(FATHER, SON, DAUGHTER) == {"冯福": "户主", "冯大": "之子", "冯二": "之女"}


def test_a_head_missing_from_a_full_roster_is_followed_by_somebody(families):
    place = (families.township.name, families.village.name)
    rows = [(f"P{one.sequence}", home(FATHER).number, one.name, *place) for one in (SON, DAUGHTER)]
    batch = compared(
        book(("人编号", "户编号", "姓名", "乡镇", "行政村"), rows), families["bureau"], full=True
    )
    applied(batch, by=families["bureau"], approver=families["reviewer"])
    assert FATHER.person.valid_to is not None
    assert relations(SON, DAUGHTER) == {"冯大": "户主", "冯二": "之兄弟姐妹"}


def test_a_second_head_needs_the_relation_of_the_first(families):
    values = {"relation": "户主"}
    with pytest.raises(Refusal, match="一户只有一个户主"):
        households.add_person(
            household=home(FATHER),
            values={"name": "某人", **values},
            why="迁入",
            on=clock.today(),
            **asked(families),
        )
    Person.objects.filter(number=f"P{SON.sequence}").update(relation="其他")
    with pytest.raises(Refusal, match="一户只有一个户主"):
        households.correct_person(person=SON.person, values=values, **asked(families))
    agreed(
        households.correct_person(person=SON.person, values=values, former="父亲", **asked(families)),
        families,
    )
    assert relations(FATHER, SON, DAUGHTER) == {"冯福": "之父", "冯大": "户主", "冯二": "与原户主：之女"}


def test_a_household_is_not_left_without_a_head_by_a_correction(families):
    with pytest.raises(Refusal, match="没有户主"):
        households.correct_person(person=FATHER.person, values={"relation": "之父"}, **asked(families))


def test_a_second_head_that_a_file_brings_is_not_written_and_says_why(families):
    place = (families.township.name, families.village.name)
    rows = [(f"P{SON.sequence}", home(FATHER).number, SON.name, "户主", *place)]
    header = ("人编号", "户编号", "姓名", "与户主关系", "乡镇", "行政村")
    batch = compared(book(header, rows), families["bureau"])
    assert "这一户户主是冯福，文件没有写冯福改成什么" in Change.objects.get(batch=batch).reason
    batch = applied(batch, by=families["bureau"], approver=families["reviewer"])
    assert SON.person.relation == "之子"
    assert "另有户主" in Change.objects.get(batch=batch).reason


def test_a_new_person_with_the_name_of_somebody_of_the_house_is_asked_about_before_approval(families):
    place = (families.township.name, families.village.name)
    rows = [(home(FATHER).number, FATHER.name, id_number(777), "户主", *place)]
    header = ("户编号", "姓名", "证件号码", "与户主关系", "乡镇", "行政村")
    batch = compared(book(header, rows), families["bureau"])
    said = Change.objects.get(batch=batch, kind="add_person").reason
    assert "这一户户主是冯福" in said and "已经有叫冯福的人，证件号码不同" in said


def test_a_merge_asks_what_each_is_to_the_head_there(families):
    where = {"household": home(OTHER), "into": home(FATHER), "on": clock.today()}
    with pytest.raises(Refusal, match="没有写孙六与户主冯福的关系"):
        households.merge(**where, relations={OTHER.person.pk: "之女婿"}, **asked(families))
    said = {OTHER.person.pk: "之女婿", WIFE.person.pk: "之女"}
    agreed(households.merge(**where, relations=said, **asked(families)), families)
    assert relations(OTHER, WIFE) == {"陈五": "之女婿", "孙六": "之女"}


def test_a_split_asks_where_a_relation_does_not_follow(families):
    Person.objects.filter(number=f"P{DAUGHTER.sequence}").update(relation="其他")
    where = {"household": home(FATHER), "head": SON.person, "on": clock.today()}
    where["members"] = [SON.person, DAUGHTER.person]
    with pytest.raises(Refusal, match="没有写冯二与户主冯大的关系"):
        households.split(**where, **asked(families))
    said = {DAUGHTER.person.pk: "配偶"}
    agreed(households.split(**where, relations=said, **asked(families)), families)
    assert relations(SON, DAUGHTER) == {"冯大": "户主", "冯二": "配偶"}


@pytest.mark.parametrize(
    ("relation", "sex", "head", "follows"),
    [
        ("之子", "男", M(1, "", "配偶", "女", None), "之子"),
        ("之父", "男", M(1, "", "配偶", "女", None), "之公公"),
        ("之兄弟姐妹", "男", M(1, "", "配偶", "女", None), ""),
        ("配偶", "女", M(1, "", "之子", "男", None), "之母"),
        ("之儿媳", "女", M(1, "", "之子", "男", None), ""),
        ("之孙子", "男", M(1, "", "之子", "男", None), ""),
        ("之母", "女", M(1, "", "之女", "女", None), "之祖母"),
        ("户主", "男", M(1, "", "配偶", "女", None), "配偶"),
        ("户主", "男", M(1, "", "之子", "男", None), "之父"),
        ("户主", "男", M(1, "", "其他", "男", None), ""),
        ("之子", "男", M(1, "", "之父", "男", None), "之孙子"),
        ("之子", "男", M(1, "", "其他", "男", None), ""),
    ],
)
def test_a_relation_is_said_only_where_it_certainly_follows(relation, sex, head, follows):
    assert following(relation, sex=sex, head=head, former_sex="男") == follows


def test_the_spouse_follows_then_the_eldest_adult_then_the_eldest():
    today = date(2024, 5, 1)
    child = M(1, "小", "之子", "男", date(2010, 1, 1))
    elder, younger = (
        M(2, "大", "之女", "女", date(1990, 1, 1)),
        M(3, "二", "之子", "男", date(1995, 1, 1)),
    )
    unknown, wife = M(4, "某", "其他", "男", None), M(5, "妻", "配偶", "女", date(2000, 1, 1))
    assert successor([child, younger, elder, unknown, wife], today) is wife
    assert successor([child, younger, elder, unknown], today) is elder
    assert successor([unknown, child], today) is child
