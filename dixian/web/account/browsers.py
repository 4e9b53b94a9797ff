"""Which people have signed in from this browser before: they come in where others of their address are held.

A whole township shares one address. Whoever tries one password on many names from there must not keep its
people out; they have no browser of theirs.
"""

from typing import Any

from django.conf import settings
from django.http import HttpResponse

from dixian.foundation.vault.marks import mark

KNOWN, PURPOSE = "known", "known-browser"
MOST = 6
LASTS = 180 * 86_400


def is_known(request: Any, username: str) -> bool:
    """Whether this person came in from this browser before."""
    return mark(username, PURPOSE) in _kept(request)


def remember(request: Any, response: HttpResponse, username: str) -> None:
    """Keep a mark of the person in their browser; nobody can make one up, and it says nothing about who it is."""
    mine = mark(username, PURPOSE)
    marks = [mine, *(one for one in _kept(request) if one != mine)][:MOST]
    response.set_cookie(
        KNOWN,
        ".".join(marks),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
        path="/sign-in/",
    )


def _kept(request: Any) -> list[str]:
    return str(request.COOKIES.get(KNOWN, "")).split(".")[:MOST]
