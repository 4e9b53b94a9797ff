"""The month's follow-up on the form of a visit: the household's effect filled in, each development measure's beside it."""

from typing import Any

from dixian.foundation.policy.api import items
from dixian.warning.measures import api as measures
from dixian.warning.measures.enums import Effect
from dixian.warning.visits import api as visits
from dixian.web.measures.effects import effects_of
from dixian.web.shell.words import free_text


def follow_values(owed: visits.Owed, request: Any) -> dict[str, Any]:
    """What the form shows of the follow-up: from payments, income and what was in the way last time; nothing where none is due."""
    case = visits.case_to_follow(owed)
    if case is None:
        return {"follows": False}
    own = measures.measures_of(case, request.post)
    return {
        "follows": True,
        "effects": Effect.choices,
        "blockers": items("blocker_kind"),
        "hint": measures.hint_for(case, own, request.post),
        "to_judge": measures.to_judge(case),
        "last": next(iter(measures.follow_ups_of(case, request.post)), None),
    }


def followed(request: Any) -> visits.Follow | None:
    """What the form says of the follow-up; None where it is not registered this time."""
    effect = request.POST.get("effect", "")
    if not effect:
        return None
    remedy = free_text(request, "remedy", called="针对性措施", longest=200)
    blocker = request.POST.get("blocker", "")
    return visits.Follow(effect=effect, blocker=blocker, remedy=remedy, of_measures=effects_of(request))
