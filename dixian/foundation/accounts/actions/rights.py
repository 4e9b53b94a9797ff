"""Rights of roles, and the households a unit or post comes to reach."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.accounts.models import Post, Reach, RoleRight
from dixian.foundation.accounts.roles import DEFAULT_RIGHTS
from dixian.foundation.accounts.selectors import lasting
from dixian.foundation.accounts.separation import KEPT, why_not
from dixian.foundation.areas.api import Unit
from dixian.foundation.audit.api import STAMP, insert_rows, stamps
from dixian.foundation.audit.packaged import Loaded, load_packaged
from dixian.foundation.kernel.problems import Refusal

SINCE = date(2021, 1, 1)
PACKAGED = "系统初始权限"


def load_reference() -> Loaded:
    """The rights roles have at first; changed ones stay changed."""
    rows = [
        {"role": role.value, "capability": right.value, "valid_from": SINCE, "source": PACKAGED}
        for role, rights in DEFAULT_RIGHTS.items()
        for right in sorted(rights)
    ]
    return load_packaged(RoleRight, rows, key=["role", "capability"])


def check_right(*, role: Role, capability: Capability, granted: bool) -> None:
    """Raises Refusal, with the reason, for a right that role may never hold, and for taking the last one away."""
    if granted:
        why = why_not(role, capability)
        if why:
            raise Refusal(f"{role.label}不能有“{capability.label}”的权限：{why}", "换一个角色或权限")
        return
    others = RoleRight.objects.filter(lasting(), capability=capability).exclude(role=role)
    if capability in KEPT and not others.exists():
        raise Refusal(
            f"只有{role.label}有“{capability.label}”的权限，取消后没有人能办", "先给另一个角色这项权限"
        )


@transaction.atomic
def set_right(*, role: Role, capability: Capability, granted: bool, since: date, source: str) -> None:
    """From `since` on the role has the right, or has it no longer. Called when a proposal is approved.

    Raises Refusal as `check_right` does.
    """
    check_right(role=role, capability=capability, granted=granted)
    RoleRight.objects.filter(role=role, capability=capability, valid_to__isnull=True).update(valid_to=since)
    if granted:
        RoleRight.objects.create(role=role, capability=capability, valid_from=since, source=source)


def extend_reach(
    *, household_ids: Iterable[int], source: str, unit: Unit | None = None, post: Post | None = None
) -> None:
    """`unit` or `post` may see these households from now on; those it sees already stay. Set-based."""
    whose = unit and unit.pk, post and post.pk
    homes = sorted(set(household_ids))
    rows = [(*stamp, *whose, home, source) for stamp, home in zip(stamps(), homes, strict=False)]
    columns = (*STAMP, "unit_id", "post_id", "household_id", "source")
    insert_rows(Reach._meta.db_table, columns, rows, known=True)


def withdraw_reach(*, household_ids: Iterable[int], source: str, units: Iterable[Unit]) -> None:
    """What these units came to see by `source` they see no longer; what they see by anything else stays."""
    Reach.objects.filter(unit__in=list(units), household_id__in=list(household_ids), source=source).delete()


def replace_reach(*, post: Post, household_ids: Iterable[int], source: str) -> tuple[int, int]:
    """`post` sees exactly these single households from now on. Returns how many came and how many went."""
    wanted = set(household_ids)
    now = set(Reach.objects.filter(post=post).values_list("household_id", flat=True))
    Reach.objects.filter(post=post, household_id__in=now - wanted).delete()
    extend_reach(household_ids=wanted - now, source=source, post=post)
    return len(wanted - now), len(now - wanted)
