"""Accounts: opened, mended, disabled and enabled again."""

from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import F

from dixian.foundation.accounts.actions.passwords import OneTime
from dixian.foundation.accounts.actions.posts import keep_one_administrator
from dixian.foundation.accounts.enums import Capability, SignInStep
from dixian.foundation.accounts.models import Post, SignInChange, User
from dixian.foundation.accounts.selectors import lasting, why_guarded
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal


def create_user(
    *,
    username: str,
    name: str,
    password: str | OneTime | None,
    phone: str = "",
    must_change_password: bool = True,
    let_in: UUID | None = None,
) -> User:
    """A new person; without a password until one may be handed out; let_in: see `allow_reset`. Raises Refusal where the user name is taken."""
    user = User(username=username, name=name, phone=phone or None)
    user.must_change_password, user.let_in = must_change_password, let_in
    user.password = password.encoded if isinstance(password, OneTime) else make_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise Refusal(f"用户名“{username}”已经有人用", "换一个用户名") from None
    return user


def edit_user(*, user: User, name: str, phone: str | None, version: int, by: Post) -> None:
    """Mend the name, and the phone where one is given. `version` is the one the form was filled from.

    Raises NotAllowed; Refusal where somebody else changed the account meanwhile.
    """
    by.require(Capability.MANAGE_ACCOUNTS)
    mended = {"name": name, "phone": phone} if phone else {"name": name}
    mine = User.objects.filter(pk=user.pk, version=version)
    if not mine.update(**mended, version=F("version") + 1):
        raise Refusal(f"{user.name}的账号刚被别人改过，这次没有保存", "返回后刷新页面，看过现在的内容再改")


@transaction.atomic
def disable(*, user: User, by: Post) -> None:
    """The person can't come in any more, and is out at once. Posts stay: they are ended one by one.

    Raises NotAllowed; Refusal for one's own account and for the last administrator of a kind.
    """
    by.require(Capability.MANAGE_ACCOUNTS)
    if user.pk == by.acting_person.pk:
        raise Refusal("不能停用自己的账号", "请另一位系统管理员办理")
    for post in user.posts.filter(lasting()):
        keep_one_administrator(post, clock.today())
    _switch(user, active=False)
    _end_sessions(user)


@transaction.atomic
def enable(*, user: User, by: Post | None) -> None:
    """The person may come in again, with the password they had.

    by: the acting post; None where two persons have agreed. Raises NotAllowed; Refusal for a guarded account.
    """
    if by is not None:
        by.require(Capability.MANAGE_ACCOUNTS)
        if why := why_guarded(user):
            raise Refusal(f"{user.name}{why}，一个人不能启用账号", "在人员页写明依据提请")
    _switch(user, active=True)


def _switch(user: User, *, active: bool) -> None:
    changed = User.objects.filter(pk=user.pk, is_active=not active)
    if not changed.update(is_active=active, version=F("version") + 1):
        raise Refusal(f"{user.name}的账号已经{'启用' if active else '停用'}")
    SignInChange.objects.create(user=user, step=SignInStep.ENABLED if active else SignInStep.DISABLED)


def _end_sessions(user: User) -> None:
    """Sessions know their user only inside; there are as many as people at work in the last half hour."""
    for session in Session.objects.filter(expire_date__gt=clock.wall()):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
