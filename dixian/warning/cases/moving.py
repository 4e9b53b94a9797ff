"""A case from state to state: all or none, with the duty of the state it comes to."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.cases.duties import end_step, open_step
from dixian.warning.cases.enums import CaseState
from dixian.warning.cases.models import Case
from dixian.warning.cases.states import CASE
from dixian.warning.cases.turns import keep_turns

PIECE = 500


@transaction.atomic
def move(
    cases: Sequence[Case], verb: str, post: Post | None, about: str, *, on: date | None = None, **changes: Any
) -> None:
    """Put cases into the state after `verb`, with further `changes`; `about` is what the next one has to know.

    on: the day the step was done. Raises Refusal where one is not in a state that allows it, or was moved meanwhile.
    """
    before = {one.state for one in cases}
    target = [CASE.target(verb, state) for state in before]
    if not target:
        return
    if verb == "recollect":
        changes["returned_at"] = clock.now()
    with beyond_scope():
        moved = 0
        for start in range(0, len(cases), PIECE):
            some = Case.objects.filter(
                pk__in=[one.pk for one in cases[start : start + PIECE]], state__in=before
            )
            moved += some.update(state=target[0], version=F("version") + 1, **changes)
    if moved != len(cases):
        raise Refusal("有户刚被别人办理过", "刷新页面后再办")
    end_step(cases, before, post, on)
    for one in cases:
        one.state = target[0]
        for name, value in changes.items():
            setattr(one, name, value)
    with beyond_scope():
        keep_turns(cases)
    open_step(cases, CaseState(target[0]), about)
