"""Eliminations from state to state: all or none, with the duty of the state they come to."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.elimination.duties import follow_state
from dixian.warning.elimination.enums import EliminationState
from dixian.warning.elimination.models import Elimination
from dixian.warning.elimination.states import ELIMINATION

# What belongs to a round of meeting and notice, and is forgotten where it begins anew.
AGAIN: dict[str, Any] = {
    "appraised_on": None,
    "posted_on": None,
    "until": None,
    "closed_on": None,
    "reviewed_by": None,
    "reviewed_on": None,
}


def step(ones: Sequence[Elimination], verb: str, post: Post, about: str, **changes: Any) -> None:
    """Put eliminations of one state into the state after `verb`.

    Raises Refusal where one is in another state, or was moved meanwhile.
    """
    if not ones:
        return
    before = ones[0].state
    update(ones, verb, **changes)
    follow_state(ones, before, post, about)


def update(ones: Sequence[Elimination], verb: str, **changes: Any) -> None:
    """The same without the duties."""
    target = ELIMINATION.target(verb, ones[0].state)
    rows = Elimination.objects.filter(pk__in=[one.pk for one in ones], state=ones[0].state)
    if rows.update(state=target, version=F("version") + 1, **changes) != len(ones):
        raise Refusal("有的风险消除刚被别人办理过", "刷新页面后再办")
    for one in ones:
        one.state = EliminationState(target)
        for name, value in changes.items():
            setattr(one, name, value)


def may(post: Post, *rights: Capability) -> None:
    """Raises NotAllowed where the post has none of these rights."""
    if not any(post.can(one) for one in rights):
        post.require(rights[0])


def possible(on: date, since: date | None) -> None:
    """Raises Refusal for a day to come, or before the step it follows."""
    if on > clock.today() or (since and on < since):
        raise Refusal("日期不对", f"填{f' {since} 以后、' if since else ''}今天以前的日子")
