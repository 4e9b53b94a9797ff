"""Who stands in for whom, no longer than the limit says."""

from datetime import date

from dixian.foundation.accounts.api import Delegation, Post, User, delegate
from dixian.foundation.policy.selectors import due

LEAVE_LIMIT = "limit.delegation"


def stand_in(
    *, post: Post, someone: User, valid_from: date, valid_to: date, reason: str, by: Post
) -> Delegation:
    """`someone` acts with the post from-to, no longer than the limit for it. Raises NotAllowed, Refusal."""
    return delegate(
        post=post, delegate=someone, valid_from=valid_from, valid_to=valid_to, reason=reason, by=by,
        latest=due(LEAVE_LIMIT, valid_from),
    )  # fmt: skip
