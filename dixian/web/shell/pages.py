"""The decorator every view carries."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel.problems import Refusal

View = Callable[..., HttpResponse]


def page(
    capability: Capability | tuple[Capability, ...] | None = None,
    *,
    public: bool = False,
    without_post: bool = False,
    methods: tuple[str, ...] = ("GET",),
) -> Callable[[View], View]:
    """A view for signed-in people whose acting post has `capability` (one of several, where a tuple).

    public: also without sign-in. without_post: before a post is chosen. methods: what it answers to.
    """
    needed = (capability,) if isinstance(capability, Capability) else capability

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "HEAD":
                # Answered like GET; the server leaves the body out.
                request.method = "GET"
            if request.method not in methods:
                return HttpResponse(status=405)
            if not public:
                away = _away(request, without_post)
                if away is not None:
                    return away
            if needed and not any(request.post.can(one) for one in needed):
                request.post.require(needed[0])
            return view(request, *args, **kwargs)

        guarded.capability, guarded.public, guarded.methods = needed, public, methods  # type: ignore[attr-defined]
        return guarded

    return decorate


def _away(request: Any, without_post: bool) -> HttpResponse | None:
    if not request.user.is_authenticated:
        answer: HttpResponse = redirect(f"/sign-in/?next={request.path}")
        if request.htmx:
            answer = HttpResponse(status=204)
            answer["HX-Redirect"] = "/sign-in/"
        return answer
    if request.user.must_change_password and request.path not in ("/password/", "/sign-out/"):
        return redirect("password")
    if request.post is None and not without_post:
        return redirect("choose-post")
    return None


def get_visible(queryset: Any, request: Any, uid: UUID) -> Any:
    """The record of this uid within the post's scope; 404 otherwise."""
    found = queryset.visible_to(request.post).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def uid_of(text: str) -> UUID:
    """The uid a form sent. Raises Refusal where it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise Refusal("选中的记录编号不对", "刷新页面后再选") from None


def day_of(request: Any, name: str) -> date:
    """The day a form sent in a field. Raises Refusal where it is none."""
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise Refusal("日期没有填好", "写成 2024-04-03") from None


def chosen_uids(request: Any) -> list[UUID]:
    """The records ticked in a list. Raises Refusal where one is no uid."""
    return [uid_of(text) for text in request.POST.getlist("chosen")]
