"""How long one sign-in lasts: idle ones end by Django's cookie age, busy ones at the hour policy says; people are told why."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout

from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import number

ENDS = "ends"
IDLE, LONG = "idle", "long"
# A careless value must not sign everybody out at once.
LEAST = 1


def begin(sender: Any, request: Any, **_: Any) -> None:
    """Somebody has come in: keep when this sign-in is over, however busy they are (`signin.session.hours`)."""
    request.session[ENDS] = int((clock.wall() + timedelta(hours=hours())).timestamp())


def hours() -> int:
    """How long one sign-in lasts at most."""
    return max(LEAST, int(number("signin.session.hours")))


def end_overdue(request: Any) -> bool:
    """Sign out whoever came in too long ago. One that keeps no end is from before there was any, and over."""
    if clock.wall().timestamp() < request.session.get(ENDS, 0):
        return False
    logout(request)
    request.sign_in_over = LONG
    return True


def ended_how(request: Any) -> str:
    """For whoever is sent to the sign-in: how the last one ended, "" where there was none."""
    idle = IDLE if request.COOKIES.get(settings.SESSION_COOKIE_NAME) else ""
    return str(getattr(request, "sign_in_over", idle))


def why_ended(request: Any) -> str:
    """The sentence on the sign-in page."""
    how = request.GET.get("ended", "")
    if how == LONG:
        return f"一次登录最长 {hours()} 小时，已经到时间，请重新登录。没有提交的内容，登录后回到那一页还在。"
    if how == IDLE:
        return (
            f"超过 {settings.IDLE_MINUTES} 分钟没有操作，或者密码、账号有变动，登录已经退出，请重新登录。"
            "没有提交的内容，登录后回到那一页还在。"
        )
    return ""
