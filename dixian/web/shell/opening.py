"""Whether a door is offered to a post: behind it the page asks again."""

from functools import lru_cache
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.books import api as books


def opens(address: str, post: Post) -> bool:
    """Whether the page of an address opens for a post: by the rights the page declares, and by those of its ledger.

    Not whether the post reaches the record it names.
    """
    needed = _needed(urlsplit(address).path)
    return needed is not None and (not needed or any(post.can(one) for one in needed))


@lru_cache(maxsize=1000)
def _needed(path: str) -> tuple[Capability, ...] | None:
    """One of these rights; none for whoever is signed in; None where there is no such page. A list holds it many times."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    needed: tuple[Capability, ...] = found.func.page.capabilities  # type: ignore[attr-defined]
    if not needed and found.url_name and found.url_name.startswith("book"):
        return tuple(books.book(found.kwargs["code"]).read)
    return needed
