"""Accounts, posts and rights."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import (
    ACCOUNT_COLUMNS,
    OneTime,
    Post,
    RoleRight,
    User,
    end_post,
    hand_over,
    one_time,
    open_accounts,
    reset_password,
)
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import propose
from dixian.foundation.sheets.api import template
from dixian.web.shell.downloads import workbook
from dixian.web.shell.keyset import page_by_id
from dixian.web.shell.pages import page
from dixian.web.shell.uploads import SentRows, read_rows, sent_file


@page(C.MANAGE_ACCOUNTS)
def account_list(request: Any) -> HttpResponse:
    """Posts with their people, by key."""
    posts = Post.objects.select_related("user", "unit", "area")
    role = request.GET.get("role", "")
    if role in Role.values:
        posts = posts.filter(role=role)
    found = page_by_id(posts, request.GET.get("after", ""))
    values = {
        "rows": found.rows,
        "next_key": found.next_key,
        "carried": f"role={role}",
        "role": role,
        "roles": Role.choices,
        "people": User.objects.count(),
    }
    return render(request, "settings/accounts.html", values)


@page(C.MANAGE_ACCOUNTS)
def account_template(request: Any) -> HttpResponse:
    """The list to fill in for bulk accounts."""
    return workbook(template(title="开通账号", columns=ACCOUNT_COLUMNS), "开通账号模板.xlsx")


def _rows_and_passwords(request: Any) -> tuple[SentRows, list[OneTime]]:
    sent = read_rows(request, ACCOUNT_COLUMNS)
    return sent, [one_time() for _ in sent.rows]


@page(C.MANAGE_ACCOUNTS, methods=("POST",), files=("file",), prepare=_rows_and_passwords)
def open_from_file(request: Any) -> HttpResponse:
    """Accounts from a workbook; the one-time passwords come back once."""
    sent, passwords = request.prepared
    sent_file(request, purpose="开通账号")
    opened = open_accounts(rows=sent.rows, by=request.post, passwords=passwords)
    problems = [*sent.problems, *(f"第 {number} 行：{said}" for number, said in opened.problems)]
    values = {"accounts": opened.accounts, "problems": problems}
    return render(request, "settings/opened.html", values)


@page(C.MANAGE_ACCOUNTS, methods=("POST",))
def end(request: Any, uid: UUID) -> HttpResponse:
    """End a post today, handing its open work to another post of the unit where one is named."""
    post = Post.objects.select_related("unit").filter(uid=uid).first()
    if post is None:
        raise Http404
    to = Post.objects.filter(user__username=request.POST.get("to", ""), unit=post.unit).first()
    if to is not None:
        hand_over(from_post=post, to_post=to, on=clock.today(), by=request.post)
    else:
        end_post(post=post, on=clock.today(), by=request.post)
    messages.success(request, f"{post}已结束" + ("，未办事项已移交" if to else ""))
    return redirect("account-list")


def _password(request: Any, uid: UUID) -> OneTime:
    return one_time()


@page(C.MANAGE_ACCOUNTS, methods=("POST",), prepare=_password)
def reset(request: Any, uid: UUID) -> HttpResponse:
    """A one-time password for somebody who forgot theirs; shown once."""
    user = User.objects.filter(uid=uid).first()
    if user is None:
        raise Http404
    reset_password(user=user, by=request.post, password=request.prepared)
    values = {"accounts": [(user.username, user.name, "重置密码", request.prepared.plain)], "problems": []}
    return render(request, "settings/opened.html", values)


@page(C.MANAGE_RIGHTS, methods=("GET", "POST"))
def rights(request: Any) -> HttpResponse:
    """Who may do what; a change is proposed here and approved by the bureau."""
    if request.method == "POST":
        role, right = _chosen(request)
        granted = request.POST.get("granted") == "1"
        propose(
            code="right",
            label=f"{role.label}{'增加' if granted else '取消'}“{right.label}”",
            arguments={
                "role": role.value,
                "capability": right.value,
                "granted": granted,
                "valid_from": clock.today().isoformat(),
            },
            source=request.POST.get("source", ""),
            post=request.post,
        )
        messages.success(request, "已提请，待县局审核批准后生效")
        return redirect("proposals")
    held = set(RoleRight.objects.filter(in_force(clock.today())).values_list("role", "capability"))
    rows = [(role, [(right, (role.value, right.value) in held) for right in C]) for role in Role]
    return render(request, "settings/rights.html", {"rows": rows, "rights": list(C), "roles": list(Role)})


def _chosen(request: Any) -> tuple[Role, C]:
    try:
        return Role(request.POST.get("role", "")), C(request.POST.get("capability", ""))
    except ValueError:
        raise Refusal("没有选择角色或权限", "各选一项后再提请") from None
