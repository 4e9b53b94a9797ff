"""Users and posts."""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from dixian.foundation.accounts.actions.passwords import OneTime
from dixian.foundation.accounts.enums import Capability, Role
from dixian.foundation.accounts.models import Post, User
from dixian.foundation.accounts.roles import ADMINISTRATORS, REACHES_AREA
from dixian.foundation.areas.api import Area, Unit
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal


def create_user(
    *, username: str, name: str, password: str | OneTime, phone: str = "", must_change_password: bool = True
) -> User:
    """A new person. Raises Refusal where the user name is taken."""
    user = User(username=username, name=name, phone=phone or None, must_change_password=must_change_password)
    user.password = password.encoded if isinstance(password, OneTime) else make_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise Refusal(f"用户名“{username}”已经有人用", "换一个用户名") from None
    return user


def appoint(
    *, user: User, role: Role | str, unit: Unit, area: Area | None, valid_from: date, by: Post | None = None
) -> Post:
    """Give a person a post from a day on; `by` is the acting post, None for setup.

    Raises Refusal for a village or township role without an area, and for a second administrator's post.
    """
    if by is not None:
        by.require(Capability.MANAGE_ACCOUNTS)
    role = Role(role)
    if role in REACHES_AREA and area is None:
        raise Refusal(f"{role.label}要指定负责的区划", "选择乡镇或村")
    if role in ADMINISTRATORS and user.posts.filter(role__in=ADMINISTRATORS, valid_to__isnull=True).exists():
        raise Refusal(f"{user.name}已是管理员，三类管理员须由不同的人担任", "换一个人，或先结束原岗位")
    return Post.objects.create(user=user, role=role, unit=unit, area=area, valid_from=valid_from)


def end_post(*, post: Post, on: date, by: Post) -> None:
    """The post may not act from `on` on."""
    by.require(Capability.MANAGE_ACCOUNTS)
    Post.objects.filter(pk=post.pk).update(valid_to=on, version=post.version + 1)


def change_password(*, user: User, encoded: str) -> None:
    """Keep the hash that `new_password` made."""
    user.password = encoded
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])


def reset_password(*, user: User, by: Post, password: OneTime) -> None:
    """A one-time password in place of a forgotten one.

    Raises NotAllowed; Refusal for one's own account, which has its page.
    """
    by.require(Capability.MANAGE_ACCOUNTS)
    if user.pk == by.user_id:
        raise Refusal("不能重置自己的密码", "用“修改密码”页面")
    user.password = password.encoded
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])


def any_users() -> bool:
    """Whether anybody has an account yet."""
    return User.objects.exists()


def posts_in_area(area: Area) -> list[Post]:
    """Posts in force that answer for exactly this area, by role and name."""
    found = Post.objects.filter(area=area).select_related("user", "unit").order_by("role", "id")
    return [post for post in found if post.is_in_force()]


def posts_of(user: User) -> list[Post]:
    """Posts in force the person may act with today: own ones, then those delegated to them."""
    today = clock.today()
    chosen = Post.objects.select_related("unit", "area", "user").order_by("id")
    own = chosen.filter(user=user)
    delegated = chosen.filter(
        delegations__delegate=user, delegations__valid_from__lte=today, delegations__valid_to__gt=today
    )
    found = {post.pk: post for post in [*own, *delegated] if post.is_in_force()}
    return list(found.values())
