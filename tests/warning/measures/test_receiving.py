"""What a household receives today, for its card."""

from datetime import timedelta

import pytest

from dixian.foundation.kernel import clock
from dixian.warning.measures.api import Measure, received
from tests.warning.measures.steps import adopted, drawn_up

pytestmark = pytest.mark.django_db


def test_what_runs_is_told_with_the_unit_and_who_has_which_protection(county, helped):
    plan = adopted(county, helped)
    (told,) = received([helped.household], county["cadre"])
    assert told.anything
    assert told.plan == plan
    assert [(one.what, one.unit.code) for one in told.measures] == [("推荐保洁岗位", "rsj")]
    assert told.protections["养老保险"] == [helped.person.name]


def test_what_is_over_or_not_adopted_is_not_told(county, helped):
    drawn_up(county, helped)
    (draft,) = received([helped.household], county["cadre"])
    assert not draft.anything
    Measure.objects.update(
        state="due", from_on=clock.today() - timedelta(days=9), to_on=clock.today() - timedelta(days=1)
    )
    (over,) = received([helped.household], county["cadre"])
    assert not over.measures


def test_a_village_takes_no_more_queries_than_a_household(
    county, helped, people, django_assert_max_num_queries
):
    adopted(county, helped)
    homes = [one.person.household for one in people.values()]
    with django_assert_max_num_queries(8):
        told = received(homes, county["cadre"])
    assert [one.household for one in told if one.anything] == [helped.household]
