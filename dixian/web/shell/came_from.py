"""The page a form stood on, to lead back to it."""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404
from django.urls import resolve
from django.utils.http import url_has_allowed_host_and_scheme


def came_from(request: Any) -> str:
    """Path and query of the page on which a form was sent, or a part asked for; "" where that is none of ours."""
    before = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not before or not url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(before)
    # Two slashes in front would make it the address of another host.
    path = "/" + parts.path.lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path


def way_back(request: Any) -> str:
    """The same where that page can be opened again; an address that only takes forms can't."""
    before = came_from(request)
    return before if _opens(urlsplit(before).path) else ""


def page_above(path: str) -> str:
    """The nearest page above an address that only takes forms: the lead, the list; "" where there is none."""
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if path != "/" and _opens(path):
            return path
    return ""


def _opens(path: str) -> bool:
    try:
        view: Any = resolve(path).func
        return "GET" in view.page.methods
    except (Http404, AttributeError):
        return False
