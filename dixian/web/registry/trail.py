"""经过 of a household: what happened to its leads, and what changes of the register did to it."""

from collections.abc import Sequence

from dixian.foundation.accounts.api import Post
from dixian.registry.households.api import Household, history_of
from dixian.web.leads.trail import Step


def register_trail(household: Household, leads: Sequence[Step], post: Post) -> list[Step]:
    """The steps of its leads and of the register, newest first."""
    own = [
        Step(one.at, one.what, f"{one.submitter} 提请，{one.approver} 批准")
        for one in history_of(household=household, post=post)
    ]
    return sorted([*leads, *own], key=lambda step: step.at, reverse=True)
