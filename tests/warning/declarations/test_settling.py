"""Every declaration ends: in its household's lead, with another township, or with somebody's word."""

from uuid import uuid4

import pytest

from dixian.commons.leads.api import Lead, LeadSource
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit_of_area
from dixian.foundation.audit.api import acting
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.warning.declarations.api import (
    asked,
    declarations,
    end,
    enter,
    join,
    pass_on,
    photos,
    same_person,
    suggestions,
    sums,
    take_up,
)
from tests.warning.declarations.conftest import VISITOR, told

pytestmark = pytest.mark.django_db


def fresh(declaration, post):
    return declarations(post).get(pk=declaration.pk)


def seen(code, phone="13800000101"):
    with acting(VISITOR):
        return asked(code, phone).state, asked(code, phone).sentence


def holds():
    return all(one.difference == 0 for one in sums())


def test_the_household_is_suggested_and_gets_a_lead_from_the_day_it_was_said(county, people, says):
    made, code = says(words="住院")
    home, cadre = people["张三"].person.household, county["cadre"]
    assert [(one.household, one.why) for one in suggestions(made, cadre)] == [
        (home, "电话相同、姓名相同、户电话相同")
    ]
    lead = join(declaration=made, household=home, called=False, post=cadre)
    drain()
    source = LeadSource.objects.get(lead=lead)
    assert (source.kind, lead.opened_on, lead.state) == ("declaration", clock.today(), "released")
    assert source.sentence == "自主申报（扫码，本人或家里人）：家里有人得了大病、慢性病，花钱多（因病）"
    assert Obligation.objects.filter(subject_uid=lead.uid, state="open").exists()
    assert not Obligation.objects.filter(subject_uid=made.uid, state="open").exists()
    assert seen(code)[0] == "已安排核实"
    Lead.objects.filter(pk=lead.pk).update(state="closed", verdict="no_risk", closed_on=clock.today())
    assert seen(code) == ("已入户核实", "目前不用纳入监测；以后情况有变化，可以再申报。")
    assert holds()


def test_whoever_declares_for_another_never_learns_what_was_found(county, people, says):
    made, code = says(filled_by="neighbour", filler_name="李四", phone="13900000000")
    lead = join(
        declaration=made, household=people["张三"].person.household, called=False, post=county["clerk"]
    )
    Lead.objects.filter(pk=lead.pk).update(state="at_risk", verdict="at_risk")
    assert seen(code, "0000") == ("已入户核实", "结果由村里当面告诉这一户。")


def test_a_second_one_joins_the_same_lead_and_waits_for_its_own_answer(county, people, says):
    first, second = says()[0], says(troubles=("income",))[0]
    assert same_person(second, county["clerk"]) == [first]
    home = people["张三"].person.household
    leads = [
        join(declaration=one, household=home, called=True, post=county["clerk"]) for one in (first, second)
    ]
    assert leads[0] == leads[1]
    assert LeadSource.objects.filter(lead=leads[0], answered_on=None).count() == 2


def test_it_is_joined_within_its_village_and_passed_on_to_another(county, people, says):
    made, _ = says(name="赵六", phone="13900000009")
    far = people["赵六"].person.household
    clerk = county["clerk"]
    with pytest.raises(Refusal, match="不在这个村"):
        join(declaration=made, household=far, called=False, post=clerk)
    with pytest.raises(Refusal, match="另一个村"):
        pass_on(declaration=made, village=county.village, reason="x", post=clerk)
    pass_on(declaration=made, village=far.village, reason="住在那边", post=clerk)
    duty = Obligation.objects.get(subject_uid=made.uid, state="open")
    assert (duty.area, list(declarations(clerk))) == (county.other, [])
    county.post("far", Role.TOWNSHIP_CLERK, unit_of_area(county.other), county.other)
    there = fresh(made, county["far"])
    assert photos(county["far"]).count() == 1
    join(declaration=there, household=far, called=False, post=county["far"])
    assert holds()


def test_it_ends_by_the_townships_word_only_and_can_be_taken_up_by_another(county, says):
    made, code = says()
    clerk, head = county["clerk"], county["head"]
    with pytest.raises(NotAllowed):
        end(declaration=made, state="abuse", reason="乱填", post=county["cadre"])
    with pytest.raises(Refusal, match="理由"):
        end(declaration=made, state="unknown", reason=" ", post=clerk)
    with pytest.raises(Refusal, match="哪一份重复"):
        end(declaration=made, state="duplicate", reason="同一户", post=clerk)
    end(declaration=made, state="unknown", reason="村里没有这个人，电话没人接", post=clerk)
    assert seen(code)[0] == "已办结"
    assert holds()
    with pytest.raises(Refusal, match="自己办结"):
        take_up(declaration=fresh(made, clerk), reason="再看", post=clerk)
    take_up(declaration=fresh(made, head), reason="家里人又来电话", post=head)
    assert holds()
    other = says()[0]
    end(declaration=other, state="duplicate", reason="同一户", same_as=fresh(made, head), post=head)
    with pytest.raises(Refusal, match="刚被别人办理过"):
        end(declaration=made, state="withdrawn", reason="本人说不用了", post=head)
    assert holds()


def test_one_on_paper_counts_from_its_day_and_is_settled_by_somebody_else(county, people):
    sheet = store([b"\xff\xd8\xff signed"], name="申报表.jpg", content_type="image/jpeg", purpose="申报表")
    on, cadre = clock.today().replace(day=1), county["cadre"]
    given = {"village": county.village, "told": told(), "on": on, "sheet": sheet, "form": uuid4()}
    made, code = enter(**given, post=cadre)
    home = people["张三"].person.household
    with pytest.raises(NotAllowed, match="另一个人"):
        join(declaration=made, household=home, called=False, post=cadre)
    lead = join(declaration=made, household=home, called=False, post=county["clerk"])
    assert (lead.opened_on, seen(code)[0]) == (on, "已安排核实")
    with pytest.raises(NotAllowed):
        enter(**{**given, "village": people["赵六"].village, "form": uuid4()}, post=cadre)
    assert holds()
