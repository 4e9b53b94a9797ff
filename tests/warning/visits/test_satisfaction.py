"""What people said, by village and by helper."""

from datetime import timedelta

import pytest

from dixian.foundation.accounts.api import extend_reach
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.warning.visits.api import said, told_by_helper, told_by_township, told_by_village
from tests.warning.visits.steps import visited

pytestmark = pytest.mark.django_db


def test_answers_are_counted_by_place_and_by_helper(county, people):
    households = {name: people[name].person.household for name in ("张三", "李四", "王五")}
    helper = county.post("helper", Role.HELPER, unit("rsj"))
    extend_reach(household_ids=[households["张三"].pk, households["王五"].pk], source="结对帮扶", post=helper)
    for name, word in (("张三", "yes"), ("李四", "mostly"), ("王五", "no")):
        visited(
            households[name],
            county["clerk"],
            answers={"satisfied": word, "why_not": "路不好走", "aware": "some"},
        )
    today = clock.today()
    found = said(county["clerk"], today, today)
    (township,) = told_by_township(found)
    assert township.counts["satisfied"] == {"yes": 1, "mostly": 1, "no": 1}
    assert township.rate("satisfied", "yes", "mostly") == "66.7%"
    villages = {one.name: one.counts["satisfied"] for one in told_by_village(found, township.code)}
    assert villages == {county.village.name: {"yes": 1, "mostly": 1}, county.second.name: {"no": 1}}
    (helped,) = told_by_helper(found)
    assert (helped.name, helped.counts["satisfied"]) == (helper.user.name, {"yes": 1, "no": 1})
    assert not said(county["clerk"], today + timedelta(days=1), today + timedelta(days=1)).exists()
