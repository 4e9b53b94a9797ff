"""From the village's proposal to the county's word, and nothing past the people and days in between."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation
from dixian.registry.facts.api import NewFact, post_facts
from dixian.warning.cases.api import end_notice, object_to, settle
from dixian.warning.cases.enums import EndedHow
from dixian.warning.elimination.api import (
    Elimination,
    doubtful,
    ripe,
    send_back,
    sums,
    under_way,
    withdraw,
)
from dixian.warning.measures.api import MemberPlan, follow_up
from dixian.warning.measures.api import sums as sums_of_measures
from tests.support.database import as_worker
from tests.warning.elimination.steps import (
    again,
    approved,
    case_of,
    ended,
    hangs,
    noticed,
    passed,
    posted,
    proposed,
)

pytestmark = pytest.mark.django_db


def duties():
    found = Obligation.objects.filter(state="open", kind__regex=r"^(elimination|cases)\.")
    return sorted(found.values_list("kind", flat=True))


def all_hold():
    return [one.name for one in (*sums(), *sums_of_measures()) if one.difference] == []


def after(one):
    return clock.at(clock.noon(one.until + timedelta(days=1)))


def eliminated(county, helped):
    one = posted(county, proposed(county, helped))
    with after(one):
        one = ended(county, noticed(county, one))
        drain()
    return one


def broken(helped, kind="water.trouble", value="停水"):
    post_facts(
        [
            NewFact(
                kind=kind,
                household=helped.household.pk,
                village=helped.household.village_id,
                value=value,
                valid_from=clock.today(),
                source_label="县水务局报送",
            )
        ]
    )


def test_a_household_comes_to_its_end_step_by_step_each_in_somebodys_hands(county, helped):
    assert list(ripe(county["bureau"])) == [helped.case]
    one = proposed(county, helped)
    assert [condition.holds for condition in one.conditions.order_by("id")] == [True] * 4
    assert duties() == ["elimination.appraise"]
    assert not ripe(county["bureau"]).exists()
    one = posted(county, one)
    assert duties() == ["cases.end_notice"]
    with after(one):
        one = noticed(county, one)
        assert duties() == ["elimination.review"]
        one = approved(county, one)
        assert (one.state, duties()) == ("announcing", ["elimination.announce"])
        one = passed(county, "announce", one)
        drain()
    assert (one.state, one.announced_on) == ("eliminated", one.approved_on)
    assert duties() == ["elimination.enter"]
    case = case_of(helped)
    assert (case.state, case.ended_how) == ("eliminated", "helped")
    assert (case.household.risk_eliminated, case.household.ahead) == (True, True)
    assert not under_way(county["bureau"]).exists()
    assert all_hold()


def test_a_notice_ends_after_its_full_days_only(county, helped):
    one = posted(county, proposed(county, helped))
    assert one.until == one.posted_on + timedelta(days=5)
    with clock.at(clock.noon(one.until)), pytest.raises(Refusal, match="一整天"):
        noticed(county, one)
    with pytest.raises(Refusal, match="不在等这一步"):
        passed(county, "review", one)


def test_nobody_reviews_or_approves_their_own(county, helped):
    one = posted(county, proposed(county, helped))
    with after(one):
        one = noticed(county, one)
        Elimination.objects.filter(pk=one.pk).update(proposed_by=county["clerk"].user)
        with pytest.raises(Refusal, match="不能由您通过"):
            passed(county, "review", one)
        one = passed(county, "review", one, who="head")
        Elimination.objects.filter(pk=one.pk).update(reviewed_by=county["reviewer"].user)
        with pytest.raises(Refusal, match="不能由您通过"):
            passed(county, "approve", one)
        with pytest.raises(NotAllowed):
            passed(county, "approve", one, who="bureau")
        passed(county, "approve", one, who="chief")


def test_what_is_not_met_must_be_explained(county, helped):
    broken(helped)
    with pytest.raises(Refusal, match="三保障和饮水安全巩固"):
        proposed(county, helped)
    with pytest.raises(Refusal, match="收入稳定半年以上"):
        proposed(county, helped, income=Decimal("100"), words={"guarantees": "已修好通水"})
    one = proposed(county, helped, words={"guarantees": "已修好通水"})
    said = one.conditions.get(criterion="guarantees")
    assert "停水" in said.evidence
    assert (said.holds, said.word) == (False, "已修好通水")


def test_who_cannot_work_is_held_unless_the_risk_went_by_itself_or_labour_was_regained(county, helped):
    with as_worker():
        MemberPlan.objects.update(labour="none")
    with pytest.raises(Refusal, match="暂不标注"):
        proposed(county, helped)
    assert not ripe(county["bureau"]).exists()
    withdraw(one=proposed(county, helped, EndedHow.NATURAL), reason="再看一个月", post=county["cadre"])
    assert proposed(county, helped, regained="手术后恢复，已务工三个月").state == "proposed"


def test_who_died_or_left_goes_to_the_township_at_once(county, helped):
    one = proposed(county, helped, EndedHow.MOVED, reason="整户迁到外县", income=None, months=None)
    assert duties() == ["elimination.review"]
    assert (one.standing, one.still_there) == ("待乡镇审核", one.case.household.size)
    with pytest.raises(Refusal, match="不在等这一步"):
        passed(county, "notice", one)
    left = approved(county, one)
    assert (left.state, left.standing) == ("eliminated", "已退出监测")
    drain()
    assert duties() == []
    assert case_of(helped).state == "gone"
    assert case_of(helped).household.monitored == ""
    assert all_hold()


def test_an_objection_that_holds_and_a_return_begin_again(county, helped):
    one = posted(county, proposed(county, helped))
    with after(one):
        batch = hangs(one)
        made = object_to(line=batch.lines.get(), on=clock.today(), text="还欠着债", post=county["cadre"])
        settle(objection=made, upheld=True, word="欠款未还，属实", post=county["cadre"])
        end_notice(batch=batch, on=clock.today(), unobjected=False, post=county["cadre"])
        assert (again(one).state, batch.lines.get().outcome) == ("proposed", "reappraise")
        one = posted(county, again(one))
    with after(one):
        one = noticed(county, one)
        send_back(one=one, reason="补收入证明", post=county["clerk"])
    assert (again(one).state, duties()) == ("proposed", ["elimination.appraise"])
    assert all_hold()


def test_a_household_whose_last_month_was_not_good_is_not_ripe(county, helped):
    told = {"on": clock.today(), "blocker": "work", "found": "又没活了", "remedy": "再找"}
    follow_up(case=case_of(helped), effect="some", post=county["cadre"], **told)
    assert not ripe(county["bureau"]).exists()


def test_what_is_broken_after_the_end_is_on_the_list(county, helped):
    eliminated(county, helped)
    assert not doubtful(county["bureau"]).exists()
    broken(helped, "housing.grade", "A级")
    assert not doubtful(county["bureau"]).exists()
    broken(helped, "housing.grade", "D级")
    assert list(doubtful(county["bureau"])) == [helped.case]


def collected(helped, per_head, since=None):
    today = clock.today()
    home = {
        "household": helped.household.pk,
        "village": helped.household.village_id,
        "source_label": "收入采集",
    }
    told = [NewFact(kind="income.per_head", value=Decimal(per_head), valid_from=today, **home)]
    if since:
        told.append(NewFact(kind="income.above", value=since, valid_from=today, **home))
    post_facts(told)


def test_income_that_was_collected_counts_and_not_what_is_typed(county, helped):
    collected(helped, "12000", since=clock.today() - timedelta(days=250))
    one = proposed(county, helped, income=Decimal("999999"), months=99)
    assert (one.income, one.months) == (12000, 8)
    assert one.conditions.get(criterion="income").holds


def test_a_household_known_below_the_line_is_not_ripe_and_once_eliminated_doubtful(county, helped):
    assert ripe(county["clerk"]).count() == 1
    collected(helped, "5000")
    assert ripe(county["clerk"]).count() == 0
    with pytest.raises(Refusal, match="没有超过监测范围"):
        proposed(county, helped, income=Decimal("15000"), months=8)
