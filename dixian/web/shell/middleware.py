"""Around every request: a number to quote, who acts, and words for what went wrong."""

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from dixian.foundation.accounts.api import Post, acting_as, posts_of
from dixian.foundation.audit.api import Acting, acting
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.uids import new_uid
from dixian.web.shell.lasting import end_overdue
from dixian.web.shell.troubles import BUSY, TOLD, is_unavailable, plain_page, trouble_page

WITHOUT_ACTOR = ("/health/", "/static/")
# Pages for people without an account: whoever opens them is a visitor there, signed in or not.
AS_VISITOR = ("/d/",)
SEEN_EVERY = 60
GetResponse = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("dixian.web")


class ActingMiddleware:
    """Says who acts. Transactions are opened by the page itself (`pages.py`), when the body has been read.

    What an exception leaves was rolled back when it left the page; here it becomes words.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.incident = str(new_uid())[-12:].upper()
        request.post = None
        if request.path.startswith(WITHOUT_ACTOR):
            return self.get_response(request)
        visits = request.path.startswith(AS_VISITOR)
        request.post = None if visits else _acting_post(request)
        with _visitor(request) if visits else _who(request):
            try:
                return self.get_response(request)
            finally:
                if hasattr(request, "sealing"):
                    request.sealing.drop_unfiled()

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """Only what people can be told is told; the rest is left to the 500 page."""
        if isinstance(exception, (Refusal, *TOLD)):
            return trouble_page(request, exception)
        if is_unavailable(exception):
            logger.error("database_unavailable", exc_info=exception, extra={"request": request})
            return plain_page(request, 503, *BUSY)
        return None


def _acting_post(request: Any) -> Post | None:
    if not request.user.is_authenticated or end_overdue(request):
        return None
    _note_activity(request)
    posts = posts_of(request.user)
    chosen = request.session.get("post")
    request.posts = posts
    return next((post for post in posts if str(post.uid) == chosen), posts[0] if len(posts) == 1 else None)


def _note_activity(request: Any) -> None:
    """Keep the session alive while somebody works, without a write at each page."""
    now = int(clock.wall().timestamp())
    if now - request.session.get("seen", 0) > SEEN_EVERY:
        request.session["seen"] = now


def _who(request: Any) -> Any:
    if request.post:
        return acting_as(request.post, request=request.incident)
    if not request.user.is_authenticated:
        return _visitor(request)
    return acting(Acting(actor=f"user:{request.user.pk}", request=request.incident))


def _visitor(request: Any) -> Any:
    return acting(Acting(actor="visitor", request=request.incident))


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
