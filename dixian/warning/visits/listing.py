"""Who is on the list of a sweep, and whose they are: set-based, for a whole county."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from dixian.foundation.audit import context
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.uids import new_uid
from dixian.registry.focus.api import in_focus
from dixian.registry.households.api import Household, insert_rows, update_rows
from dixian.warning.verification.api import Home, responsible
from dixian.warning.visits.enums import TO_DO, StopState, SweepKind
from dixian.warning.visits.models import Beat, Stop, Sweep

TABLE = Stop._meta.db_table
COLUMNS = (
    *("uid", "version", "made_at", "made_by", "made_by_post"),
    *("sweep_id", "household_id", "village_id", "township_id", "group_name", "beat_id"),
    *("state", "joined_on", "again"),
)
PIECE = 5000
IDS = 500
# Village and the post that goes there, None for the village in common.
Place = tuple[int, int | None]


def missing(sweep: Sweep) -> QuerySet[Household]:
    """Living households that belong to the sweep and are not on its list."""
    listed = Stop.objects.filter(sweep=sweep, household=OuterRef("pk"))
    found = Household.objects.filter(~Exists(listed), valid_to=None)
    return found.filter(pk__in=in_focus()) if sweep.kind == SweepKind.MONTH else found


def to_list(sweep: Sweep) -> list[tuple[Home, int]]:
    """They with their townships, in one order: (household, village, 屯), township."""
    rows = missing(sweep).order_by("id").values_list("id", "village_id", "group_name", "village__parent_id")
    return [(Home(pk, village, group), township or village) for pk, village, group, township in rows]


def pieces(homes: Sequence[tuple[Home, int]]) -> Iterator[Sequence[tuple[Home, int]]]:
    """The same in transactions of some thousand rows."""
    for start in range(0, len(homes), PIECE):
        yield homes[start : start + PIECE]


def put_on(sweep: Sweep, homes: Sequence[tuple[Home, int]], whose: dict[int, int]) -> set[int]:
    """Put these households on the list, in the open transaction. whose: household -> post. Returns the beats they are in."""
    townships = {home.village: township for home, township in homes}
    beats = _beats(sweep, {(home.village, whose.get(home.household)) for home, _ in homes}, townships)
    today = clock.today()
    stamp = (1, clock.now().isoformat(), context.author(), context.author_post(), sweep.pk)
    rows = []
    for home, township in homes:
        beat = beats[home.village, whose.get(home.household)]
        place = (home.household, home.village, township, home.group, beat)
        rows.append((new_uid().hex, *stamp, *place, StopState.OPEN.value, today, ""))
    insert_rows(TABLE, COLUMNS, rows)
    return set(beats.values())


def whose_are(homes: Sequence[tuple[Home, int]]) -> dict[int, int]:
    """Household -> the post named for it."""
    return responsible([home for home, _ in homes])


def drop_ended(sweep: Sweep) -> set[int]:
    """Households that have ended before they were looked at. Returns the beats they were in."""
    gone = Stop.objects.filter(sweep=sweep, state__in=TO_DO, household__valid_to__isnull=False)
    rows = list(gone.order_by("id").values_list("id", "version", "beat_id"))
    update_rows(TABLE, ("id", "version", "state"), [(pk, version + 1, "gone") for pk, version, _ in rows])
    return {beat for _, _, beat in rows}


def put_right(sweep: Sweep) -> set[int]:
    """What is still to be done lies with whoever is named now, where the household lives now. Returns the beats it concerns."""
    stops = Stop.objects.filter(sweep=sweep, state__in=TO_DO)
    rows: Any = stops.order_by("id").values_list(
        "id", "version", "household_id", "household__village_id", "household__village__parent_id",
        "household__group_name", "beat_id", "beat__village_id", "beat__post_id",
    )  # fmt: skip
    found = list(rows)
    homes = [Home(one[2], one[3], one[5]) for one in found]
    whose = responsible(homes)
    other = [one for one in found if (one[3], whose.get(one[2])) != (one[7], one[8])]
    townships = {one[3]: one[4] or one[3] for one in other}
    beats = _beats(sweep, {(one[3], whose.get(one[2])) for one in other}, townships)
    changed, concerned = [], set(beats.values())
    for pk, version, home, village, _, group, before, *_ in other:
        beat = beats[village, whose.get(home)]
        changed.append((pk, version + 1, village, townships[village], group, beat))
        concerned.add(before)
    update_rows(TABLE, ("id", "version", "village_id", "township_id", "group_name", "beat_id"), changed)
    return concerned


def _beats(sweep: Sweep, places: set[Place], townships: dict[int, int]) -> dict[Place, int]:
    """(village, post) -> beat of the sweep; those that are missing are made."""
    known = {(village, post): pk for pk, village, post in _known(sweep)}
    made = [
        Beat(sweep=sweep, village_id=village, township_id=townships[village], post_id=post)
        for village, post in sorted(places - known.keys(), key=lambda one: (one[0], one[1] or 0))
    ]
    Beat.objects.bulk_create(made, batch_size=IDS)
    return {place: pk for place, pk in {**known, **_by_place(made)}.items() if place in places}


def _by_place(made: Sequence[Beat]) -> dict[Place, int]:
    return {(one.village_id, one.post_id): one.pk for one in made}


def _known(sweep: Sweep) -> Any:
    return Beat.objects.filter(sweep=sweep).values_list("id", "village_id", "post_id")
