"""A duty as a row: where it is done, its clock, why it is mine or who holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import (
    Clock,
    Load,
    Obligation,
    Unescalated,
    clocks,
    duty_kind,
    escalations_of,
    holders,
    unescalated,
    why_mine,
)
from dixian.warning.submissions.enums import Bin

# The duties about the rows of one batch share its page; each opens the rows it counts.
COUNTED = {
    "submissions.mend": Bin.REJECTED,
    "submissions.compare": Bin.AMBIGUOUS,
    "submissions.register_check": Bin.STRANGER,
}


@dataclass(frozen=True)
class Row:
    """One duty with everything its line shows."""

    duty: Obligation
    clock: Clock
    address: str
    verb: str
    because: str = ""
    held_by: Sequence[Post] = ()
    steps: Sequence[Any] = ()
    unescalated: Unescalated | None = None


def own_rows(duties: Sequence[Obligation], post: Post, *, warn: int) -> list[Row]:
    """Rows of the post's own list."""
    shown = clocks(duties, warn_days=warn)
    return [
        Row(one, shown[one.id], _address(one), duty_kind(one.kind).verb, because=why_mine(one, post))
        for one in duties
    ]


def rows_in_charge(duties: Sequence[Obligation], post: Post, *, warn: int) -> list[Row]:
    """Rows of what others hold: with who holds it, and to whom it was escalated, or why not yet."""
    shown, held, steps = clocks(duties, warn_days=warn), holders(duties), escalations_of(duties, post)
    why_not = unescalated(duties, steps, post=post, day=clock.today())
    return [
        Row(
            one,
            shown[one.id],
            _address(one),
            "查看",
            held_by=held[one.id],
            steps=steps.get(one.id, ()),
            unescalated=why_not.get(one.id),
        )
        for one in duties
    ]


def total(loads: Sequence[Load]) -> Load:
    """Several loads as one."""
    return Load(
        waiting=sum(one.waiting for one in loads),
        late=sum(one.late for one in loads),
        soon=sum(one.soon for one in loads),
        earliest=min((one.earliest for one in loads if one.earliest), default=None),
    )


def _address(duty: Obligation) -> str:
    try:
        address = reverse(duty_kind(duty.kind).url_name, args=[duty.subject_uid])
    except NoReverseMatch:
        return ""
    return f"{address}?bin={COUNTED[duty.kind]}" if duty.kind in COUNTED else address
