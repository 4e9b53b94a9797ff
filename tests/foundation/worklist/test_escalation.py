"""Late duties come before the named head of the unit, step by step, once each."""

from datetime import date, timedelta

import pytest
from django.db.models import F

from dixian.foundation.accounts.api import delegate
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import UnitContact
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import Obligation, escalated_to, notices, open_duties, unreached
from dixian.foundation.worklist.enums import Step
from dixian.foundation.worklist.models import Digest, Escalation

pytestmark = pytest.mark.django_db
DUE = date(2024, 4, 10)


def day(number: int) -> date:
    return DUE + timedelta(days=number)


def pass_day(number: int, *, digest: bool = False) -> None:
    with clock.at(clock.noon(day(number))):
        enqueue("worklist.escalate", key=f"escalate {number}")
        enqueue("worklist.escalate", key=f"escalate {number} again")
        drain()
        if digest:
            enqueue("worklist.digest", key=f"digest {number}")
            drain()


@pytest.fixture
def named(county):
    def name(unit, role, person, since=date(2024, 1, 1), until=None):
        return UnitContact.objects.create(
            unit=unit, role=role, name=person, title="某职务", valid_from=since, valid_to=until
        )

    UnitContact.objects.update(valid_to=F("valid_from"))
    name(county.town_unit, ContactRole.DEPUTY, "副职甲")
    name(county.town_unit, ContactRole.FIRST_RESPONSIBLE, "正职乙")
    return name


def test_first_the_deputy_then_the_first_responsible_each_once(county, duty, named):
    open_duties([duty(due_on=DUE)])
    steps = []
    for number in range(-1, 6):
        pass_day(number)
        steps.append(Escalation.objects.count())
    assert steps == [0, 0, 1, 1, 2, 2, 2]
    told = list(Escalation.objects.order_by("id").values_list("step", "head_name", "days_late"))
    assert told == [(Step.DEPUTY, "副职甲", 1), (Step.FIRST, "正职乙", 3)]


def test_a_village_without_a_named_head_goes_to_its_township(county, duty, named):
    open_duties([duty(due_on=DUE)])
    pass_day(1)
    assert Escalation.objects.get().unit == county.town_unit


def test_a_duty_done_in_time_is_never_escalated(county, duty, named):
    open_duties([duty(due_on=DUE)])
    Obligation.objects.update(state="done", done_on=DUE)
    pass_day(5)
    assert not Escalation.objects.exists()


def test_whoever_is_head_on_the_day_is_told_not_who_was(county, duty, named):
    open_duties([duty(due_on=DUE)])
    UnitContact.objects.filter(role=ContactRole.DEPUTY).update(valid_to=day(1))
    named(county.town_unit, ContactRole.DEPUTY, "新副职", since=day(1))
    pass_day(1)
    assert Escalation.objects.get().head_name == "新副职"


def test_where_nobody_is_named_the_duty_stays_red_and_nobody_is_invented(county, duty):
    UnitContact.objects.update(valid_to=F("valid_from"))
    open_duties([duty(due_on=DUE)])
    pass_day(5)
    assert not Escalation.objects.exists()
    told = notices(county["bureau"].user_id).get()
    assert "绥棱镇没有登记分管领导，1 项超期无人督办" in told.text


def test_a_named_head_without_an_account_is_reported_to_the_head_of_the_bureau(county, duty, named):
    chief = county.post("chief", Role.BUREAU_HEAD, county.bureau)
    county["head"].user.posts.update(valid_to=DUE)
    open_duties([duty(due_on=DUE), duty(due_on=DUE)])
    pass_day(1)
    assert Escalation.objects.count() == 2
    told = notices(chief.user_id).get()
    assert told.text == "绥棱镇分管领导副职甲没有账号，2 项超期报不到"
    assert told.link == "/heads/"
    assert not notices(county["bureau"].user_id).exists()
    missing = {one.sentence for one in unreached(day(1))}
    assert {"绥棱镇分管领导副职甲没有账号", "绥棱镇第一责任人正职乙没有账号"} <= missing
    assert "县医保局没有登记第一责任人" in missing


def test_a_head_who_has_an_account_is_not_among_those_who_are_missing(county, duty, named):
    assert not any("副职甲" in one.sentence for one in unreached(day(1)))


def test_a_duty_for_a_single_post_comes_before_the_head_of_its_unit(county, duty, named):
    open_duties([duty(due_on=DUE, area_id=None, post_id=county["clerk"].id)])
    pass_day(1)
    assert Escalation.objects.get().unit == county.town_unit


def test_the_named_person_is_told_or_else_the_heads_post(county, duty, named):
    open_duties([duty(due_on=DUE)])
    pass_day(1)
    assert "副职甲" in notices(county["head"].user_id).get().text
    user = county["clerk"].user
    type(user).objects.filter(id=user.id).update(name="正职乙")
    pass_day(3, digest=True)
    assert "正职乙" in notices(county["clerk"].user_id).last().text
    assert "上报 1 项" in Digest.objects.get(user=user).text, "a head with a clerk's post has the line too"
    assert Digest.objects.filter(user=county["head"].user).count() == 0


def test_whoever_acts_for_the_head_is_told_too(county, duty, named):
    stand_in = county.post("stand-in", Role.HELPER, county.town_unit).user
    delegate(
        post=county["head"],
        delegate=stand_in,
        valid_from=DUE,
        valid_to=day(9),
        reason="出差",
        by=county["head"],
    )
    open_duties([duty(due_on=DUE)])
    pass_day(1, digest=True)
    assert "副职甲" in notices(stand_in.id).last().text
    assert "上报 1 项" in Digest.objects.get(user=stand_in).text


def test_many_late_duties_are_one_notice_to_the_head_and_one_line_in_the_digest(county, duty, named):
    open_duties([duty(due_on=DUE) for _ in range(1100)])
    pass_day(1, digest=True)
    assert Escalation.objects.count() == 1100
    told = notices(county["head"].user_id)
    assert [note.title for note in told] == ["今日待办", "超期事项上报"]
    assert "有 1100 项待办超期" in told.last().text
    assert told.last().link == "/duties/late/"
    assert "上报 1100 项" in Digest.objects.get(user=county["head"].user).text
    pass_day(2)
    pass_day(3)
    assert notices(county["head"].user_id).filter(title="超期事项上报").count() == 2, "one a step"


def test_what_came_before_a_named_person_with_an_account_is_no_business_of_the_head_post(county, duty, named):
    open_duties([duty(due_on=DUE)])
    user = county["clerk"].user
    type(user).objects.filter(id=user.id).update(name="副职甲")
    pass_day(1)
    with clock.at(clock.noon(day(1))):
        assert escalated_to(county["clerk"]).count() == 1
        assert escalated_to(county["head"]).count() == 0
