"""What visits do with the sweeps their households are on."""

from collections import defaultdict
from collections.abc import Sequence

from dixian.foundation.accounts.api import Post
from dixian.foundation.audit.api import update_rows
from dixian.warning.visits.duties import follow_beats
from dixian.warning.visits.enums import TO_DO, StopState, SweepState
from dixian.warning.visits.models import Stop, Visit
from dixian.warning.visits.rules import better, stop_state

PIECE = 500
OUT_OF_IT = (StopState.GONE, StopState.MISSED)


def stop_at(visits: Sequence[Visit], *, found: bool, post: Post) -> dict[int, list[str]]:
    """The households' stops of open sweeps say what these visits have seen. A few queries for all.

    found: they found something. Returns visit id -> the sweeps for which it has done with the household.
    """
    by_home = {one.household_id: one for one in visits}
    told: dict[int, list[str]] = defaultdict(list)
    changed = []
    for stop in _stops(by_home):
        one = by_home[stop.household_id]
        seen = stop_state(outcome=one.outcome, method=one.method, found=found)
        state = better(stop.state, seen)
        if one.on < stop.sweep.opened_on or state != seen:
            continue
        if stop.state in TO_DO and state not in TO_DO:
            told[one.pk].append(str(stop.sweep))
        stop.state, stop.visit, stop.again, stop.version = state, one, "", stop.version + 1
        changed.append(stop)
    update_rows(changed, ["state", "visit", "again", "version"])
    follow_beats([stop.beat_id for stop in changed], post)
    return told


def _stops(by_home: dict[int, Visit]) -> list[Stop]:
    homes, found = sorted(by_home), []
    for start in range(0, len(homes), PIECE):
        some = Stop.objects.select_for_update(of=("self",)).filter(household__in=homes[start : start + PIECE])
        some = some.filter(sweep__state=SweepState.OPEN).exclude(state__in=OUT_OF_IT)
        found += list(some.select_related("sweep").order_by("id"))
    return found
