"""The columns of the list of accounts. No workbook: whoever manages accounts has no right to export."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from dixian.foundation.accounts.api import Post, User
from dixian.web.lists.columns import Column, Listing, link
from dixian.web.shell.templatetags.dixian import day


def _post(post: Post) -> str:
    if post.area is None or post.area_id == post.unit.area_id:
        return str(post)
    return f"{post}（{post.area.name}）"


def _posts(one: Any) -> str:
    return "、".join(_post(post) for post in one.now)


def _shown_posts(one: Any) -> Any:
    if not one.now:
        return format_html('<span class="muted">{}</span>', "没有岗位")
    return format_html_join("、", '<span class="nowrap">{}</span>', ((_post(post),) for post in one.now))


def _state(one: User) -> tuple[str, str]:
    if not one.is_active:
        return "red", "已停用"
    return ("grey", "还没改初始密码") if one.must_change_password else ("green", "在用")


ACCOUNTS = Listing(
    "accounts",
    "账号",
    subject="账号",
    columns=(
        Column(
            "name",
            "姓名",
            lambda one: one.name,
            lambda one: link(reverse("person", args=[one.uid]), one.name),
            sort="name",
            kept=True,
        ),
        Column("username", "用户名", lambda one: one.username, sort="username"),
        Column("posts", "岗位", _posts, _shown_posts),
        Column("signed_in", "最近登录", lambda one: day(one.last_login), sort="last_login", extra=True),
        Column(
            "state",
            "状态",
            lambda one: _state(one)[1],
            lambda one: format_html('<span class="tag tag-{}">{}</span>', *_state(one)),
        ),
    ),
)
