"""Whoever has had a hand in a case does not pass it, whatever hats they wear; the database says so too."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases import api as cases
from dixian.warning.cases.enums import CaseState, Outcome, Step
from dixian.warning.cases.models import BatchLine
from tests.warning.cases.steps import again, authorised, checked, gathered, held, past, posted, word

pytestmark = pytest.mark.django_db
PEOPLE = ("cadre", "clerk", "head")
WHO = st.sampled_from(PEOPLE)


@pytest.fixture
def hats(county):
    """Each of three people is cadre, clerk and reviewer at once."""
    county.posts |= {"cadre-village": county.posts["cadre"], "clerk-town": county.posts["clerk"]}
    places = {
        "village": ("village_cadre", county.village_unit, county.village),
        "town": ("township_clerk", county.town_unit, county.township),
        "county": ("bureau_reviewer", county.bureau, None),
    }
    for person in PEOPLE:
        for name, place in places.items():
            if f"{person}-{name}" not in county.posts:
                county.post(f"{person}-{name}", *place, person=person)
    return county


@settings(max_examples=12)
@given(WHO, WHO, WHO, WHO, WHO)
def test_a_step_passes_only_by_somebody_new(hats, case, checker, meeting, poster, reviewer, approver):
    with transaction.atomic():
        authorised(hats, case)
        checked(hats, again(case), post=hats[f"{checker}-village"])
        cases.waive(case=again(case), reason="已比对", on=clock.today(), post=hats["bureau"])
        cases.submit(case=again(case), post=hats["cadre"])
        held(hats, Step.APPRAISE, [word(case, ayes=9, noes=0)], post=hats[f"{meeting}-village"])
        batch = held(hats, Step.NOTICE, [word(case)], post=hats[f"{poster}-village"])
        with past(batch):
            ends = {"unobjected": True, "post": hats["cadre"]}
            cases.end_notice(batch=batch, on=clock.today(), **ends)
            _pass(hats, case, Step.REVIEW, f"{reviewer}-town", {checker, meeting, poster}, reviewer)
            if again(case).state == CaseState.APPROVING:
                hands = {checker, meeting, poster, reviewer}
                _pass(hats, case, Step.APPROVE, f"{approver}-county", hands, approver)
        transaction.set_rollback(True)


def _pass(county, case, step, post, hands, person):
    before = again(case).state
    if person in hands:
        with pytest.raises(Refusal, match="不能由您通过"):
            held(county, step, [word(case)], post=county[post])
        assert again(case).state == before
    else:
        held(county, step, [word(case)], post=county[post])
        assert again(case).state != before


def test_the_database_refuses_a_line_passed_by_whoever_took_the_step_before(county, case):
    gathered(county, case)
    held(county, Step.APPRAISE, [word(case, ayes=9, noes=0)])
    batch = posted(county, again(case))
    with past(batch):
        cases.end_notice(batch=batch, on=clock.today(), unobjected=True, post=county["cadre"])
        held(county, Step.REVIEW, [word(case)])
    line = BatchLine.objects.get(case=case, step=Step.REVIEW)
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchLine.objects.filter(pk=line.pk).update(by=line.before_id)


def test_who_proposed_to_leave_a_household_out_does_not_decide_it(county, case):
    county.post("cadre-county", "bureau_reviewer", county.bureau, person="cadre")
    cases.decline(case=case, reason="有赡养能力", post=county["cadre"])
    out = {"case": again(case), "reason": "有赡养能力", "on": clock.today()}
    with pytest.raises(Refusal, match="不能由您认定"):
        cases.leave_out(post=county["cadre-county"], **out)
    cases.leave_out(post=county["reviewer"], **out)
    assert again(case).state == CaseState.LEFT_OUT


def test_who_held_a_household_out_may_pass_it_another_time(county, case, second):
    both = [case, second]
    for one in both:
        gathered(county, one)
    held(county, Step.APPRAISE, [word(one, ayes=9, noes=0) for one in both])
    batch = held(county, Step.NOTICE, [word(one) for one in both])
    with past(batch):
        cases.end_notice(batch=batch, on=clock.today(), unobjected=True, post=county["cadre"])
        held(county, Step.REVIEW, [word(one) for one in both])
        held(county, Step.APPROVE, [word(second), word(case, Outcome.HELD, reason="等车辆比对")])
        assert again(case).state == CaseState.APPROVING
        held(county, Step.APPROVE, [word(case)])
    assert again(case).state == CaseState.ANNOUNCING
