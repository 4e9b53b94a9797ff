"""Which helper (帮扶责任人) is paired with which households, from an Excel list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from dixian.foundation.accounts.api import Post, replace_reach
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.kernel.columns import Text
from dixian.registry.households.models import Household

PAIRING_COLUMNS = (
    Text(
        "username",
        "帮扶责任人用户名",
        ("用户名", "帮扶责任人"),
        required=True,
        longest=40,
        example="zhangsan",
    ),
    Text("number", "户编号", ("户码", "户号"), required=True, longest=30, example="H000000123"),
)
PIECE = 500


@dataclass
class Paired:
    """What came of a list: helpers in it, households that came and went, problems by row number."""

    helpers: int = 0
    came: int = 0
    went: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def pair_helpers(*, rows: Sequence[tuple[int, dict[str, Any]]], by: Post) -> Paired:
    """rows: (row number, clean values of PAIRING_COLUMNS). The list of a helper who is in it is whole:
    households that are not in it any more are no longer theirs. A bad row is named, the rest goes on.

    Raises NotAllowed.
    """
    by.require(Capability.PAIR_HELPERS)
    paired = Paired()
    helpers = _helpers(row["username"] for _, row in rows)
    households = _households(row["number"] for _, row in rows)
    wanted: dict[str, set[int]] = {}
    for number, row in rows:
        if row["username"] not in helpers:
            paired.problems.append((number, f"没有用户名为“{row['username']}”的帮扶责任人。先开通账号"))
        elif row["number"] not in households:
            paired.problems.append((number, f"户档案里没有户编号“{row['number']}”。对照户档案填写"))
        else:
            wanted.setdefault(row["username"], set()).add(households[row["number"]])
    for username, ids in wanted.items():
        came, went = replace_reach(post=helpers[username], household_ids=ids, source="结对帮扶")
        paired.came, paired.went = paired.came + came, paired.went + went
    paired.helpers = len(wanted)
    return paired


def _helpers(usernames: Iterable[str]) -> dict[str, Post]:
    found: dict[str, Post] = {}
    for piece in _pieces(usernames):
        posts = Post.objects.filter(user__username__in=piece, role=Role.HELPER).select_related("user")
        found.update({post.user.username: post for post in posts if post.is_in_force()})
    return found


def _households(numbers: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for piece in _pieces(numbers):
        found.update(Household.objects.filter(number__in=piece).values_list("number", "id"))
    return found


def _pieces(texts: Iterable[str]) -> Iterable[list[str]]:
    wanted = sorted(set(texts))
    return (wanted[start : start + PIECE] for start in range(0, len(wanted), PIECE))
