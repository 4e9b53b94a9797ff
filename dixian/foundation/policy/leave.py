"""Who stands in for whom, no longer than the limit says."""

from datetime import date
from typing import Any
from uuid import UUID

from dixian.foundation.accounts.api import (
    Delegation,
    Post,
    User,
    approving_right,
    check_delegation,
    delegate,
    guarded_roles,
)
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.policy.actions import propose
from dixian.foundation.policy.models import Proposal
from dixian.foundation.policy.selectors import due
from dixian.foundation.policy.subjects import Subject, approver_kept, declare

LEAVE_LIMIT, STANDING_IN = "limit.delegation", "standing_in"


def stand_in(
    *, post: Post, someone: User, valid_from: date, valid_to: date, reason: str, by: Post
) -> Delegation:
    """`someone` acts with the post from-to, no longer than the limit for it. Raises NotAllowed, Refusal."""
    return delegate(
        post=post, delegate=someone, valid_from=valid_from, valid_to=valid_to, reason=reason, by=by,
        latest=due(LEAVE_LIMIT, valid_from),
    )  # fmt: skip


def stand_in_or_propose(
    *, post: Post, someone: User, valid_from: date, valid_to: date, reason: str, by: Post
) -> Delegation | Proposal:
    """The same for a post of somebody else, who can't any more; for a guarded one the proposal.

    Otherwise the system administrator alone would let somebody see households. Raises NotAllowed, Refusal.
    """
    if post.role not in guarded_roles():
        return stand_in(
            post=post, someone=someone, valid_from=valid_from, valid_to=valid_to, reason=reason, by=by
        )
    return propose(
        code=STANDING_IN,
        label=f"{someone.name}（{someone.username}）代办{post}，{valid_from} 至 {valid_to}",
        arguments={
            "post": str(post.uid),
            "user": str(someone.uid),
            "valid_from": valid_from.isoformat(),
            "valid_to": valid_to.isoformat(),
            "approve": approving_right(someone, Role(post.role)).value,
        },
        source=reason,
        post=by,
    )


def _lent(arguments: dict[str, Any]) -> dict[str, Any]:
    first = date.fromisoformat(arguments["valid_from"])
    return {
        "post": Post.objects.select_related("unit", "area", "user").get(uid=UUID(arguments["post"])),
        "delegate": User.objects.get(uid=UUID(arguments["user"])),
        "valid_from": first,
        "valid_to": date.fromisoformat(arguments["valid_to"]),
        "latest": due(LEAVE_LIMIT, first),
    }


def _check(arguments: dict[str, Any]) -> None:
    check_delegation(**_lent(arguments))


def _version(arguments: dict[str, Any]) -> str:
    lent = _lent(arguments)
    return f"{lent['post'].version}.{lent['delegate'].version}"


def _lend(arguments: dict[str, Any], source: str) -> None:
    delegate(**_lent(arguments), reason=source, by=None)


def _named(arguments: dict[str, Any]) -> set[str]:
    return {f"{arguments['post']} {arguments['user']}"}


declare(
    Subject(
        STANDING_IN,
        "代办岗位",
        Capability.MANAGE_ACCOUNTS,
        approver_kept,
        _version,
        _lend,
        _check,
        by_paper=False,
        named=_named,
    )
)
