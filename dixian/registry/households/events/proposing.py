"""What follows from a roster is put before those who approve: one batch of changes for each township."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import Area
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import call_off
from dixian.registry.households.changes.drafts import counted, keep
from dixian.registry.households.changes.proposing import put_forward
from dixian.registry.households.changes.steps import step
from dixian.registry.households.changes.succession import successions
from dixian.registry.households.enums import BatchState, Source
from dixian.registry.households.events.event import Told
from dixian.registry.households.models import Change, ChangeBatch

# Nobody has decided about them yet.
UNDECIDED = (BatchState.PREPARED, BatchState.PROPOSED)


@dataclass(frozen=True)
class Roster:
    """Where events come from: the department, its file's batch by outside name, both in words, and its sheets where
    several were read (`ChangeBatch.sheets`).
    """

    unit: int
    source_uid: UUID
    title: str
    sheets: Sequence[Sequence[Any]] = ()


def by_area(told: Iterable[Told]) -> dict[int, list[Told]]:
    """Those from which something follows, by the area whose people approve: the township, or what holds several."""
    with_drafts = [one for one in told if one.drafts]
    lines = _lines({village for one in with_drafts for village in one.villages})
    found: dict[int, list[Told]] = {}
    for one in with_drafts:
        shared = [area for area in lines[min(one.villages)] if all(area in lines[at] for at in one.villages)]
        found.setdefault(shared[0], []).append(one)
    return found


def propose_events(*, told: Sequence[Told], area: int, roster: Roster, post: Post) -> ChangeBatch:
    """Keep what follows from these events and ask for it, in the open transaction. post: who reports the roster.

    Raises NotAllowed.
    """
    drafts = [draft for one in told for draft in one.drafts]
    drafts += successions(drafts, clock.today())
    made = ChangeBatch.objects.create(
        source=Source.ROSTER,
        what=roster.title[:80],
        area_id=area,
        unit_id=roster.unit,
        source_uid=roster.source_uid,
        sheets=list(roster.sheets),
        state=BatchState.PREPARED,
        rows_read=len(told),
        counts=counted(drafts),
    )
    keep(made.pk, drafts)
    put_forward(batch=made, reason=roster.title, post=post)
    return made


def call_off_roster(*, source_uid: UUID, why: str) -> int:
    """Its file is taken back: what nobody has decided about ends. Returns how many batches; Refusal is `call_off`'s.

    For whoever holds the file, in the transaction in which it is taken back; `decided_of` says before whether it can be.
    """
    batches = list(_of_roster(source_uid).filter(state__in=UNDECIDED).select_related("proposal"))
    call_off([one.proposal for one in batches if one.proposal and one.state == BatchState.PROPOSED], why=why)
    for one in batches:
        step(one, "call_off", message=why[:600])
    return len(batches)


def decided_of(source_uid: UUID) -> QuerySet[ChangeBatch]:
    """Of what came from a file, what somebody has decided about."""
    return _of_roster(source_uid).exclude(state__in=(*UNDECIDED, BatchState.CANCELLED))


def rows_with_changes(source_uids: Any) -> int:
    """How many rows of these files stand behind changes."""
    kept = Change.objects.filter(batch__source_uid__in=source_uids)
    return kept.values("batch__source_uid", "row").distinct().count()


def _lines(villages: set[int]) -> dict[int, list[int]]:
    """Village -> the areas from its township upward."""
    rows = Area.objects.filter(pk__in=villages).values_list("id", "parent_id", "parent__parent_id")
    return {id_: [one for one in (township, county) if one] for id_, township, county in rows}


def _of_roster(source_uid: UUID) -> QuerySet[ChangeBatch]:
    return ChangeBatch.objects.filter(source_uid=source_uid).select_related("area").order_by("id")
