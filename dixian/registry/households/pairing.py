"""Which helper (帮扶责任人) is paired with which households, from an Excel list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Count

from dixian.foundation.accounts.api import Post, Reach, replace_reach
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.audit.api import require_unchanged, version_of
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
    """What comes of a list: helpers in it, households that come and go, a sentence for each helper whose
    households change, problems by row number; `version` of the pairings it was compared with.
    """

    helpers: int = 0
    came: int = 0
    went: int = 0
    changes: list[str] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    version: str = ""


def paired_now() -> tuple[int, int]:
    """Helpers and households that are paired now, in the whole county."""
    told = Reach.objects.filter(post__role=Role.HELPER).aggregate(
        helpers=Count("post_id", distinct=True), homes=Count("household_id", distinct=True)
    )
    return told["helpers"], told["homes"]


@transaction.atomic
def pair_helpers(
    *, rows: Sequence[tuple[int, dict[str, Any]]], by: Post, version: str | None = None
) -> Paired:
    """rows: (row number, clean values of PAIRING_COLUMNS). The list of a helper who is in it is whole:
    households that are not in it any more are no longer theirs. A bad row is named, the rest goes on.

    version: that of the preview somebody agreed to; without it nothing is written.
    Raises NotAllowed; Stale where the pairings have changed since the preview.
    """
    by.require(Capability.PAIR_HELPERS)
    paired = Paired()
    wanted = _wanted(rows, paired)
    now = list(Reach.objects.filter(post__in=[helper.pk for helper in wanted]))
    if version is not None:
        require_unchanged(version, *now)
    for helper, ids in wanted.items():
        present = {one.household_id for one in now if one.post_id == helper.pk}
        _count(paired, helper, came=len(ids - present), went=len(present - ids))
        if version is not None:
            replace_reach(post=helper, household_ids=ids, source="结对帮扶")
    paired.helpers, paired.version = len(wanted), version_of(*now)
    return paired


def _wanted(rows: Sequence[tuple[int, dict[str, Any]]], paired: Paired) -> dict[Post, set[int]]:
    helpers = _helpers(row["username"] for _, row in rows)
    households = _households(row["number"] for _, row in rows)
    wanted: dict[Post, set[int]] = {}
    for number, row in rows:
        if row["username"] not in helpers:
            paired.problems.append((number, f"没有用户名为“{row['username']}”的帮扶责任人。先开通账号"))
        elif row["number"] not in households:
            paired.problems.append((number, f"户档案里没有户编号“{row['number']}”。对照户档案填写"))
        else:
            wanted.setdefault(helpers[row["username"]], set()).add(households[row["number"]])
    return wanted


def _count(paired: Paired, helper: Post, *, came: int, went: int) -> None:
    paired.came, paired.went = paired.came + came, paired.went + went
    if came or went:
        paired.changes.append(f"{helper.user.name}：新结对 {came} 户，不再帮扶 {went} 户")


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
