"""What was known of a case on a day is told from the turns it took, each with the instant it was entered."""

from datetime import timedelta

import pytest

from dixian.foundation.kernel import clock
from dixian.warning.cases.api import as_known, end, reverse, standing_on
from dixian.warning.cases.models import Case, CaseTurn
from dixian.warning.cases.turns import KEPT
from tests.warning.cases.steps import approved

pytestmark = pytest.mark.django_db


def fresh(case):
    return Case.objects.get(pk=case.pk)


def word(case, *, on, known):
    found = standing_on(as_known([fresh(case)], known), on)
    return found and found.word


def test_an_approval_is_known_from_the_day_it_was_entered_whatever_its_paper_says(county, case):
    case = fresh(approved(county, case))
    entered = case.approved_on
    Case.objects.filter(pk=case.pk).update(approved_on=case.opened_on)
    assert word(case, on=entered, known=entered - timedelta(days=1)) == "正在识别"
    assert word(case, on=entered, known=entered) == "监测帮扶"


def test_an_elimination_that_was_reversed_was_known_until_then(county, case):
    case, today = approved(county, case), clock.today()
    Case.objects.filter(pk=case.pk).update(state="monitored")
    ended, undone = today + timedelta(days=200), today + timedelta(days=230)
    with clock.at(clock.noon(ended)):
        end(cases=[fresh(case)], how="helped", on=ended, post=county["reviewer"])
    with clock.at(clock.noon(undone)):
        reverse(case=fresh(case), reason="收入算错", post=county["reviewer"])
    assert word(case, on=ended, known=ended - timedelta(days=1)) == "监测帮扶"
    assert word(case, on=ended, known=undone - timedelta(days=1)) == "风险已消除"
    assert word(case, on=ended, known=undone) == "监测帮扶"


def test_what_was_opened_later_was_not_known(county, case):
    assert as_known([case], clock.today() - timedelta(days=1)) == []


def test_every_step_leaves_the_turn_that_says_what_the_case_says(county, case):
    case = fresh(approved(county, case))
    (told,) = as_known([case], case.approved_on)
    assert [getattr(told, name) for name in KEPT] == [getattr(case, name) for name in KEPT]
    assert CaseTurn.objects.filter(case=case).count() >= len(("opened", "submitted", "approved"))


def test_a_case_from_before_turns_were_kept_says_what_its_papers_are_dated_up_to(county, case):
    case = approved(county, case)
    later = case.approved_on + timedelta(days=30)
    CaseTurn.objects.update(made_at=clock.midnight(later + timedelta(days=9)))
    Case.objects.filter(pk=case.pk).update(state="eliminated", ended_on=later, ended_how="helped")
    assert word(case, on=later, known=later - timedelta(days=1)) == "监测帮扶"
    assert word(case, on=later, known=later) == "风险已消除"
