"""The passwords of a bulk opening are fetched by whoever asked for it, and forgotten."""

from django.db.models import F, QuerySet

from dixian.foundation.accounts.actions.bulk import KEPT_PASSWORD
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.accounts.models import BulkAccount, BulkOpening, Post, User
from dixian.foundation.audit.api import record_read
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal


def fetch_passwords(*, opening: BulkOpening, post: Post) -> list[tuple[str, str, str, str]]:
    """User name, name, role and one-time password of each account opened, noted as a read.

    It can be repeated until the passwords are used or forgotten, so that a lost answer loses nothing.
    Raises NotAllowed; Refusal for somebody else's, after the last day, and where there is nothing to fetch.
    """
    _require_own(opening, post)
    if clock.today() > opening.until:
        raise Refusal(f"领取期到 {opening.until} 为止，已经过了", "还没登录的，在人员页重置密码")
    rows = list(opening.accounts.filter(user__isnull=False).select_related("user").order_by("number"))
    kept = [one for one in rows if one.password is not None]
    if not kept:
        raise Refusal("没有要领取的一次性密码", "都已改过密码，或已经清除；还没登录的，在人员页重置密码")
    users = [str(one.user.uid) for one in kept if one.user]
    record_read(what="一次性密码", subject="账号", uids=users, reason="领取批量开通结果")
    return [
        (
            one.user.username,
            one.user.name,
            Role(one.role).label,
            one.password.open() if one.password else KEPT_PASSWORD,
        )
        for one in rows
        if one.user
    ]


def forget_passwords(*, opening: BulkOpening, post: Post) -> None:
    """They have been handed out; nothing of them stays. Raises NotAllowed, Refusal for somebody else's."""
    _require_own(opening, post)
    _forget(BulkAccount.objects.filter(opening=opening))


def forget_password_of(user: User) -> None:
    """It has been used or replaced."""
    _forget(BulkAccount.objects.filter(user=user))


def forget_overdue() -> None:
    """What nobody has fetched in time goes."""
    _forget(BulkAccount.objects.filter(opening__until__lt=clock.today()))


def _forget(accounts: QuerySet[BulkAccount]) -> None:
    accounts.filter(password__isnull=False).update(password=None, version=F("version") + 1)


def _require_own(opening: BulkOpening, post: Post) -> None:
    post.require(Capability.MANAGE_ACCOUNTS)
    if opening.asked_by_id != post.acting_person.pk:
        raise Refusal("只有办理开通的人能领取一次性密码", "请他领取，或在人员页重置密码")
