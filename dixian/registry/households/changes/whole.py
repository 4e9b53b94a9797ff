"""Changes of everybody of a household at once, asked for as one batch."""

from datetime import date
from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.households.changes.families import of_person
from dixian.registry.households.changes.single import asked, differing_in
from dixian.registry.households.enums import ChangeKind, EndCause
from dixian.registry.households.models import ChangeBatch, Household, Person


def end_household(*, household: Household, cause: EndCause, on: date, reason: str, post: Post) -> ChangeBatch:
    """Ask for everybody of a household to end. Raises NotAllowed; Refusal where nobody is left, or for a day to come."""
    ended = {"valid_to": on.isoformat(), "end_cause": cause.value}
    return _of_everybody(
        ChangeKind.END_PERSON, household, ended, f"注销整户（{cause.label}）", reason=reason, post=post
    )


def send_away(*, household: Household, residence: str, reason: str, post: Post) -> ChangeBatch:
    """Ask for everybody of a household to live as `residence` says. Raises NotAllowed, Refusal."""
    return _of_everybody(
        ChangeKind.CORRECT_PERSON,
        household,
        {"residence": residence},
        "更正整户居住状态",
        reason=reason,
        post=post,
    )


def _of_everybody(
    kind: ChangeKind, household: Household, after: dict[str, Any], what: str, *, reason: str, post: Post
) -> ChangeBatch:
    members = Person.objects.filter(household=household, valid_to=None).order_by("id")
    drafts = []
    for one in members:
        before, changed = differing_in(one, after)
        if changed:
            drafts.append(of_person(kind, one, before, changed))
    if not drafts:
        raise Refusal("户档案已经是这样", "不必提请")
    return asked(what, drafts, [household.village_id], reason, post)
