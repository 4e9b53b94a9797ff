"""The frame of every page: the menu, where one is in it, and what waits."""

from typing import Any

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.worklist.api import unread_count, waiting_count
from dixian.web.shell.came_from import way_back
from dixian.web.shell.menu import menu_of


def frame(request: Any) -> dict[str, Any]:
    """Template context of every page."""
    post = getattr(request, "post", None)
    if post is None:
        return {"post": None, "menu": [], "load": None, "unread": 0, "may_search": False, **_look(request)}
    menu = menu_of(post)
    entries = [entry for group in menu for entry in group.entries]
    return {
        **_look(request),
        "post": post,
        "menu": menu,
        "entries": entries,
        "further": any(group.further for group in menu),
        "here": max(
            (e.url for e in entries if request.path.startswith((e.url, *e.also))), key=len, default=""
        ),
        "load": {"waiting": _waiting(request)},
        "unread": unread_count(request.user.pk),
        "may_search": post.can(C.SEE_HOUSEHOLDS),
    }


def _waiting(request: Any) -> int:
    """What waits for the post; 待办 has counted already, and says so on the request."""
    counted = getattr(request, "waiting", None)
    return waiting_count(request.post) if counted is None else counted


def _look(request: Any) -> dict[str, Any]:
    # An address that only takes forms can't be opened again.
    again = request.get_full_path() if request.method == "GET" else way_back(request) or "/"
    return {"large": request.COOKIES.get("large") == "1", "here": "", "again": again}
