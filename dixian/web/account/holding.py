"""A network address from which many names were tried: it is held, its people are told, the administrators too."""

from datetime import datetime
from itertools import chain
from typing import Any

from dixian.foundation.accounts.api import AddressHold, hold_address
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import notify, posts_able
from dixian.web.account.locking import address_hold, cool_off, names
from dixian.web.shell.senders import sender_of

TOLD = (
    "从您这个网络地址有很多用户名登录失败，{:%H:%M} 以前不能从这里登录。"
    "用以前登录过的浏览器登录本人账号的不受影响；急用的请用手机网络，或者请县里的系统管理员查看"
)


def count_towards_hold(request: Any) -> str:
    """After a sign-in that failed: hold its address where that was one name too many. What its people are told then, or ""."""
    from_ = sender_of(request)
    held = hold_address(from_, most=names(), within=cool_off(), lasts=address_hold())
    if held is None:
        return ""
    _tell(held)
    return told(held.until)


def told(until: datetime) -> str:
    """What whoever comes from a held address reads."""
    return TOLD.format(until.astimezone(clock.SHANGHAI))


def _tell(held: AddressHold) -> None:
    """Whoever looks after accounts, and whoever reads the logs: once a day for each address."""
    told_to = chain.from_iterable(posts_able(right) for right in (C.MANAGE_ACCOUNTS, C.READ_LOGS))
    notify(
        people={post.user_id: post.pk for post in told_to},
        key=f"address:{held.address}:{clock.day_of(held.until)}",
        title="有人从一个网络地址逐个试用户名",
        text=f"从 {held.address} 有 {held.names} 个用户名登录失败，这个地址已暂停登录。请向使用这个地址的单位核实",
        link="/logs/sign-ins/",
    )
