"""Passwords and one-time codes: how people come in, and come in again."""

from datetime import date
from uuid import UUID

from axes.utils import reset as unlock
from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.actions.fetching import forget_password_of
from dixian.foundation.accounts.actions.passwords import OneTime
from dixian.foundation.accounts.enums import Capability, SignInStep
from dixian.foundation.accounts.models import CodeDevice, Post, SignInChange, User
from dixian.foundation.accounts.selectors import why_guarded
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal


def change_password(*, user: User, encoded: str) -> None:
    """Keep the hash that `new_password` made."""
    forget_password_of(user)
    user.password = encoded
    user.must_change_password, user.let_in = False, None
    user.version += 1
    user.save(update_fields=["password", "must_change_password", "let_in", "version"])


@transaction.atomic
def reset_password(*, user: User, by: Post, password: OneTime) -> None:
    """A one-time password in place of a forgotten one; a lock after wrong ones ends too.

    Raises NotAllowed; Refusal for one's own account, which has its page, and for a guarded one that
    nobody else has agreed to.
    """
    by.require(Capability.MANAGE_ACCOUNTS)
    if user.pk == by.acting_person.pk:
        raise Refusal("不能重置自己的密码", "用“修改密码”页面")
    if (why := why_guarded(user)) and not may_draw(user):
        raise Refusal(f"{user.name}{why}，一个人不能重置密码", "在人员页写明依据提请，批准后领取")
    forget_password_of(user)
    user.password = password.encoded
    user.let_in = user.let_in if may_draw(user) else None
    user.must_change_password, user.reset_until = True, None
    user.version += 1
    user.save(update_fields=["password", "must_change_password", "reset_until", "let_in", "version"])
    unlock(username=user.username)
    _note(user, SignInStep.RESET)


def may_draw(user: User) -> bool:
    """Whether a second person has agreed, and not too long ago, that a one-time password be handed out."""
    return user.reset_until is not None and clock.today() <= user.reset_until


def allow_reset(*, user: User, until: date, let_in: UUID | None = None) -> None:
    """A second person has agreed; a one-time password may be drawn until a day. Called by an approved proposal.

    let_in: what they agreed on; whoever comes with that password needs its let-in code too. None for a proposal from
    before there were such codes.
    """
    User.objects.filter(pk=user.pk).update(reset_until=until, let_in=let_in, version=F("version") + 1)


def device_of(user: User) -> CodeDevice | None:
    """The person's working device for codes, if any."""
    return CodeDevice.objects.filter(user=user, confirmed=True).first()


def begin_codes(user: User) -> CodeDevice:
    """The device being set up, with its secret; begun where there is none."""
    return CodeDevice.objects.filter(user=user, confirmed=False).first() or CodeDevice.begin(user)


@transaction.atomic
def confirm_codes(*, device: CodeDevice, code: str) -> bool:
    """Switch a device on by the code it shows; one that was there before goes. False for a wrong code."""
    if not device.verify_token(code):
        return False
    CodeDevice.objects.filter(user=device.user, confirmed=True).delete()
    CodeDevice.objects.filter(pk=device.pk).update(confirmed=True)
    _note(device.user, SignInStep.CODES_SET)
    return True


@transaction.atomic
def remove_codes(*, user: User, by: Post | None) -> None:
    """The phone is lost: the person signs in by password alone until codes are set up again.

    by: the acting post; None where two persons have agreed. Raises NotAllowed; Refusal where there
    are no codes, for one's own, and for a guarded account.
    """
    if by is not None:
        by.require(Capability.MANAGE_ACCOUNTS)
        if user.pk == by.acting_person.pk:
            raise Refusal("不能移除自己的动态口令", "用“动态口令”页面重新设置")
        if why := why_guarded(user):
            raise Refusal(f"{user.name}{why}，一个人不能移除动态口令", "在人员页写明依据提请")
    if device_of(user) is None:
        raise Refusal(f"{user.name}没有启用动态口令")
    CodeDevice.objects.filter(user=user).delete()
    _note(user, SignInStep.CODES_REMOVED)


def _note(user: User, step: SignInStep) -> None:
    SignInChange.objects.create(user=user, step=step)
