"""What each role may do at first, and how far it reaches. Rights are dated rows afterwards."""

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.accounts.enums import Role

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
REACHES_ALL = frozenset(
    {Role.BUREAU_CLERK, Role.BUREAU_REVIEWER, Role.BUREAU_HEAD, Role.COUNTY_LEADER, Role.INSPECTOR}
)
REACHES_AREA = frozenset(
    {Role.VILLAGE_CADRE, Role.GRID_WORKER, Role.RESIDENT_TEAM, Role.TOWNSHIP_CLERK, Role.TOWNSHIP_HEAD}
)
REACHES_UNIT = frozenset({Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD, Role.SUBUNIT_CLERK})

_VILLAGE = {C.SEE_HOUSEHOLDS, C.REVEAL, C.SEE_LEADS, C.ANSWER, C.DELEGATE}
_TOWNSHIP = _VILLAGE | {
    C.CONFIRM,
    C.SEE_LOOP,
    C.EXPORT,
    C.ENTER_ON_BEHALF,
    C.CONFIRM_ON_BEHALF,
    C.SETTLE_ROWS,
}
_DEPARTMENT = {
    C.SEE_HOUSEHOLDS,
    C.REVEAL,
    C.SEE_SUBMISSIONS,
    C.SUBMIT,
    C.SETTLE_ROWS,
    C.SEE_LEADS,
    C.EXPORT,
    C.DELEGATE,
}
_READS_ALL = {C.SEE_HOUSEHOLDS, C.SEE_SUBMISSIONS, C.SEE_LEADS, C.SEE_LOOP, C.SEE_POLICY}
_BUREAU = _READS_ALL | {
    C.REVEAL,
    C.EXPORT,
    C.RELEASE,
    C.SETTLE_ROWS,
    C.PROPOSE_POLICY,
    C.DELEGATE,
    C.PAIR_HELPERS,
}

DEFAULT_RIGHTS: dict[Role, frozenset[C]] = {
    Role.VILLAGE_CADRE: frozenset(_VILLAGE),
    Role.GRID_WORKER: frozenset(_VILLAGE),
    Role.RESIDENT_TEAM: frozenset(_VILLAGE),
    Role.HELPER: frozenset({C.SEE_HOUSEHOLDS, C.REVEAL, C.SEE_LEADS}),
    Role.TOWNSHIP_CLERK: frozenset(_TOWNSHIP),
    Role.TOWNSHIP_HEAD: frozenset(_TOWNSHIP),
    Role.DEPARTMENT_CLERK: frozenset(_DEPARTMENT),
    Role.DEPARTMENT_HEAD: frozenset(_DEPARTMENT | {C.SIGN_OFF, C.SEE_LOOP}),
    Role.SUBUNIT_CLERK: frozenset({C.SEE_HOUSEHOLDS, C.SEE_SUBMISSIONS, C.SUBMIT, C.DELEGATE}),
    Role.BUREAU_CLERK: frozenset(_BUREAU),
    Role.BUREAU_REVIEWER: frozenset(_BUREAU | {C.APPROVE_POLICY}),
    Role.BUREAU_HEAD: frozenset(_BUREAU | {C.APPROVE_POLICY, C.SIGN_OFF}),
    Role.COUNTY_LEADER: frozenset(_READS_ALL),
    Role.INSPECTOR: frozenset(_READS_ALL | {C.SEE_EVIDENCE, C.REVEAL, C.READ_LOGS}),
    Role.SYSTEM_ADMIN: frozenset({C.MANAGE_AREAS, C.MANAGE_ACCOUNTS}),
    Role.SECURITY_ADMIN: frozenset({C.MANAGE_RIGHTS}),
    Role.AUDIT_ADMIN: frozenset({C.READ_LOGS}),
}
