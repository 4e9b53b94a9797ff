"""Whether a door is offered to a post: behind it the page asks again."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from dixian.foundation.accounts.api import Post
from dixian.foundation.books import api as books


def opens(address: str, post: Post) -> bool:
    """Whether the page of an address opens for a post: by the rights the page declares, and by those of its ledger.

    Not whether the post reaches the record it names.
    """
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return False
    needed = found.func.page.capabilities  # type: ignore[attr-defined]
    if not needed and found.url_name and found.url_name.startswith("book"):
        needed = books.book(found.kwargs["code"]).read
    return not needed or any(post.can(one) for one in needed)
