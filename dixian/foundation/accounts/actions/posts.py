"""Posts: given, ended."""

from datetime import date

from django.db import transaction
from django.db.models import F, Q

from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.accounts.fits import check_fit
from dixian.foundation.accounts.models import Delegation, Post, User
from dixian.foundation.accounts.roles import ADMINISTRATORS
from dixian.foundation.accounts.selectors import belongs, guarded_roles, important_roles
from dixian.foundation.areas.api import Area, Unit, in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal


def appoint(
    *,
    user: User,
    role: Role | str,
    unit: Unit,
    area: Area | None,
    valid_from: date,
    valid_to: date | None = None,
    by: Post | None = None,
) -> Post:
    """Give a person a post from a day on, to a day where one is named.

    by: the acting post; None for setup and for what two persons have agreed on (a guarded role).
    Raises NotAllowed; Refusal where the role doesn't fit the unit or area, where it needs two persons,
    and for oneself.
    """
    role = Role(role)
    if by is not None:
        check_alone(user=user, role=role, by=by)
    check_appointment(user=user, role=role, unit=unit, area=area, valid_from=valid_from, valid_to=valid_to)
    return Post.objects.create(
        user=user, role=role, unit=unit, area=area, valid_from=valid_from, valid_to=valid_to
    )


def check_alone(*, user: User, role: Role, by: Post) -> None:
    """Raises NotAllowed; Refusal for oneself and for a guarded role, which one person can't give."""
    check_listed(user=user, role=role, by=by)
    if role in guarded_roles():
        raise Refusal(f"{role.label}看得到农户，一个人不能设", "在人员页写明依据提请，批准后设岗")


def check_listed(*, user: User, role: Role, by: Post) -> None:
    """Raises NotAllowed; Refusal for oneself, and for an important role: those are asked for one by one."""
    by.require(Capability.MANAGE_ACCOUNTS)
    if user.pk == by.acting_person.pk:
        raise Refusal("不能给自己设岗", "请另一位系统管理员办理")
    if role in important_roles():
        raise Refusal(f"{role.label}是重要岗位，一个人不能设", "在人员页写明依据提请，批准后设岗")


def check_appointment(
    *, user: User, role: Role, unit: Unit, area: Area | None, valid_from: date, valid_to: date | None
) -> None:
    """Raises Refusal where the person can't have this post in these days, whoever appoints."""
    if valid_to is not None and valid_to <= valid_from:
        raise Refusal("岗位的终止日期应晚于起始日期")
    if not Unit.objects.filter(in_force(valid_from), pk=unit.pk).exists():
        raise Refusal(f"{unit.short_name}在 {valid_from} 不存在或已撤销", "换一个单位，或改起始日期")
    check_fit(role=role, unit=unit, area=area, on=valid_from)
    # Also of somebody who has no account yet.
    meanwhile = (
        Post.objects.filter(user=user.pk)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from))
        .exclude(valid_to=F("valid_from"))
    )
    if valid_to is not None:
        meanwhile = meanwhile.filter(valid_from__lt=valid_to)
    if meanwhile.filter(role=role, unit=unit, area=area).exists():
        raise Refusal(f"{user.name}在这段时间已有这个岗位")
    clashing = meanwhile if role in ADMINISTRATORS else meanwhile.filter(role__in=ADMINISTRATORS)
    if clashing.exists():
        raise Refusal(
            f"{user.name}在这段时间有别的岗位。三类管理员须由不同的人担任，也不兼业务岗位",
            "换一个人，或先结束原岗位",
        )


@transaction.atomic
def end_post(*, post: Post, on: date, by: Post) -> None:
    """The post may not act from `on` on; one that has not begun is taken back.

    Raises NotAllowed; Refusal for one's own post, the last administrator of a kind, a day that can't be.
    """
    by.require(Capability.MANAGE_ACCOUNTS)
    close(post, on, by)


def close(post: Post, on: date, by: Post) -> None:
    """End the post and what hangs on it: delegations of it, and those its person has as a colleague here."""
    if post.user_id == by.acting_person.pk:
        raise Refusal("不能结束自己的岗位", "请另一位系统管理员办理")
    if post.valid_to is not None and post.valid_to <= on:
        raise Refusal(f"这个岗位已于 {post.valid_to} 结束")
    if on < post.valid_from <= clock.today():
        raise Refusal(f"这个岗位自 {post.valid_from} 起，不能在 {on} 结束", "改结束日期")
    day = max(on, post.valid_from)
    keep_one_administrator(post, day)
    Post.objects.filter(pk=post.pk).update(valid_to=day, version=F("version") + 1)
    held = Delegation.objects.filter(delegate=post.user_id, valid_to__gt=day).select_related("post__unit")
    resting = [one.pk for one in held if not belongs(post.user, one.post.unit, day)]
    cut_short(Q(post=post) | Q(pk__in=resting), day)


def cut_short(which: Q, day: date) -> None:
    """End these delegations on a day; those that would not have begun by then are taken back."""
    going_on = Delegation.objects.filter(which, valid_to__gt=day)
    going_on.filter(valid_from__gte=day).delete()
    going_on.update(valid_to=day, version=F("version") + 1)


def keep_one_administrator(post: Post, on: date) -> None:
    """Raises Refusal where without this post nobody would be an administrator of its kind on that day."""
    if post.role not in ADMINISTRATORS:
        return
    # Locked, so that two administrators can't end each other at the same moment.
    same = Post.objects.select_for_update(of=("self",)).filter(
        in_force(on), role=post.role, user__is_active=True
    )
    if not [other for other in same if other.pk != post.pk]:
        raise Refusal(f"这是最后一位{post.get_role_display()}，不能没有人", "先任命接任的人")
