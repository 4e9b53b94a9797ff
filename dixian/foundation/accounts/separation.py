"""Which rights may never meet in one role, and which posts nobody fills alone."""

from dataclasses import dataclass

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.accounts.enums import Role
from dixian.foundation.accounts.roles import ADMINISTRATORS

ADMINISTRATION = frozenset(
    {
        C.MANAGE_AREAS,
        C.MANAGE_ACCOUNTS,
        C.MANAGE_RIGHTS,
        C.APPROVE_ACCOUNTS,
        C.APPROVE_SECURITY,
        C.READ_LOGS,
    }
)
READING = frozenset(
    {
        C.SEE_HOUSEHOLDS,
        C.REVEAL,
        C.EXPORT,
        C.SEE_SUBMISSIONS,
        C.SEE_LEADS,
        C.SEE_LOOP,
        C.SEE_POLICY,
        C.SEE_EVIDENCE,
        C.READ_LOGS,
    }
)
# Who holds one of these decides who may do what: such roles are filled by two persons together.
DECISIVE = frozenset({C.APPROVE_POLICY, C.MANAGE_RIGHTS, C.APPROVE_ACCOUNTS, C.APPROVE_SECURITY})
# Taken from the last role that has it, nobody could ever give it back.
KEPT = DECISIVE | {C.MANAGE_ACCOUNTS}

_ROLES, _RIGHTS = frozenset(Role), frozenset(C)


@dataclass(frozen=True)
class Forbidden:
    """None of `roles` may hold any of `rights`; `why` is told to whoever asks for it."""

    roles: frozenset[Role]
    rights: frozenset[C]
    why: str


FORBIDDEN = (
    Forbidden(ADMINISTRATORS, _RIGHTS - ADMINISTRATION - {C.SEE_POLICY}, "管理员不看农户，不办业务"),
    Forbidden(frozenset({Role.INSPECTOR, Role.COUNTY_LEADER}), _RIGHTS - READING, "督查和县领导只看不改"),
    Forbidden(_ROLES - {Role.SYSTEM_ADMIN}, frozenset({C.MANAGE_ACCOUNTS}), "账号只由系统管理员管理"),
    Forbidden(
        _ROLES - {Role.SECURITY_ADMIN},
        frozenset({C.MANAGE_RIGHTS, C.APPROVE_ACCOUNTS}),
        "权限和重要岗位只由安全管理员把关",
    ),
    Forbidden(
        _ROLES - {Role.AUDIT_ADMIN}, frozenset({C.APPROVE_SECURITY}), "安全管理员的账号只由审计管理员把关"
    ),
    Forbidden(
        frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}), frozenset({C.READ_LOGS}), "留痕由审计管理员查看"
    ),
    Forbidden(
        frozenset({Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}),
        frozenset({C.MANAGE_AREAS}),
        "区划和单位由系统管理员管理",
    ),
)


def why_not(role: Role, right: C) -> str:
    """Why the role may not hold the right; "" where it may."""
    return next((one.why for one in FORBIDDEN if role in one.roles and right in one.rights), "")
