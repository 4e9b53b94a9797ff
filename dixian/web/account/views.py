"""Sign-in, password, post, one-time codes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.signals import user_login_failed
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from dixian.foundation.accounts.api import WrongPassword, change_password, device_of, new_password, posts_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import county_name
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import agreed_on, items
from dixian.web.account.browsers import remember
from dixian.web.account.holding import count_towards_hold
from dixian.web.account.locking import minutes
from dixian.web.account.proof import is_locked, prove_password
from dixian.web.shell.lasting import why_ended
from dixian.web.shell.pages import page

WRONG = "用户名、密码或动态口令不对，或者连续输错已被锁定 {} 分钟。动态口令每 30 秒变一次，没有启用的不用填"


@page(
    public=True,
    methods=("GET", "POST"),
    sealed=("username", "password", "code"),
    prepare=prove_password,
)
def sign_in(request: Any) -> HttpResponse:
    """User name and password; a code too where the person has set one up."""
    values = {"wrong": "", "username": "", "next": _next(request), "county": county_name()}
    if request.method == "GET":
        return render(request, "account/sign_in.html", {**values, "ended": why_ended(request)})
    username = request.POST.get("username", "").strip()
    values["username"] = username
    if isinstance(request.prepared, Refusal):
        return render(
            request, "account/sign_in.html", {**values, "wrong": request.prepared.message}, status=429
        )
    user = authenticate(request, username=username, password=request.POST.get("password", ""))
    if user is None or not user.is_active or not _code_fits(request, user):
        wrong = count_towards_hold(request) or WRONG.format(minutes())
        return render(request, "account/sign_in.html", {**values, "wrong": wrong}, status=422)
    if request.prepared.encoded != user.password:
        user.password = request.prepared.encoded
        user.save(update_fields=["password"])
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    response = HttpResponseRedirect(_first_page(user) if values["next"] == "/" else values["next"])
    remember(request, response, username)
    return response


def _code_fits(request: Any, user: Any) -> bool:
    """Whether the code is right where one is set up; a wrong one counts and sounds like a wrong password."""
    device = device_of(user)
    fits = device is None or bool(device.verify_token(request.POST.get("code", "")))
    if not fits:
        _count_wrong(request, user)
    return fits


def _count_wrong(request: Any, user: Any) -> None:
    """Towards the lock; whoever has somebody's open session may not guess their password without end either."""
    user_login_failed.send(__name__, credentials={"username": user.username}, request=request)


def _first_page(user: Any) -> str:
    """待办; for a leader of the county alone the four sentences."""
    roles = {post.role for post in posts_of(user)}
    return "/brief/" if roles == {Role.COUNTY_LEADER} and not user.must_change_password else "/"


@page(without_post=True, methods=("POST",), repeatable=True)
def sign_out(request: Any) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


def _new_password(request: Any) -> str | Refusal:
    old, new = request.POST.get("old", ""), request.POST.get("new", "")
    if is_locked(request, request.user.username):
        return Refusal("原密码连续输错，已被锁定", f"{minutes()} 分钟后再试")
    if new != request.POST.get("again", ""):
        return Refusal("两次输入的新密码不一样，没有修改", "把新密码再输两遍，要一个字符不差")
    try:
        words = [one.label for one in items("guessable_word")]
        return new_password(
            user=request.user, old=old, new=new, words=words, let_in=request.POST.get("let_in", "")
        )
    except Refusal as refusal:
        return refusal


@page(
    without_post=True,
    methods=("GET", "POST"),
    sealed=("old", "new", "again", "let_in"),
    prepare=_new_password,
)
def password(request: Any) -> HttpResponse:
    """A new password; forced at the first sign-in."""
    if request.method == "GET":
        return render(request, "account/password.html", {"agreed": agreed_on(request.user)})
    if isinstance(request.prepared, WrongPassword):
        _count_wrong(request, request.user)
    if isinstance(request.prepared, Refusal):
        told = {"wrong": request.prepared.message, "remedy": request.prepared.remedy}
        values = {**told, "agreed": agreed_on(request.user)}
        return render(request, "account/password.html", values, status=422)
    change_password(user=request.user, encoded=request.prepared)
    update_session_auth_hash(request, request.user)
    messages.success(request, "密码已修改")
    return redirect("home")


@page(without_post=True, methods=("GET", "POST"))
def choose_post(request: Any) -> HttpResponse:
    """Which of one's posts acts from now on; kept in the session and on each action."""
    chosen = request.POST.get("post", "")
    if request.method == "POST" and chosen in {str(post.uid) for post in request.posts}:
        request.session["post"] = chosen
        return redirect("home")
    return render(
        request,
        "account/posts.html",
        {"posts": request.posts, "may_delegate": request.post and request.post.can(C.DELEGATE)},
    )


@page(public=True, methods=("POST",), look_up=True)
def look(request: Any) -> HttpResponse:
    """Large type on or off, for this browser."""
    answer = HttpResponseRedirect(_next(request))
    answer.set_cookie(
        "large",
        "1" if request.POST.get("large") == "1" else "0",
        max_age=31_536_000,
        samesite="Lax",
        httponly=True,
    )
    return answer


def _next(request: Any) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else "/"
