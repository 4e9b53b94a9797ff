"""What a committed roster came to: its changes by township, and whether it can still be taken back."""

from typing import Any

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability as C
from dixian.registry.households import api as households
from dixian.registry.households.enums import BatchState as ChangeState
from dixian.warning.submissions.api import Departure
from dixian.warning.submissions.enums import BatchState, Mode

# People who left that are named on the page of a file.
MOST = 50
UNDECIDED = (ChangeState.PREPARED, ChangeState.PROPOSED)


def roster_values(of: Any, post: Post, *, mine: bool) -> dict[str, Any]:
    """For the page of a file; of a kind that changes nothing there is nothing to say. mine: the post's unit reports it."""
    if not of.submission.kind.change or of.state != BatchState.COMMITTED:
        return {}
    changes = households.changes_of_roster(source_uid=of.uid, post=post)
    return {
        "changes": changes,
        "sees_changes": any(post.can(one) for one in (C.PROPOSE_REGISTER, C.APPROVE_REGISTER)),
        "may_take_back": mine and all(one.state in UNDECIDED for one in changes),
    }


def departure_values(of: Any, post: Post) -> dict[str, Any]:
    """Who left a roster that holds everybody, the first of them by name, and what that came to."""
    kind = of.submission.kind
    if kind.mode != Mode.FULL or kind.change or of.state != BatchState.COMMITTED:
        return {}
    found = Departure.objects.visible_to(post).filter(batch=of).select_related("person", "household")
    return {"left": list(found.order_by("id")[:MOST]), "left_count": found.count(), "is_roster": True}
