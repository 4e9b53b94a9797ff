"""Helpers and their households from a list: whole for whoever is in it, bad rows named."""

import pytest

from dixian.foundation.accounts.api import NotAllowed, visible
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import unit
from dixian.foundation.audit.api import Stale
from dixian.registry.households.api import Household, pair_helpers

pytestmark = pytest.mark.django_db


@pytest.fixture
def helper(county):
    """帮扶责任人 of the personnel bureau, under the user name `helper`."""
    return county.post("helper", Role.HELPER, unit("rsj"))


def reached(county):
    return set(visible(Household.objects.all(), county["helper"]).values_list("number", flat=True))


def paired(list_, county):
    """Look at what the list changes, then agree to it."""
    preview = pair_helpers(rows=list_, by=county["bureau"])
    return pair_helpers(rows=list_, by=county["bureau"], version=preview.version)


def rows(*pairs):
    return [(number, {"username": who, "number": what}) for number, (who, what) in enumerate(pairs, start=2)]


def test_the_households_of_the_list_are_theirs_and_only_those(county, people, helper):
    first = paired(rows(("helper", "H00101"), ("helper", "H00104")), county)
    assert (first.helpers, first.came, first.went, reached(county)) == (1, 2, 0, {"H00101", "H00104"})
    second = paired(rows(("helper", "H00104"), ("helper", "H00102")), county)
    assert (second.came, second.went, reached(county)) == (1, 1, {"H00104", "H00102"})


def test_a_wrong_row_is_named_and_the_rest_goes_on(county, people, helper):
    came = paired(
        rows(("nobody", "H00101"), ("helper", "H99999"), ("helper", "H00102"), ("cadre", "H00101")), county
    )
    assert [number for number, _ in came.problems] == [2, 3, 5]
    assert "nobody" in came.problems[0][1]
    assert "H99999" in came.problems[1][1]
    assert reached(county) == {"H00102"}


def test_only_the_bureau_pairs(county, people, helper):
    with pytest.raises(NotAllowed):
        pair_helpers(rows=[], by=county["clerk"])


def test_a_preview_says_what_would_change_and_changes_nothing(county, people, helper):
    preview = pair_helpers(rows=rows(("helper", "H00101"), ("helper", "H00104")), by=county["bureau"])
    assert (preview.came, preview.changes) == (2, ["某helper：新结对 2 户，不再帮扶 0 户"])
    assert reached(county) == set()


def test_what_others_changed_since_the_preview_is_not_overwritten(county, people, helper):
    paired(rows(("helper", "H00101")), county)
    mine = rows(("helper", "H00102"))
    preview = pair_helpers(rows=mine, by=county["bureau"])
    paired(rows(("helper", "H00101"), ("helper", "H00104")), county)
    with pytest.raises(Stale):
        pair_helpers(rows=mine, by=county["bureau"], version=preview.version)
    assert reached(county) == {"H00101", "H00104"}
