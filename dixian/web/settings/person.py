"""One person: account, posts from-to, hand-over, leave, and the way in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import (
    PERSON_COLUMNS,
    Delegation,
    Post,
    SignInChange,
    User,
    clean_form,
    colleagues_of,
    device_of,
    disable,
    edit_user,
    end_delegation,
    end_post,
    hand_over,
    important_roles,
    is_guarded,
    may_draw,
    successors_of,
)
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy import api as policy
from dixian.foundation.policy.api import enable_or_propose, remove_codes_or_propose, reset_or_propose
from dixian.web.account.delegations import leave
from dixian.web.settings.people import new_one, opened_or_proposed, passwords, post_choices, proposed
from dixian.web.shell.pages import day_of, page, uid_of
from dixian.web.shell.versions import version_sent

CHANGES = 20


@dataclass(frozen=True)
class Held:
    """One of the person's posts, with what can be done about it."""

    post: Post
    state: str
    successors: list[Post]
    colleagues: list[User]
    delegations: list[Delegation]


@page(C.MANAGE_ACCOUNTS)
def person(request: Any, uid: UUID) -> HttpResponse:
    """The person's page."""
    user = _user(uid)
    posts = user.posts.select_related("unit", "area").order_by("-valid_from", "-id")
    important = important_roles()
    changes = list(SignInChange.objects.filter(user=user).order_by("-id")[:CHANGES])
    values = {
        **post_choices(),
        "person": user,
        "held": [_held(one, lendable=one.role not in important) for one in posts],
        "guarded": is_guarded(user),
        "important": any(one.role in important for one in posts if one.is_in_force()),
        "may_draw": may_draw(user),
        "has_codes": device_of(user) is not None,
        "is_self": user.pk == request.user.pk,
        "changes": changes,
        "names": _names(changes),
    }
    return render(request, "settings/person.html", values)


@page(C.MANAGE_ACCOUNTS, methods=("POST",), sealed=("phone",))
def edit(request: Any, uid: UUID) -> HttpResponse:
    """Mend name and phone."""
    user = _user(uid)
    version = version_sent(request)
    edit_user(user=user, **clean_form(request.POST, PERSON_COLUMNS), version=version, by=request.post)
    return _back(request, user, "已保存")


@page(C.MANAGE_ACCOUNTS, methods=("POST",))
def switch(request: Any, uid: UUID) -> HttpResponse:
    """Disable the account, or enable it again: a guarded one takes two."""
    user = _user(uid)
    if request.POST.get("active") == "1":
        if enable_or_propose(user=user, source=request.POST.get("source", ""), post=request.post):
            return proposed(request, user)
        return _back(request, user, f"{user.name}的账号已启用")
    disable(user=user, by=request.post)
    return _back(request, user, f"{user.name}的账号已停用，登录已全部退出")


@page(C.MANAGE_ACCOUNTS, methods=("POST",), sealed=("phone",), prepare=new_one)
def appoint(request: Any, uid: UUID) -> HttpResponse:
    """Another post for this person."""
    user = _user(uid)
    sent = {**request.POST.dict(), "username": user.username, "name": user.name}
    return opened_or_proposed(request, clean_form(sent))


@page(C.MANAGE_ACCOUNTS, methods=("POST",))
def end(request: Any, uid: UUID) -> HttpResponse:
    """End a post on a day, handing its open work and households to a colleague where one is chosen."""
    post, on, to = _post(uid), day_of(request, "on"), request.POST.get("to", "")
    if not to:
        end_post(post=post, on=on, by=request.post)
        return _back(request, post.user, f"{post}自 {on} 起结束")
    successor = successors_of(post).filter(uid=uid_of(to)).first()
    if successor is None:
        raise Refusal("选的人不能接手这个岗位", "从列表里选本单位在岗的同事")
    hand_over(from_post=post, to_post=successor, on=on, by=request.post)
    return _back(request, post.user, f"{post}自 {on} 起结束，未办事项和结对的户移交给{successor.user.name}")


@page(C.MANAGE_ACCOUNTS, methods=("POST",))
def stand_in(request: Any, uid: UUID) -> HttpResponse:
    """Open a delegation for somebody who can't any more; of a guarded post it takes two."""
    post = _post(uid)
    made = policy.stand_in_or_propose(post=post, by=request.post, **leave(request, post))
    if isinstance(made, policy.Proposal):
        return proposed(request, post.user)
    return _back(request, post.user, f"{made.valid_from} 起由{made.delegate.name}代办{post}")


@page(C.MANAGE_ACCOUNTS, methods=("POST",))
def end_stand_in(request: Any, uid: UUID) -> HttpResponse:
    """End somebody's delegation."""
    found = Delegation.objects.select_related("post__user").filter(uid=uid).first()
    if found is None:
        raise Http404
    end_delegation(delegation=found, by=request.post)
    return _back(request, found.post.user, "代办已收回")


@page(C.MANAGE_ACCOUNTS, methods=("POST",), prepare=new_one)
def reset(request: Any, uid: UUID) -> HttpResponse:
    """A one-time password, shown once; for a guarded account, proposed first and drawn once approved."""
    user = _user(uid)
    password = request.prepared
    if reset_or_propose(
        user=user, source=request.POST.get("source", ""), post=request.post, password=password
    ):
        return proposed(request, user)
    return passwords(request, [(user.username, user.name, "重置密码", password.plain)])


@page(C.MANAGE_ACCOUNTS, methods=("POST",))
def remove_codes(request: Any, uid: UUID) -> HttpResponse:
    """A lost phone: its codes are not asked for any more."""
    user = _user(uid)
    if remove_codes_or_propose(user=user, source=request.POST.get("source", ""), post=request.post):
        return proposed(request, user)
    return _back(request, user, f"已移除{user.name}的动态口令，请他登录后重新设置")


def _held(post: Post, *, lendable: bool) -> Held:
    today = clock.today()
    over = post.valid_to is not None and post.valid_to <= today
    state = "已结束" if over else "未开始" if post.valid_from > today else "在用"
    colleagues = list(colleagues_of(post)) if lendable and not over else []
    delegations = Delegation.objects.filter(post=post, valid_to__gt=today).select_related("delegate")
    return Held(
        post, state, list(successors_of(post)), colleagues, list(delegations.order_by("valid_from", "id"))
    )


def _names(changes: list[SignInChange]) -> dict[str, str]:
    """Actor -> name of whoever changed something."""
    ids = {one.made_by.removeprefix("user:") for one in changes if one.made_by.startswith("user:")}
    return {f"user:{id_}": name for id_, name in User.objects.filter(id__in=ids).values_list("id", "name")}


def _user(uid: UUID) -> User:
    found = User.objects.filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def _post(uid: UUID) -> Post:
    found = Post.objects.select_related("user", "unit", "area").filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def _back(request: Any, user: User, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("person", user.uid)
