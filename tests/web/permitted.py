"""What a line of the permission table says: an address, who may open it, whom it reaches, what it answers.

Who may and reaches the record gets `status`; who may but doesn't reach it 404; who may not 403.
Forms are sent empty, so that a permitted one answers 409 (or what is said here) and changes nothing; what a full
one does is told in `story.py`. A row is an address and a method; the resolver names any that is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from tests.support.everyone import ADMINS, FAR, NEAR, WHOLE_COUNTY

EVERYBODY = frozenset((*NEAR, *FAR, *WHOLE_COUNTY, *ADMINS))
VILLAGE = frozenset({"cadre", "grid", "team", "far_cadre"})
TOWNSHIP = frozenset({"clerk", "head", "far_clerk", "far_head"})
TOWNSHIP_NEAR = frozenset({"clerk", "head"})
HELPERS = frozenset({"helper", "far_helper"})
CLERKS = frozenset({"insurer", "water", "organiser"})
HEADS = frozenset({"depthead", "water_head"})
DEPARTMENTS = CLERKS | HEADS
CLINIC = frozenset({"clinic"})
BUREAU = frozenset({"bureau", "reviewer", "bureau_head"})
APPROVERS = frozenset({"reviewer", "bureau_head"})
LEADER, INSPECTOR = frozenset({"leader"}), frozenset({"inspector"})
SYSTEM, SECURITY, AUDIT = (frozenset({name}) for name in ("system_admin", "security_admin", "audit_admin"))
READERS = BUREAU | LEADER | INSPECTOR

SEE_HOUSEHOLDS = VILLAGE | TOWNSHIP | HELPERS | DEPARTMENTS | CLINIC | READERS
REVEAL = SEE_HOUSEHOLDS - CLINIC - LEADER
EXPORT = TOWNSHIP | DEPARTMENTS | BUREAU
SEE_LEADS = VILLAGE | TOWNSHIP | HELPERS | DEPARTMENTS | READERS
SEE_SUBMISSIONS = DEPARTMENTS | CLINIC | READERS
SUBMIT = DEPARTMENTS | CLINIC
PROPOSALS = BUREAU | SYSTEM | SECURITY | AUDIT
REGISTER = TOWNSHIP | BUREAU
DELIVERS = DEPARTMENTS | TOWNSHIP | BUREAU
DELEGATE = VILLAGE | TOWNSHIP | HELPERS | DEPARTMENTS | CLINIC | BUREAU

# Who reaches 张三's household (its own file brought the insurer there) and who reaches the insurer's batch.
HOUSEHOLD = frozenset((*NEAR, *WHOLE_COUNTY))
# 李四's household, which the insurer has come to reach by a measure it owes.
OWED = frozenset(("cadre", "grid", "team", "clerk", "head", "insurer", "depthead", *WHOLE_COUNTY))
CHANGES = frozenset(("clerk", "head", *WHOLE_COUNTY))
BATCH = frozenset(("insurer", "depthead", *WHOLE_COUNTY))
# Who reaches the village itself: 李四's household, whom nobody has warned of and nobody helps.
NEIGHBOURS = frozenset(("cadre", "grid", "team", "clerk", "head", *WHOLE_COUNTY))
# Who reaches the team of that village: the insurer sent its first secretary, the organisation department oversees all.
TEAM = NEIGHBOURS | {"insurer", "depthead", "organiser"}
# Whoever asked about a list, and nobody who reaches further.
ASKER = frozenset({"clerk"})


# The bureau has the lead to release and the batch's rows to compare; a department has no duty about the household.
# Who reads everything takes nothing along.
EXPORTS_NOTHING = dict.fromkeys(LEADER | INSPECTOR, 403)
IN_DUTY = dict.fromkeys(BUREAU, 200)
NOT_THEIRS = dict.fromkeys(DEPARTMENTS, 403)


@dataclass(frozen=True)
class Address:
    """One address and method."""

    name: str
    allowed: frozenset[str] | None = EVERYBODY
    status: int = 200
    method: str = "get"
    arguments: tuple[str, ...] = ()
    reach: frozenset[str] = EVERYBODY
    but: Mapping[str, int] = field(default_factory=dict)

    def expected(self, post: str) -> int:
        """What the address answers a post. Public addresses (allowed None) answer everybody alike.

        `but` are posts for whom a duty they have in hand, or lack, makes a difference.
        """
        if post not in self.let_in():
            return 403
        return self.but.get(post, self.status) if post in self.reach else 404

    def let_in(self) -> frozenset[str]:
        """Who gets past the door, to the page or to its refusal of a record they don't reach."""
        return EVERYBODY if self.allowed is None else self.allowed

    def values(self, county: Any) -> list[Any]:
        """What stands in the address: uids of the county's records, or a text after `=`."""
        return [_value(county, name) for name in self.arguments]


def _value(county: Any, name: str) -> Any:
    if name.startswith("="):
        return name[1:]
    return attrgetter(f"{name}.uid")(county)


def post_form(
    name: str, allowed: frozenset[str] | None = EVERYBODY, status: int = 409, **more: Any
) -> Address:
    """An address that takes a form."""
    return Address(name, allowed, status, "post", **more)


def of(record: str, reach: frozenset[str]) -> dict[str, Any]:
    """An address of one record."""
    return {"arguments": (record,), "reach": reach}
