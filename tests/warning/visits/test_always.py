"""Whatever is done with a check, every household stands in one named state and the sums match."""

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.models import Household
from dixian.warning.verification.enums import Method
from dixian.warning.visits.api import Stop, Sweep, by_township, close_check, sums, tick, together
from dixian.warning.visits.enums import SEEN, Outcome, StopState
from dixian.warning.visits.rules import RANK, better, stop_state
from dixian.warning.visits.sweeping import add_late, keep
from tests.support.register import Someone, settle
from tests.warning.visits.steps import visited

pytestmark = pytest.mark.django_db
NAMES = ("张三", "李四", "王五", "赵六")
ENDS = {*StopState.values} - {"open"}
deeds = st.lists(
    st.tuples(
        st.sampled_from(("home", "phone", "absent", "refused", "found", "tick", "end", "arrive", "keep")),
        st.sampled_from(NAMES),
    ),
    max_size=8,
)


@given(
    before=st.sampled_from(RANK),
    outcome=st.sampled_from(Outcome.values),
    phone=st.booleans(),
    found=st.booleans(),
)
def test_a_worse_visit_never_undoes_a_better_one(before: str, outcome: str, phone: bool, found: bool) -> None:
    seen = stop_state(outcome=outcome, method="phone" if phone else "home", found=found)
    after = better(before, seen)
    assert after in RANK
    assert RANK.index(after) == max(RANK.index(before), RANK.index(seen))


@settings(max_examples=12)
@given(done=deeds, closed=st.booleans())
def test_every_household_stands_in_one_state_and_sums_match(county, people, check, done, closed) -> None:
    with transaction.atomic():
        for at, (deed, name) in enumerate(done):
            _do(deed, name, at, county, check)
        drain()
        if closed:
            close_check(
                sweep=Sweep.objects.get(pk=check.pk), word="其余的下半年再走访", post=county["bureau"]
            )
        whole = together(by_township(check, county["bureau"]), "")
        assert whole.total == Stop.objects.count()
        assert whole.asked == whole.seen + sum(
            count for state, count in whole.states.items() if state not in SEEN and state != "gone"
        )
        assert [one for one in sums() if one.difference] == []
        assert not closed or not Stop.objects.filter(state="open").exists()
        transaction.set_rollback(True)


def _do(deed: str, name: str, at: int, county, check) -> None:
    home = Household.objects.get(head_name=name)
    try:
        if deed == "tick":
            uids = list(Stop.objects.filter(household=home).values_list("uid", flat=True))
            tick(
                sweep=check,
                stop_uids=uids,
                on=clock.today(),
                method=Method.HOME,
                outcome=Outcome.MET,
                post=county["cadre"],
            )
        elif deed == "end":
            Household.objects.filter(pk=home.pk).update(valid_to=clock.today())
            keep(check)
        elif deed == "arrive":
            settle([Someone(f"新{at}", 900 + at, county.village)])
            add_late(Sweep.objects.get(pk=check.pk))
        elif deed == "keep":
            keep(check)
        else:
            outcome = {"absent": Outcome.ABSENT, "refused": Outcome.REFUSED}.get(deed, Outcome.MET)
            answers = {"house": "unsafe"} if deed == "found" else {}
            method = Method.PHONE if deed == "phone" else Method.HOME
            visited(home, county["cadre"], outcome=outcome, method=method, note="问过邻居", answers=answers)
    except Refusal:
        return
