"""What is proposed about roles and people: rights, appointments to guarded posts, their way in again.

The system administrator proposes, the security administrator approves; about a security administrator
the audit administrator does. Nobody alone makes or takes over somebody who decides.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from dixian.foundation.accounts.api import (
    OneTime,
    Opening,
    Post,
    User,
    allow_reset,
    appoint,
    approving_right,
    check_appointment,
    check_right,
    create_user,
    device_of,
    enable,
    guarded_roles,
    is_guarded,
    known_person,
    may_draw,
    open_account,
    remove_codes,
    reset_password,
)
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.areas.api import area, unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.policy.actions import propose
from dixian.foundation.policy.models import Proposal
from dixian.foundation.policy.selectors import due
from dixian.foundation.policy.subjects import Subject, approver_kept, declare

APPOINTMENT, PASSWORD, CODES, ENABLED = "appointment", "password", "codes", "enabled"
WITHOUT_PASSWORD = "批准后领取"  # noqa: S105 - what is printed where no password is made yet
DRAW_LIMIT = "limit.one_time_password"


def propose_right(*, role: Role, right: Capability, granted: bool, source: str, post: Post) -> Proposal:
    """Ask that a role get or lose a right from today. Raises NotAllowed; Refusal for a forbidden combination."""
    check_right(role=role, capability=right, granted=granted)
    return propose(
        code="right",
        label=f"{role.label}{'增加' if granted else '取消'}“{right.label}”",
        arguments={
            "role": role.value,
            "capability": right.value,
            "granted": granted,
            "valid_from": clock.today().isoformat(),
        },
        source=source,
        post=post,
    )


@transaction.atomic
def open_or_propose(
    *, opening: Opening, source: str, post: Post, password: OneTime
) -> tuple[str, str, str, str] | Proposal:
    """Open the account or give the post; for a guarded role propose it, the account having no password till then.

    Returns user name, name, role and one-time password, or the proposal. Raises NotAllowed, Refusal.
    """
    if opening.role not in guarded_roles():
        return open_account(opening=opening, by=post, password=password)
    post.require(Capability.MANAGE_ACCOUNTS)
    user = known_person(opening)
    if user is None:
        user = create_user(username=opening.username, name=opening.name, phone=opening.phone, password=None)
    if user.pk == post.acting_person.pk:
        raise Refusal("不能提请自己任职", "请另一位系统管理员提请")
    check_appointment(
        user=user, role=opening.role, unit=opening.unit, area=opening.area,
        valid_from=opening.valid_from, valid_to=opening.valid_to,
    )  # fmt: skip
    return propose(
        code=APPOINTMENT,
        label=f"{user.name}任{opening.unit.short_name}·{opening.role.label}，自 {opening.valid_from} 起",
        arguments={
            "user": str(user.uid),
            "role": opening.role.value,
            "unit": opening.unit.code,
            "area": opening.area.code if opening.area else "",
            "valid_from": opening.valid_from.isoformat(),
            "valid_to": opening.valid_to.isoformat() if opening.valid_to else "",
            "approve": approving_right(user, opening.role).value,
            "let_in": str(new_uid()),
        },
        source=source,
        post=post,
    )


def reset_or_propose(*, user: User, source: str, post: Post, password: OneTime) -> Proposal | None:
    """The one-time password counts (None), or the proposal where the account is guarded and nobody has agreed yet.

    Raises NotAllowed, Refusal.
    """
    if may_draw(user) or not is_guarded(user):
        reset_password(user=user, by=post, password=password)
        return None
    return _propose_way_in(PASSWORD, "重置密码", user, source, post)


def remove_codes_or_propose(*, user: User, source: str, post: Post) -> Proposal | None:
    """The lost device is gone (None), or the proposal where the account is guarded. Raises NotAllowed, Refusal."""
    if not is_guarded(user):
        remove_codes(user=user, by=post)
        return None
    if device_of(user) is None:
        raise Refusal(f"{user.name}没有启用动态口令")
    return _propose_way_in(CODES, "移除动态口令", user, source, post)


def enable_or_propose(*, user: User, source: str, post: Post) -> Proposal | None:
    """The person may come in again (None), or the proposal where the account is guarded. Raises NotAllowed, Refusal."""
    if not is_guarded(user):
        enable(user=user, by=post)
        return None
    if user.is_active:
        raise Refusal(f"{user.name}的账号已经启用")
    return _propose_way_in(ENABLED, "启用账号", user, source, post)


def _propose_way_in(code: str, what: str, user: User, source: str, post: Post) -> Proposal:
    if user.pk == post.acting_person.pk:
        raise Refusal("不能为自己的账号提请", "请另一位系统管理员提请")
    return propose(
        code=code,
        label=f"{user.name}（{user.username}）{what}",
        arguments={
            "user": str(user.uid),
            "approve": approving_right(user).value,
            "let_in": str(new_uid()),
        },
        source=source,
        post=post,
    )


def _user(arguments: dict[str, Any]) -> User:
    return User.objects.get(uid=UUID(arguments["user"]))


def _version(arguments: dict[str, Any]) -> str:
    """Changes with the account, with its posts, and with who has to approve."""
    user = _user(arguments)
    role = Role(arguments["role"]) if "role" in arguments else None
    newest = user.posts.order_by("-id").values_list("id", flat=True).first() or 0
    return f"{user.version}.{newest}.{approving_right(user, role)}"


def _appoint(arguments: dict[str, Any], _source: str) -> None:
    user = _user(arguments)
    appoint(
        user=user,
        role=arguments["role"],
        unit=unit(arguments["unit"]),
        area=area(arguments["area"]) if arguments["area"] else None,
        valid_from=date.fromisoformat(arguments["valid_from"]),
        valid_to=date.fromisoformat(arguments["valid_to"]) if arguments["valid_to"] else None,
    )
    if not user.has_usable_password():
        _let_draw(arguments, _source)


def _let_draw(arguments: dict[str, Any], _source: str) -> None:
    let_in = UUID(arguments["let_in"]) if "let_in" in arguments else None
    allow_reset(user=_user(arguments), until=due(DRAW_LIMIT, clock.today()), let_in=let_in)


def _remove_codes(arguments: dict[str, Any], _source: str) -> None:
    remove_codes(user=_user(arguments), by=None)


def _enable(arguments: dict[str, Any], _source: str) -> None:
    enable(user=_user(arguments), by=None)


def _named(arguments: dict[str, Any]) -> set[str]:
    """The person, and of an appointment the post."""
    place = "area" if arguments.get("area") else "unit"
    return {" ".join(str(arguments.get(name, "")) for name in ("user", "role", place))}


for _code, _title, _apply in (
    (APPOINTMENT, "任命岗位", _appoint),
    (PASSWORD, "重置密码", _let_draw),
    (CODES, "移除动态口令", _remove_codes),
    (ENABLED, "启用账号", _enable),
):
    declare(
        Subject(
            _code,
            _title,
            Capability.MANAGE_ACCOUNTS,
            approver_kept,
            _version,
            _apply,
            by_paper=False,
            named=_named,
        )
    )
