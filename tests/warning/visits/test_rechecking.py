"""The township looks again at a share drawn by a kept seed, and not at its own visits."""

import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.verification.api import drawn as chosen
from dixian.warning.visits.api import Recheck, RecheckDraw, Stop, draw_rechecks, recheck, rechecked, sums
from tests.warning.visits.steps import duties, states, visited

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(county, people, check):
    """The township has drawn of its three households, two of which were visited."""
    for name in ("张三", "李四"):
        visited(people[name].person.household, county["cadre"])
    draw_rechecks(sweep=check, township=county.township, post=county["clerk"], seed="种子")
    return Recheck.objects.select_related("visit", "draw__sweep").get()


def all_hold():
    return [one for one in sums() if one.difference]


def test_the_same_seed_draws_the_same_household(county, people, drawn):
    first = drawn.stop_id
    draw = RecheckDraw.objects.get()
    assert (draw.population, str(draw.percent)) == (2, "5.00")
    assert len(duties("visits.recheck")) == 1
    uids = list(Stop.objects.filter(state="fine").values_list("uid", flat=True))
    again = chosen(uids[::-1], seed="种子", percent=draw.percent)
    assert again == {Stop.objects.get(pk=first).uid}
    with pytest.raises(Refusal, match="已经抽过"):
        draw_rechecks(sweep=draw.sweep, township=county.township, post=county["clerk"])


def test_a_difference_is_put_in_words_and_the_household_is_looked_at_once_more(county, people, drawn):
    with pytest.raises(NotAllowed):
        recheck(drawn_one=drawn, differs=False, found="", post=county["cadre"])
    with pytest.raises(Refusal, match="要写明"):
        recheck(drawn_one=drawn, differs=True, found="", post=county["clerk"])
    recheck(drawn_one=drawn, differs=True, found="人不在家", post=county["clerk"])
    (told,) = rechecked(drawn.draw.sweep, county["clerk"])
    assert (told.drawn, told.looked, told.differ, told.rate) == (1, 1, 1, "100.0%")
    assert sorted(states().values()).count("open") == 3
    assert not duties("visits.recheck")
    assert not all_hold()
    with pytest.raises(Refusal, match="已经复核过"):
        recheck(drawn_one=drawn, differs=False, found="", post=county["clerk"])


def test_nobody_rechecks_their_own_visit(county, people, check):
    visited(people["王五"].person.household, county["clerk"])
    draw_rechecks(sweep=check, township=county.township, post=county["clerk"])
    with pytest.raises(Refusal, match="自己的走访"):
        recheck(drawn_one=Recheck.objects.get(), differs=False, found="", post=county["clerk"])
    recheck(drawn_one=Recheck.objects.get(), differs=False, found="", post=county["head"])
    assert not all_hold()
