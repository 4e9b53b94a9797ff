"""A step of many eliminations at once, what whoever takes it has to know of each, and its papers."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from dixian.foundation.accounts.api import Post
from dixian.warning.cases.api import EARLIER, Case
from dixian.warning.cases.enums import Proceeding, Step
from dixian.warning.elimination import api as elimination
from dixian.web.cases.step_papers import Lines, StepPapers, declare
from dixian.web.cases.together import RIGHTS, Desk, right_of, take
from dixian.web.elimination.step_wordings import WORDED
from dixian.web.shell.pages import page


@page(RIGHTS, named=right_of, methods=("GET", "POST"), files=("scan",))
def step(request: Any, step: str) -> HttpResponse:
    """The households of a place that wait for a step of the end of their risk, to be taken together."""
    return take(request, step, ENDING)


def _more(waiting: Sequence[Case], step: Step, post: Post) -> dict[str, Any]:
    """How each is to end, and what has changed since it was proposed where somebody judges it."""
    ending = elimination.open_of(waiting, post)
    fallen = elimination.fallen_of(list(ending.values())) if step in EARLIER else {}
    changed = {one.case_id: "；".join(fallen[one.pk]) for one in ending.values() if one.pk in fallen}
    return {"ending": ending, "judging": step in EARLIER, "not_ready": changed}


def _ways(lines: Lines, post: Post) -> dict[int, str]:
    """How each risk has ended."""
    found = elimination.eliminations_by_uid(
        (one.elimination_uid for one in lines if one.elimination_uid), post
    )
    ways = {uid: one.get_how_display() for uid, one in found.items()}
    return {one.pk: ways.get(one.elimination_uid, "") if one.elimination_uid else "" for one in lines}


ENDING = Desk(Proceeding.ELIMINATION, "elimination-step", _more)
declare(
    Proceeding.ELIMINATION,
    StepPapers(
        WORDED,
        _ways,
    ),
)
