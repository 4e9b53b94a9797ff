"""Around every request: who acts, which rows that reaches, one transaction, and words for what went wrong."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dixian.foundation.accounts.api import NotAllowed, Post, acting_as, posts_of, submitted_once
from dixian.foundation.audit.api import Acting, SpoolFailed, acting, reading, writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid

SAFE = ("GET", "HEAD", "OPTIONS")
WITHOUT_ACTOR = ("/health/", "/static/")
SEEN_EVERY = 60
FORM_KEY = "form_key"
GetResponse = Callable[[HttpRequest], HttpResponse]


class ActingMiddleware:
    """Opens a reading transaction for GET and a writing one for everything else, as the acting post.

    A refusal or an error rolls all of it back; the page that says so is made afterwards.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.incident = str(new_uid())[-12:].upper()
        request.post, request.trouble = None, None
        if request.path.startswith(WITHOUT_ACTOR):
            return self.get_response(request)
        request.post = _acting_post(request)
        with _who(request):
            with reading() if request.method in SAFE else writing():
                response = self._answer(request)
            if request.trouble is None:
                return response
            with reading():
                return trouble_page(request, request.trouble)

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """Keep what went wrong and roll back; only what people can be told is told."""
        transaction.set_rollback(True)
        if isinstance(exception, Refusal | SpoolFailed | Http404 | PermissionDenied):
            request.trouble = exception
            return HttpResponse(status=500)
        return None

    def _answer(self, request: Any) -> HttpResponse:
        if request.method == "POST" and request.post and request.POST.get(FORM_KEY):
            try:
                with transaction.atomic():
                    submitted_once(key=request.POST[FORM_KEY], post=request.post)
            except Refusal as refusal:
                request.trouble = refusal
                return HttpResponse(status=409)
        response = self.get_response(request)
        if response.status_code >= 500:
            transaction.set_rollback(True)
        return response


def trouble_page(request: Any, trouble: Exception) -> HttpResponse:
    """What happened, what was kept, what to do, a number to quote."""
    if isinstance(trouble, Http404):
        return error_page(request, 404, "没有找到这个页面或记录", "它可能不在您的范围内，或者地址写错了。")
    if isinstance(trouble, NotAllowed | PermissionDenied):
        message = getattr(trouble, "message", "您的岗位没有这项权限")
        return error_page(request, 403, message, getattr(trouble, "remedy", "需要时请安全管理员调整权限"))
    if isinstance(trouble, SpoolFailed):
        return error_page(request, 503, str(trouble), "请告诉系统管理员，稍后再试。")
    message, remedy = getattr(trouble, "message", ""), getattr(trouble, "remedy", "")
    return error_page(request, 409, message, remedy)


def error_page(request: Any, status: int, message: str, remedy: str) -> HttpResponse:
    """The page of an error, inside the frame where somebody is signed in."""
    values = {"status": status, "message": message, "remedy": remedy, "incident": request.incident}
    return render(request, "shell/error.html", values, status=status)


def _acting_post(request: Any) -> Post | None:
    if not request.user.is_authenticated:
        return None
    _note_activity(request)
    posts = posts_of(request.user)
    chosen = request.session.get("post")
    request.posts = posts
    return next((post for post in posts if post.pk == chosen), posts[0] if len(posts) == 1 else None)


def _note_activity(request: Any) -> None:
    """Keep the session alive while somebody works, without a write at each page."""
    now = int(clock.wall().timestamp())
    if now - request.session.get("seen", 0) > SEEN_EVERY:
        request.session["seen"] = now


def _who(request: Any) -> Any:
    if request.post:
        return acting_as(request.post, request=request.incident)
    actor = f"user:{request.user.pk}" if request.user.is_authenticated else "visitor"
    return acting(Acting(actor=actor, request=request.incident))


class HeadersMiddleware:
    """A content policy without inline scripts or styles, and nothing of a page kept by others."""

    POLICY = (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; form-action 'self'"
    )

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.POLICY)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
