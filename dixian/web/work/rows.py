"""A duty as a row: where it is done, its clock, why it is mine or who holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
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
    warn_days,
    why_mine,
)
from dixian.registry.households.api import Household
from dixian.warning.submissions.enums import Bin, Outcome
from dixian.web.shell.opening import opens
from dixian.web.submissions.rows import OF_THE_DESK

# The duties about the rows of one batch share its page; each opens the rows it counts.
COUNTED = {
    "submissions.mend": ("bin", Bin.REJECTED),
    "submissions.compare": ("bin", Bin.AMBIGUOUS),
    "submissions.register_check": ("bin", OF_THE_DESK),
    "submissions.unclear": ("outcome", Outcome.UNCLEAR),
}


@dataclass(frozen=True)
class Row:
    """One duty with everything its line shows.

    mine: in the post's own hands. sees_units, enters_heads: whether the post opens units, and names their heads.
    village: where its household lives.
    """

    duty: Obligation
    clock: Clock
    address: str
    verb: str
    mine: bool = False
    because: str = ""
    village: str = ""
    held_by: Sequence[Post] = ()
    steps: Sequence[Any] = ()
    unescalated: Unescalated | None = None
    sees_units: bool = False
    enters_heads: bool = False


def waiting_rows(duties: Sequence[Obligation], post: Post) -> list[Row]:
    """Rows of the post's own list."""
    shown = clocks(duties, warn_days=warn_days())
    lives = _villages(duties)
    return [
        Row(
            one,
            shown[one.id],
            _address(one),
            duty_kind(one.kind).verb,
            mine=True,
            because=why_mine(one, post),
            village=lives.get(one.household_id or 0, ""),
        )
        for one in duties
    ]


def held_rows(duties: Sequence[Obligation], post: Post) -> list[Row]:
    """Rows of what others hold: with who holds it, and to whom it was escalated, or why not yet."""
    shown, held, steps = clocks(duties, warn_days=warn_days()), holders(duties), escalations_of(duties, post)
    why_not = unescalated(duties, steps, post=post, day=clock.today())
    lives = _villages(duties)
    return [
        Row(
            one,
            shown[one.id],
            address if opens(address := _address(one), post) else "",
            "查看",
            held_by=held[one.id],
            steps=steps.get(one.id, ()),
            unescalated=why_not.get(one.id),
            village=lives.get(one.household_id or 0, ""),
            sees_units=post.can(C.MANAGE_AREAS) or post.can(C.SEE_POLICY),
            enters_heads=post.can(C.MANAGE_AREAS),
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


def _villages(duties: Sequence[Obligation]) -> dict[int, str]:
    """Household -> its village, in one query however many of the duties are about one."""
    about = Obligation.objects.filter(pk__in=[one.pk for one in duties]).values("household_id")
    return dict(Household.objects.filter(pk__in=about).values_list("id", "village__name"))


def _address(duty: Obligation) -> str:
    try:
        kind = duty_kind(duty.kind)
        address = reverse(kind.url_name, args=[*kind.where, duty.subject_uid])
    except NoReverseMatch:
        return ""
    if duty.kind not in COUNTED:
        return address
    by, which = COUNTED[duty.kind]
    return f"{address}?{by}={which}"
