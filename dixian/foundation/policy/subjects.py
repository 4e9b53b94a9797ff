"""What proposals can be about: declared once, applied when approved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dixian.foundation.accounts.api import RoleRight, set_right
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.policy.models import Parameter


@dataclass(frozen=True)
class Subject:
    """code; title; the right to propose; `approve`: which right this change asks of its approver; `version` of
    what it changes; `apply`."""

    code: str
    title: str
    propose: Capability
    approve: Callable[[dict[str, Any]], Capability]
    version: Callable[[dict[str, Any]], str]
    apply: Callable[[dict[str, Any], str], None]


_subjects: dict[str, Subject] = {}


def approved_by(right: Capability) -> Callable[[dict[str, Any]], Capability]:
    """The same right, whatever is proposed."""
    return lambda _arguments: right


def declare(subject: Subject) -> None:
    """A room says what of it changes by proposals."""
    _subjects[subject.code] = subject


def subject(code: str) -> Subject:
    """The declared subject. Raises KeyError."""
    return _subjects[code]


def _parameter_version(arguments: dict[str, Any]) -> str:
    row = Parameter.objects.filter(code=arguments["code"], valid_to__isnull=True).first()
    return f"{row.pk}.{row.version}" if row else ""


def _apply_parameter(arguments: dict[str, Any], source: str) -> None:
    since = date.fromisoformat(arguments["valid_from"])
    before = Parameter.objects.get(code=arguments["code"], valid_to__isnull=True)
    Parameter.objects.filter(pk=before.pk).update(valid_to=since, version=before.version + 1)
    Parameter.objects.create(
        code=before.code,
        title=before.title,
        kind=before.kind,
        text=arguments["text"],
        valid_from=since,
        source=source,
        mark="local",
    )


def _right_version(arguments: dict[str, Any]) -> str:
    row = RoleRight.objects.filter(
        role=arguments["role"], capability=arguments["capability"], valid_to__isnull=True
    ).first()
    return f"{row.pk}.{row.version}" if row else ""


def _apply_right(arguments: dict[str, Any], source: str) -> None:
    set_right(
        role=Role(arguments["role"]),
        capability=Capability(arguments["capability"]),
        granted=arguments["granted"],
        since=date.fromisoformat(arguments["valid_from"]),
        source=source,
    )


declare(
    Subject(
        "parameter",
        "修改参数",
        Capability.PROPOSE_POLICY,
        approved_by(Capability.APPROVE_POLICY),
        _parameter_version,
        _apply_parameter,
    )
)
declare(
    Subject(
        "right",
        "调整角色权限",
        Capability.MANAGE_RIGHTS,
        approved_by(Capability.APPROVE_POLICY),
        _right_version,
        _apply_right,
    )
)
