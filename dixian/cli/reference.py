"""Reference data of all rooms, in the order they stand on each other."""

import secrets
from dataclasses import asdict
from typing import Any

from dixian.cli.environment import switch_role
from dixian.cli.progress import Tell
from dixian.foundation.accounts import api as accounts
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas import api as areas
from dixian.foundation.audit.transactions import writing
from dixian.foundation.forms import api as forms
from dixian.foundation.kernel import clock
from dixian.foundation.policy import api as policy
from dixian.warning.alerts import api as alerts
from dixian.warning.submissions import api as submissions

ROOMS = {
    "区划与单位": areas,
    "政策参数": policy,
    "账号与岗位": accounts,
    "调查表": forms,
    "部门报送": submissions,
    "预警规则": alerts,
}
ADMINISTRATORS = {
    Role.SYSTEM_ADMIN: "xitong",
    Role.SECURITY_ADMIN: "anquan",
    Role.AUDIT_ADMIN: "shenji",
}


def load_all_reference(tell: Tell = lambda *_: None) -> dict[str, dict[str, Any]]:
    """Load what is packaged; local edits stay. Returns room -> how many are new, the same, and what differs."""
    switch_role("worker")
    said = {}
    for done, (name, room) in enumerate(ROOMS.items()):
        tell("载入参考数据", done, len(ROOMS))
        with accounts.system_scope("command:setup"), writing():
            said[name] = asdict(room.load_reference())
    tell("载入参考数据", len(ROOMS), len(ROOMS))
    return said


def first_administrators() -> list[dict[str, str]]:
    """The three separated administrators with one-time passwords, where there is no account yet."""
    with accounts.system_scope("command:setup"), writing():
        if accounts.any_users():
            return []
        made = []
        for role, username in ADMINISTRATORS.items():
            password = secrets.token_urlsafe(12)
            user = accounts.create_user(
                username=username, name=role.label, password=password, must_change_password=True
            )
            accounts.appoint(
                user=user, role=role, unit=areas.unit("nyncj"), area=None, valid_from=clock.today()
            )
            made.append({"role": role.label, "username": username, "password": password})
        return made
