"""What units beside a problem owe to it: a row of a ledger of their own with its duty, as long as the problem is to be put right."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from dixian.commons.rectification.enums import Helping
from dixian.commons.rectification.models import Help, Problem
from dixian.commons.rectification.states import TO_FIX
from dixian.foundation.accounts.api import Post
from dixian.foundation.books.api import begin_many, book, call_off, redate
from dixian.foundation.kernel import clock

GOING_ON = (*TO_FIX, "reported")
OFF, DUE, DONE = "off", "due", "done"


def keep_helping(
    rows: Sequence[Problem],
    named: Mapping[tuple[int, int], Helping],
    *,
    post: Post | None = None,
    anew: bool = False,
) -> None:
    """Whoever is named beside these problems owes its part by the problem's day; who is named no longer, or of what is closed, nothing.

    named: (problem, unit) -> as what. post: who moved a problem's day. anew: what was done is owed once more, for the problem is back.
    """
    problems = {row.pk: row for row in rows}
    wanted = {pair: role for pair, role in named.items() if problems[pair[0]].state in GOING_ON}
    there = {(one.problem_id, one.unit_id): one for one in Help.objects.filter(problem__in=problems)}
    of, today = book("rectification-help"), clock.today()
    fresh = [
        Help(
            problem=problems[pair[0]], unit_id=pair[1], role=role, state=DUE, due_on=problems[pair[0]].due_on
        )
        for pair, role in wanted.items()
        if pair not in there
    ]
    if fresh:
        begin_many(book=of, rows=fresh, on=today)
    gone = [one.pk for pair, one in there.items() if pair not in wanted and one.state == DUE]
    call_off(of, _rows(gone), OFF, today)
    left = (OFF, DONE) if anew else (OFF,)
    back = [one.pk for pair, one in there.items() if pair in wanted and one.state in left]
    _redated(problems, [one for pair, one in there.items() if pair in wanted], post)
    call_off(of, _rows(back), DUE, today)


def _redated(problems: Mapping[int, Problem], helps: Sequence[Help], post: Post | None) -> None:
    moved = [one for one in helps if one.due_on != problems[one.problem_id].due_on]
    for problem in {one.problem_id for one in moved} if post else ():
        of_problem = [one.pk for one in moved if one.problem_id == problem]
        rows = list(_rows(of_problem).select_related("unit"))
        day = problems[problem].due_on
        if post is not None and day is not None:
            redate(book=book("rectification-help"), rows=rows, due_on=day, post=post, text="期限随问题更正")


def _rows(ids: Sequence[int]) -> QuerySet[Help]:
    """With the problem, which stands in what a duty is called."""
    return Help.objects.filter(pk__in=ids).select_related("problem")
