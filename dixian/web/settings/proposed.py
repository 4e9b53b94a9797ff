"""What a proposal about the register changes, field by field, beside the proposal: before it is decided on and ever after."""

from dataclasses import dataclass
from uuid import UUID

from dixian.foundation.accounts.api import Post
from dixian.foundation.policy.api import Proposal
from dixian.registry.households import api as households

REGISTER = "register"
# More is looked through on the page of the batch, kind by kind.
MOST = 20


@dataclass(frozen=True)
class Differences:
    """The first changes of a batch, and whether there are more."""

    batch: households.ChangeBatch
    rows: list[households.ShownChange]
    more: bool


def differences_of(proposal: Proposal, post: Post) -> Differences | None:
    """What it changes, as far as `post` reaches it; None for a proposal about something else, or beyond the scope."""
    if proposal.subject != REGISTER:
        return None
    try:
        batch = households.change_batch(uid=UUID(proposal.arguments["batch"]), post=post)
    except households.ChangeBatch.DoesNotExist:
        return None
    found = list(households.changes_of_kind(batch, "", post).order_by("position", "id")[: MOST + 1])
    return Differences(batch, households.shown_changes(found[:MOST]), len(found) > MOST)
